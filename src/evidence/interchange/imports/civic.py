"""CIViC's evidence items (ClinicalEvidenceSummaries, tab-separated), in the columns of its first and present downloads.

An item becomes one line of one study; a study is one document, and studies that share a trial registration count as one.
"Does Not Support" is read as neutral: CIViC uses it for refutations and for results without a conclusion alike. The
option ``does-not-support: disputes`` reads it as against. Ratings are noted and used for nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from evidence.errors import EvidenceError
from evidence.interchange.gathered import Gathered, one_line
from evidence.interchange.imports.civic_wording import LEVELS, READS, UNSAID, Level, Reads
from evidence.interchange.imports.members import members
from evidence.interchange.imports.tables import Row, rows
from evidence.model import (
    Author,
    Citation,
    Claim,
    Concept,
    ConceptKind,
    Direction,
    Line,
    LineStatus,
    Profile,
    Qualifiers,
    Source,
    Study,
)

_NEEDED = ("disease", "evidence_type", "evidence_direction", "evidence_level", "evidence_statement", "citation_id")
_RENAMED = {
    "therapies": "drugs",
    "therapy_interaction_type": "drug_interaction_type",
    "significance": "clinical_significance",
}
_DIRECTIONS = ("supports", "does not support", "n/a")
_STATUS: dict[str, LineStatus] = {"accepted": "accepted", "submitted": "draft", "rejected": "rejected"}
_JOINED = {"combination": " plus ", "sequential": " then "}
_INTERACTIONS = ("", "substitutes", *_JOINED)
_REGISTRY = re.compile(r"NCT[0-9]{8}\Z")
_YEAR = re.compile(r"(?:1[89]|20)[0-9]{2}\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: Commas in a drug's name: before a space, between digits (CP-724,714) or locants (N,N-), and in brackets.
_IN_A_NAME = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|,(?=\s)|(?<=[0-9]),(?=[0-9])|(?<=\b[NOS]),(?=[NOS]'?-)",
)


@dataclass(frozen=True, slots=True)
class Item:
    """One evidence item, its words known ones."""

    row: Row
    reads: Reads
    direction: str
    level: Level

    def __getitem__(self, column: str) -> str:
        return self.row.cells.get(column, "")


def gather(path: Path, into: Gathered) -> None:
    """Read a ClinicalEvidenceSummaries file, or the folder that holds one."""
    into.accepted_by = "the editors of CIViC"
    items: dict[str, list[Item]] = {}
    lines: dict[str, int] = {}
    for member in members(_file(path), into, (".tsv",)):
        for row in rows(member, into):
            if not into.read:
                _check_columns(member.name, row)
            into.count("evidence items")
            item = _item(member.name, row, into)
            if not _is_repeat(member.name, row, lines, into) and item is not None:
                items.setdefault(f"{item['source_type']} {item['citation_id']}", []).append(item)
    for key, of_one in sorted(items.items()):
        _study(key, of_one, into)
    days = (found[0] for item in chain(*items.values()) if (found := _DAY.match(item["last_review_date"])))
    into.info = replace(into.info, as_of=max(days, default=into.info.as_of))


def _file(path: Path) -> Path:
    if not path.is_dir():
        return path
    found = sorted(path.glob("*ClinicalEvidenceSummaries.tsv"))
    if len(found) != 1:
        raise EvidenceError(f"{path} holds {len(found)} ClinicalEvidenceSummaries.tsv files", "name the file itself")
    return found[0]


def _check_columns(file: str, row: Row) -> None:
    missing = [name for name in _NEEDED if name not in row.cells]
    missing += [old for new, old in _RENAMED.items() if not {new, old} & row.cells.keys()]
    if "molecular_profile" not in row.cells and not {"gene", "variant"} <= row.cells.keys():
        missing.append("molecular_profile")
    if missing:
        raise EvidenceError(f"{file} has no column {', '.join(missing)}", "name CIViC's ClinicalEvidenceSummaries.tsv")


def _renamed(row: Row) -> Row:
    return Row(row.line, {_RENAMED.get(name, name): one_line(cell) for name, cell in row.cells.items()})


def _item(file: str, raw: Row, into: Gathered) -> Item | None:
    """The item of a row; ``None``, and a problem, when a word of it is not known or it names nothing to be about."""
    row = _renamed(raw)
    kind = row.cells["evidence_type"].lower()
    direction = row.cells["evidence_direction"].lower().replace("_", " ") or "n/a"
    level = LEVELS.get(row.cells["evidence_level"][:1].upper())
    wrong = (
        ("evidence_type", kind not in UNSAID),
        ("evidence_direction", direction not in _DIRECTIONS),
        ("evidence_level", level is None),
        ("citation_id", not re.fullmatch("[1-9][0-9]{0,8}", row.cells["citation_id"])),
        ("evidence_status", row.cells.get("evidence_status", "accepted").lower() not in _STATUS),
        ("drug_interaction_type", row.cells.get("drug_interaction_type", "").lower() not in _INTERACTIONS),
        ("is_flagged", row.cells.get("is_flagged", "").lower() not in ("", "true", "false")),
    )
    lacking = (
        ("molecular_profile", not _profile(row)),
        ("drugs", kind == "predictive" and not row.cells["drugs"].strip(", ")),
        ("disease", not row.cells["disease"] and kind != "functional"),
    )
    for column, is_wrong in (*wrong, *lacking):
        if is_wrong:
            value = row.cells.get(column, "")
            place = (file, raw.line, _column(raw, column))
            if value or (column, is_wrong) in wrong:
                into.problem("IM002", "error", place, f"{column} is {value[:60]!r}", "the item is left out")
            else:
                into.problem("IM004", "warning", place, f"a {kind} item without {column}", "the item is left out")
                into.remark(f"left out: a {kind} item without {column}")
            return None
    assert level is not None
    return Item(row, _reads(kind, row, into), direction, level)


def _is_repeat(file: str, row: Row, lines: dict[str, int], into: Gathered) -> bool:
    """Whether an item before this one, whole or not, has its number; then a problem."""
    number = row.cells.get("evidence_id", "").strip()
    first = lines.setdefault(number, row.line) if number else row.line
    if first == row.line:
        return False
    place = (file, row.line, _column(row, "evidence_id"))
    message = f"evidence_id is {number[:60]!r}, as in line {first}"
    into.problem("IM002", "error", place, message, "the item is left out")
    return True


def _column(raw: Row, column: str) -> int:
    """Where the cell of a column begins in its line, counted from 1."""
    at = 1
    for name, cell in raw.cells.items():
        if column in (name, _RENAMED.get(name)):
            return at
        at += len(cell) + 1
    return 1


def _reads(kind: str, row: Row, into: Gathered) -> Reads:
    said = row.cells.get("clinical_significance", "").lower().replace("_", " ") or "n/a"
    found = READS.get((kind, said))
    if found is None:
        into.remark(f"neutral: the significance {said[:40]!r} is none of a {kind} item")
        return UNSAID[kind]
    return found


def _profile(row: Row) -> str:
    """Gene and variant as one name, in the manner of CIViC's molecular profiles."""
    cells = row.cells
    if cells.get("molecular_profile"):
        return cells["molecular_profile"]
    gene, variant = cells.get("gene", ""), cells.get("variant", "")
    return variant if gene in re.split("[^A-Za-z0-9]+", variant) else f"{gene} {variant}".strip()


