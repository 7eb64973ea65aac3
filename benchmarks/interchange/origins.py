"""What verdicts by independent study say that another project's own score does not, for each project that is here.

Run: python benchmarks/interchange/origins.py [--data FOLDER] [--only NAME]

Each origin is imported and built twice: as ``evidence import`` does it, and with every line as a study of its own, which
is what counting items does.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
from others import SHARED

from evidence.database.build import build
from evidence.interchange.gathered import Gathered
from evidence.interchange.imports import FORMATS, gather
from evidence.interchange.into import write_base
from evidence.model import BaseInfo

SIGNED = ("supports", "disputes", "mixed")


class Origin(NamedTuple):
    """An origin to measure: a name, its format, its path below the data, options, and what it says itself."""

    name: str
    format: str
    path: str
    options: dict[str, str]
    own: Callable[[Gathered, dict[str, Counted]], Iterator[tuple[str, str]]]


class Counted(NamedTuple):
    """One claim: its word and independent studies, and the word when every item is counted."""

    word: str
    direction: str | None
    votes: int
    by_item: str
    item_direction: str | None
    items: int


def measure(origin: Origin, data: Path) -> list[tuple[str, str]]:
    """Rows of name and figure for one origin."""
    gathered = gathered_of(origin, data)
    drafted = {line.claim for lines in lines_of(gathered).values() for line in lines}
    all_claims = counted(gathered)
    claims = {name: found for name, found in all_claims.items() if found.items}
    signed = [found for found in claims.values() if found.votes]
    several = [found for found in signed if found.items > 1]
    once = [found for found in several if found.votes == 1]
    rows = [
        ("read", ", ".join(f"{count:,} {what}" for what, count in gathered.read.items())),
        ("claims; with evidence", f"{len(gathered.claims):,}; {len(claims):,}"),
        ("lines; studies", f"{sum(map(len, lines_of(gathered).values())):,}; {len(gathered.studies):,}"),
        ("hypotheses", f"{len(gathered.hypotheses):,}"),
        ("claims with two items or more", f"{len(several):,}"),
        ("of these, resting on one independent study", share(len(once), len(several))),
        ("claims contested, one study one vote", share(sum(one.word == "contested" for one in signed), len(signed))),
        ("claims contested, items counted", share(sum(one.by_item == "contested" for one in signed), len(signed))),
        (
            "claims whose word changes when items are counted",
            share(sum((one.word, one.direction) != (one.by_item, one.item_direction) for one in signed), len(signed)),
        ),
    ]
    changes = Counter(f"{one.by_item} → {one.word}" for one in signed if one.by_item != one.word)
    rows += [(f"by items {change}, by study", f"{count:,}") for change, count in changes.most_common(6)]
    words = Counter(one.word for one in claims.values())
    rows.append(("words, one study one vote", ", ".join(f"{word} {count:,}" for word, count in words.most_common())))
    return [*rows, *origin.own(gathered, {name: all_claims[name] for name in sorted(drafted)})]


def share(part: int, whole: int) -> str:
    """A count with its share: ``12 of 345 (3 %)``."""
    return f"{part:,} of {whole:,}" + (f" ({100 * part / whole:.0f} %)" if whole else "")


def gathered_of(origin: Origin, data: Path) -> Gathered:
    """The origin's records, as its importer gives them."""
    known = next(each for each in FORMATS if each.name == origin.format)
    into = Gathered(BaseInfo(origin.name, "1", "2026-11-21"), f"imported from {known.origin}", "its curators")
    into.options.update(origin.options)
    gather(origin.format, data / origin.path, into)
    return into


def counted(gathered: Gathered) -> dict[str, Counted]:
    """Every claim with its word both ways."""
    by_study = verdicts(gathered)
    by_item = verdicts(with_a_study_a_line(gathered))
    items = Counter(line.claim for lines in lines_of(gathered).values() for line in lines if line.status == "accepted")
    found = {}
    for name, (word, direction, votes) in by_study.items():
        other, its_direction, _ = by_item[name]
        found[name] = Counted(word, direction, votes, other, its_direction, items[name])
    return found


def lines_of(gathered: Gathered) -> dict[str, list]:  # type: ignore[type-arg]
    """The lines of each study."""
    return gathered._lines


def with_a_study_a_line(gathered: Gathered) -> Gathered:
    """The same records with every line in a study of its own, with no registration or cohort in common."""
    made = replace(gathered, sources={}, studies={}, _lines={}, problems=[])
    reports: dict[str, list[str]] = {}
    for name, lines in lines_of(gathered).items():
        for number, line in enumerate(lines, 1):
            study = replace(
                gathered.studies[name], id=f"{name[:80]}-item{number}", registry=(), cohort=None, part_of=()
            )
            made.line(study, line)
            reports.setdefault(line.source, []).append(study.id)
    for name, source in gathered.sources.items():
        made.sources[name] = replace(source, reports=tuple(reports.get(name, ())))
    return made