def _study(key: str, items: list[Item], into: Gathered) -> None:
    """One document's items as one study with a line for each item and therapy."""
    items = sorted(items, key=lambda item: (len(item["evidence_id"]), item["evidence_id"], item.row.line))
    first = items[0]
    source = _source(key, first, into)
    name = into.slug("study", key, f"{source.id} study")
    registry = sorted({each for item in items for each in re.split(r"[,;\s]+", item["nct_ids"]) if each})
    for number in registry:
        if not _REGISTRY.match(number):
            into.remark(f"left out: a registration that has not the form of one ({number[:40]!r})")
    designs = {item.level.design for item in items}
    study = Study(
        name,
        _label(first),
        designs.pop() if len(designs) == 1 else "not-stated",
        "unknown",
        tuple(sorted({item.level.species for item in items})),
        registry=tuple(number for number in registry if _REGISTRY.match(number)),
    )
    into.sources[source.id] = replace(source, reports=(name,))
    for item in items:
        _remark(item, into)
        therapies = _therapies(item)
        if len(therapies) > 1:
            into.remark("read once for each drug: an item about drugs that substitute for each other")
        direction, why = _direction(item, into)
        for therapy in therapies:
            into.line(study, _line(item, _claim(item, therapy, into), source.id, direction, why))


def _label(item: Item) -> str:
    parts = item["citation"].split(",")
    who = re.sub(r"\s+et al\.?$", "", parts[0].strip()) or "Unnamed"
    year = _year(parts)
    return f"{who} {year or 'undated'} ({item['source_type'] or 'document'} {item['citation_id']})"


def _year(parts: list[str]) -> str | None:
    return next((part.strip() for part in parts[1:] if _YEAR.match(part.strip())), None)


def _source(key: str, item: Item, into: Gathered) -> Source:
    """The document, as far as CIViC's short citation tells: first author, year and journal; no title."""
    parts = item["citation"].split(",")
    year = _year(parts)
    after = item["citation"].partition(f"{year},")[2] if year else ""
    is_paper = item["source_type"].lower() in ("pubmed", "")
    who = re.sub(r"\s+et al\.?$", "", parts[0].strip())
    number = "" if is_paper else item["asco_abstract_id"]
    return Source(
        into.slug("source", key, f"{'pmid' if is_paper else item['source_type']} {item['citation_id']}"),
        "journal-article" if is_paper else "conference",
        Citation(
            "article-journal" if is_paper else "paper-conference",
            author=(Author(literal=who),) if who else (),
            et_al="et al" in parts[0],
            container_title=after.strip() or None,
            issued=year,
            number=number or None,
            PMID=item["citation_id"] if is_paper else None,
        ),
    )


def _therapies(item: Item) -> tuple[str, ...]:
    """What the item is about: each of several substitutes, or several drugs as one treatment."""
    drugs = _drugs(item)
    how = item["drug_interaction_type"].lower()
    if "{therapy}" not in item.reads.sentence:
        return ("",)
    if how == "substitutes":
        return tuple(dict.fromkeys(drugs))
    return (_JOINED.get(how, " and ").join(sorted(drugs) if how == "combination" else drugs),)


def _drugs(item: Item) -> list[str]:
    """The drugs of an item: CIViC joins with commas names that may hold commas."""
    cell = item["drugs"]
    masked = _IN_A_NAME.sub(lambda found: "_" * len(found[0]), cell)
    cuts = [at for at, character in enumerate(masked) if character == ","]
    starts, ends = [0, *(at + 1 for at in cuts)], [*cuts, len(cell)]
    return [each for start, end in zip(starts, ends, strict=True) if (each := cell[start:end].strip())]


def _remark(item: Item, into: Gathered) -> None:
    """Count what an item says and its claim does not."""
    drugs = _drugs(item)
    if any("," in drug for drug in drugs):
        into.remark("not cut: a comma that is read as part of a drug's name")
    if len(drugs) > 1 and not item["drug_interaction_type"]:
        into.remark("read as one treatment: an item about several drugs that does not say how they go together")
    if item["phenotypes"]:
        into.remark("in the line's note only: an item's phenotypes")
    if item["is_flagged"].lower() == "true":
        into.remark("noted, and counted all the same: an item that is flagged in CIViC")
    if item["disease"] and item["evidence_type"].lower() == "functional":
        into.remark("in the line's note only: the disease of a functional item")