def verdicts(gathered: Gathered) -> dict[str, tuple[str, str | None, int]]:
    """Word, direction and number of votes with a sign, by claim, in a base built for it."""
    found: list[tuple[str, str, str | None, int]] = []

    def look(folder: Path) -> None:
        built = build(folder)
        if built.path is None:
            raise SystemExit(f"not built: {built.report.errors[:3]}")
        with sqlite3.connect(built.path) as connection:
            found.extend(
                connection.execute(
                    "SELECT id, word, direction, for_count + against_count + mixed_count FROM verdict WHERE kind = 'claim'"
                )
            )

    with tempfile.TemporaryDirectory() as folder:
        write_base(gathered, Path(folder) / "base", look)
    return {name: (word, direction, votes) for name, word, direction, votes in found}


def civic(gathered: Gathered, claims: dict[str, Counted]) -> Iterator[tuple[str, str]]:
    """CIViC's own words: the evidence level and the curators' rating of each item."""
    levels: Counter[str] = Counter()
    best: dict[str, str] = {}
    rated: set[str] = set()
    for lines in lines_of(gathered).values():
        for line in lines:
            level = line.note.partition("; level ")[2][:1]
            levels[level] += 1
            best[line.claim] = min(best.get(line.claim, "Z"), level)
            if line.note.partition("rating ")[2][:1] in "45":
                rated.add(line.claim)
    yield "CIViC's levels, by line", ", ".join(f"{level} {count:,}" for level, count in sorted(levels.items()))
    lone = {name for name, one in claims.items() if one.votes == 1}
    top = [name for name in claims if best[name] in "AB"]
    yield "claims with an item of level A or B that one study carries", share(len(lone & set(top)), len(top))
    yield "claims with an item rated 4 or 5 that one study carries", share(len(lone & rated), len(rated))
    split = {name for name, one in claims.items() if one.word == "contested"}
    yield "contested claims with an item rated 4 or 5", share(len(split & rated), len(split))


def scifact(gathered: Gathered, claims: dict[str, Counted]) -> Iterator[tuple[str, str]]:
    """SciFact's own words: one label a document."""
    directions = Counter(line.direction for lines in lines_of(gathered).values() for line in lines)
    yield "SciFact's labels, by document", ", ".join(f"{name} {count:,}" for name, count in sorted(directions.items()))
    yield (
        "claims with a label that one document carries",
        share(sum(one.votes == 1 for one in claims.values()), len(claims)),
    )


def drugmechdb(gathered: Gathered, _: dict[str, Counted]) -> Iterator[tuple[str, str]]:
    """DrugMechDB has no score; how much its paths share."""
    uses = Counter(claim for one in gathered.hypotheses.values() for claim in {*one.tests, *one.bears})
    yield "links that one path alone uses", share(sum(count == 1 for count in uses.values()), len(uses))
    papers = len(gathered.sources)
    yield "papers named by any path", f"{papers:,}"


def dismech(gathered: Gathered, claims: dict[str, Counted]) -> Iterator[tuple[str, str]]:
    """DisMech's own words: supports, by item; and what became of its quotes."""
    lines = [line for found in lines_of(gathered).values() for line in found]
    kinds = Counter(f"{line.direction}, {line.directness}" for line in lines)
    yield "lines", "; ".join(f"{name} {count:,}" for name, count in sorted(kinds.items()))
    failed = {line.claim for line in lines if line.status == "draft"}
    yield "claims with an item whose quote does not stand in its text", share(len(failed), len(claims))
    lost = {name for name in failed if not claims[name].votes}
    yield "claims that such items alone carry", share(len(lost), len(claims))


def named(gathered: Gathered, claims: dict[str, Counted]) -> Iterator[tuple[str, str]]:
    """What names a document, and what only says so."""
    counts = Counter("echo" if source.kind == "web-page" else "document" for source in gathered.sources.values())
    yield "documents; pages and people that count as echoes", f"{counts['document']:,}; {counts['echo']:,}"
    yield "claims that nothing counted speaks to", share(sum(not one.votes for one in claims.values()), len(claims))


ORIGINS = (
    Origin("CIViC, Does Not Support neutral", "civic", "civic", {}, civic),
    Origin("CIViC, Does Not Support against", "civic", "civic", {"does-not-support": "disputes"}, civic),
    Origin("SciFact", "scifact", "scifact", {}, scifact),
    Origin("DrugMechDB", "drugmechdb", "drugmechdb/kb_paths.tar.gz", {}, drugmechdb),
    Origin("DisMech", "dismech", "dismech", {}, dismech),
    Origin("KGX, small Monarch graph", "kgx", "kgx/monarch-tiny_edges.tsv", {}, named),
    Origin("Nanopublication test suite", "nanopub", "nanopub/nanopub-testsuite.tar.gz", {}, named),
    Origin("INDRA statements of EMMAA", "indra", "indra", {}, named),
)


def main() -> None:
    """Print one table for each origin that is here."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=SHARED)
    parser.add_argument("--only", default="", help="origins whose name holds this")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = {}
    for origin in ORIGINS:
        if options.only.lower() not in origin.name.lower():
            continue
        if not (options.data / origin.path).exists():
            print(f"skipped: {origin.name} is not here (--data FOLDER names where {origin.path} is)")
            continue
        found[origin.name] = measure(origin, options.data)
        if not options.json:
            print(f"\n{origin.name}\n\n| | |\n|---|---|")
            print("\n".join(f"| {name} | {figure} |" for name, figure in found[origin.name]))
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