def _claim(item: Item, therapy: str, into: Gathered) -> str:
    """The id of what the item is about; the claim is made when it is new."""
    profile = _profile(item.row)
    disease = item["disease"]
    kind = item["evidence_type"].lower()
    change = item["clinical_significance"].lower() if kind == "functional" else ""
    key = "\t".join((profile, item.reads.predicate, therapy, change or disease)).lower()
    words = f"{profile} {item.reads.predicate.replace('-', ' ')} {therapy} {change or disease}"
    name = into.slug("claim", key, words)
    if name not in into.claims:
        subject = _variant(item, profile, into)
        is_about_disease = disease and kind != "functional"
        condition = _concept("condition", disease, into, "DOID", item["doid"]) if is_about_disease else None
        if therapy:
            thing: str | None = _concept("drug" if therapy in _drugs(item) else "treatment", therapy, into)
        else:
            thing = _concept("process", change or "function", into) if kind == "functional" else condition
        assert thing is not None
        sentence = item.reads.sentence.format(profile=profile, disease=disease, therapy=therapy)
        scope = Qualifiers(population=(condition,) if therapy and condition else ())
        profile_kind: Profile = "mechanism" if kind in ("functional", "oncogenic") else "outcome"
        into.claims[name] = Claim(
            name,
            kind,
            profile_kind,
            subject,
            item.reads.predicate,
            thing,
            sentence,
            scope,
        )
    return name


def _variant(item: Item, profile: str, into: Gathered) -> str:
    gene = item["gene"]
    above: tuple[str, ...] = ()
    if gene and gene.lower() != profile.lower():
        above = (_concept("target", gene, into, "NCBIGene", item["entrez_id"]),)
    name = into.slug("concept", f"factor {profile.lower()}", profile)
    into.concepts.setdefault(name, Concept(name, "factor", profile, is_a=above))
    return name


def _concept(kind: ConceptKind, label: str, into: Gathered, prefix: str = "", number: str = "") -> str:
    name = into.slug("concept", f"{kind} {label.lower()}", label)
    xref = (f"{prefix}:{number}",) if re.fullmatch("[0-9]+", number) else ()
    into.concepts.setdefault(name, Concept(name, kind, label, xrefs=xref))
    return name


def _line(item: Item, claim: str, source: str, direction: Direction, why: str) -> Line:
    note = (
        f"CIViC evidence item {item['evidence_id'] or 'without a number'}: {item['evidence_direction']}, "
        f"{item['clinical_significance'] or 'no significance'}; level {item['evidence_level'][:1]}, "
        f"{item.level.words}; rating {item['rating'] or 'none'}; origin {item['variant_origin'] or 'not stated'}"
    )
    if item["evidence_type"].lower() == "functional" and item["disease"]:
        note += f"; disease: {item['disease']}"
    if item["phenotypes"]:
        note += f"; phenotypes: {item['phenotypes']}"
    if item["is_flagged"].lower() == "true":
        note += "; flagged in CIViC for its editors to look at"

    return Line(
        "", claim, source, direction,
        "direct" if item.level.direct else "indirect", "own-result", "not-stated", "none", "1",
        item["evidence_statement"] or "CIViC gives no statement.",
        "not stated by CIViC",
        species=(item.level.species,),
        status=_STATUS[(item["evidence_status"] or "accepted").lower()],
        note=f"{note}. {why}".strip(),
    )  # fmt: skip


def _direction(item: Item, into: Gathered) -> tuple[Direction, str]:
    if not item.reads.signed:
        into.remark("neutral: the item gives no significance that has a direction (uncertain, or N/A)")
        return "neutral", "Neutral here: its significance has no direction."
    if item.direction == "supports":
        return "supports", ""
    if item.direction == "n/a":
        into.remark("neutral: the item gives no direction (N/A)")
        return "neutral", "Neutral here: it gives no direction."
    if into.options.get("does-not-support") == "disputes":
        into.remark(
            "against, as asked: 'Does Not Support', which in CIViC is also said of results without a conclusion"
        )
        return "disputes", "Read as against, as asked; CIViC says this of results without a conclusion too."
    into.remark("neutral: 'Does Not Support', which in CIViC is also said of results without a conclusion")
    return "neutral", "Neutral here: CIViC says this of refutations and of results without a conclusion alike."
