"""Every file of other projects, read beside the library its format is known by: each value is somewhere, or said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from evidence.diagnostics import Diagnostic
from evidence.ingest.described import Described
from evidence.ingest.intake import Taken, Wishes, plan
from evidence.ingest.recognise import read
from evidence.loader import load_texts
from evidence.plain import to_plain

DATA = Path(__file__).parents[2] / "shared" / "data"
FILES = sorted(
    path
    for folder in ("reference-formats", "jats")
    for path in (DATA / folder).rglob("*")
    if path.is_file() and path.name != "SOURCE.md"
)
NAMES = [str(path.relative_to(DATA)) for path in FILES]
MONTHS = {
    name: str(number)
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}

pytestmark = pytest.mark.skipif(not FILES, reason="the files of other projects (../shared/data) are not here")


def words(text: str) -> list[str]:
    """Letters and figures of a text; markup, accents, case and zeros in front count for nothing."""
    bare = re.sub(r"https?://(?:dx\.)?doi\.org/", "", re.sub(r"</?[A-Za-z][^<>]{0,200}>", " ", text))
    bare = unicodedata.normalize("NFKD", bare.casefold())
    bare = "".join(char for char in bare if unicodedata.category(char) not in ("Mn", "Cf"))
    return [MONTHS.get(word, word.lstrip("0") or "0") for word in re.findall(r"[a-z]+|[0-9]+|[^\W\d_]+", bare)]


#: What a library calls the words of a document: these may stand in its held text.
TEXTS = frozenset((
    "AB", "abstract", "notes_abstract", "AbstractText", "captions", "paragraphs", "coi_statement", "Label", "full_title",
))  # fmt: skip
#: Words that a library makes by dropping a mark inside a word ("3rd", "GXSXG", "pR promoter"), and names of markup.
MADE = frozenset(("edition", "gxxg", "ppromoter", "por", "nbsp", "amp", "cdata"))
#: The name of a link, which is read as words ("CommentIn": "commented on by").
READ = frozenset(("RefType",))


def strings(value: Any, in_text: bool = False) -> Iterator[tuple[str, bool]]:
    """Every piece of text in a value, and whether it is of the words of the document."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in READ:
                yield from strings(item, in_text or key in TEXTS)
    elif isinstance(value, list | tuple | set):
        for item in value:
            yield from strings(item, in_text)
    elif value is not None and not isinstance(value, bool):
        yield str(value), in_text


def fields_of(item: Described) -> list[str]:
    """What became of a document's fields: its record, and what was left with a reason."""
    assert all(left.why and left.field for left in item.left)
    record = to_plain(item.csl)
    return [
        *record, *item.registry, item.licence or "",
        *(text for text, _ in strings([record, to_plain(item.standing) if item.standing else None])),
        *(part for left in item.left for part in (left.field, left.value)),
    ]  # fmt: skip


def lost(values: Iterable[tuple[str, bool]], item: Described) -> list[str]:
    """The values of which a word is nowhere: words of the document may stand in its held text, a field may not."""
    fields, texts = words(" ".join(fields_of(item))), words(f"{item.abstract} {item.body}")
    known = {False: set(fields), True: {*fields, *texts}}
    runs = {False: "".join(fields), True: "".join([*fields, *texts])}
    return [
        value[:200]
        for value, in_text in values
        if not set(words(value)) - MADE <= known[in_text] and "".join(words(value)) not in runs[in_text]
    ]


def described(path: Path) -> tuple[list[Described], list[Diagnostic]]:
    items = list(read(path.read_bytes(), path.name))
    return [i for i in items if isinstance(i, Described)], [i for i in items if isinstance(i, Diagnostic)]


# --- the libraries -----------------------------------------------------------------------------------------------------


def by_rispy(path: Path) -> list[dict[str, Any]]:
    import rispy

    wos = path.read_text().startswith("FN ")
    return list(rispy.loads(path.read_text(), implementation=rispy.WokParser if wos else rispy.RisParser))


def by_biopython(path: Path) -> list[dict[str, Any]]:
    medline = pytest.importorskip("Bio.Medline")
    with path.open(encoding="utf-8") as file:
        return [dict(record) for record in medline.parse(file)]


def by_bibtexparser(path: Path) -> list[dict[str, Any]]:
    """Entries in the order of the file, those with a repeated key too."""
    from bibtexparser import parse_string
    from bibtexparser.middlewares import LatexDecodingMiddleware
    from bibtexparser.model import Entry

    blocks = parse_string(
        path.read_text("utf-8"), append_middleware=[LatexDecodingMiddleware(keep_math_mode=False)]
    ).blocks
    entries = [block if isinstance(block, Entry) else block.ignore_error_block for block in blocks]
    return [
        {
            "type": entry.entry_type,
            "key": entry.key,
            **{field.key: re.sub(r"\band\b", " ", str(field.value)) for field in entry.fields},
        }
        for entry in entries
        if isinstance(entry, Entry)
    ]


def by_json(path: Path) -> list[dict[str, Any]]:
    import json

    return list(json.loads(path.read_text("utf-8")))


def by_pubmed_parser(path: Path) -> list[dict[str, Any]]:
    """``parse_medline_xml`` and Biopython's whole tree, side by side."""
    pubmed_parser = pytest.importorskip("pubmed_parser")
    entrez = pytest.importorskip("Bio.Entrez")
    import gzip
    import tempfile

    with tempfile.NamedTemporaryFile(suffix=".xml.gz") as packed:
        Path(packed.name).write_bytes(gzip.compress(path.read_bytes()))
        flat = list(pubmed_parser.parse_medline_xml(packed.name))
    with path.open("rb") as file:
        tree = entrez.read(file, validate=False)["PubmedArticle"]
    for one in flat:
        one.pop("delete", None)
    return [{"flat": one, "tree": _with_attributes(two)} for one, two in zip(flat, tree, strict=True)]


def _with_attributes(node: Any) -> Any:
    """Biopython keeps XML attributes beside lists and strings."""
    inner = getattr(node, "attributes", None)
    if isinstance(node, dict):
        found: Any = {key: _with_attributes(value) for key, value in node.items()}
    elif isinstance(node, list):
        found = [_with_attributes(value) for value in node]
    else:
        found = str(node)
    return [found, dict(inner)] if inner else found


def by_pubmed_parser_jats(path: Path) -> list[dict[str, Any]]:
    pubmed_parser = pytest.importorskip("pubmed_parser")
    whole = pubmed_parser.parse_pubmed_xml(str(path))
    references = [
        {
            key: value
            for key, value in one.items()
            if key in ("article_title", "journal", "pmid_cited", "doi_cited", "name", "year")
        }
        for one in pubmed_parser.parse_pubmed_references(str(path)) or ()
    ]
    captions = [
        {key: one[key] for key in ("fig_caption", "fig_label")}
        for one in pubmed_parser.parse_pubmed_caption(str(path)) or ()
    ]
    paragraphs = [one["text"] for one in pubmed_parser.parse_pubmed_paragraph(str(path), all_paragraph=True)]
    return [{"whole": whole, "references": references, "captions": captions, "paragraphs": paragraphs}]


READERS: dict[str, Callable[[Path], list[dict[str, Any]]]] = {
    ".ris": by_rispy, ".nbib": by_biopython, ".txt": by_biopython, ".bib": by_bibtexparser, ".json": by_json,
    ".xml": by_pubmed_parser, ".nxml": by_pubmed_parser_jats,
}  # fmt: skip


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_no_value_is_lost_that_the_library_of_the_format_reads(path: Path) -> None:
    wanted = READERS[path.suffix](path)
    items, problems = described(path)
    assert not [problem for problem in problems if problem.severity == "error"]
    assert len(items) == len(wanted) > 0
    for value, item in zip(wanted, items, strict=True):
        assert lost(strings(value), item) == [], f"{path.name}:{item.line}"


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_every_document_goes_in_or_is_refused_with_a_reason(path: Path) -> None:
    items, _ = described(path)
    outcomes = list(plan(items, load_texts({}), Wishes()))
    for outcome in outcomes:
        if not isinstance(outcome, Taken):
            assert outcome.why.name in ("no-kind", "already-in", "maybe-in", "nothing-known")  # type: ignore[union-attr]
            assert outcome.why.hint  # type: ignore[union-attr]
    if path.suffix in (".nxml", ".xml", ".nbib", ".txt", ".json"):
        assert all(isinstance(outcome, Taken) for outcome in outcomes)


def test_the_record_holds_what_the_library_reads_of_the_main_fields() -> None:
    """Not left out, nor in the abstract: in the field of the record it belongs to."""
    checked = 0
    for path in FILES:
        if path.suffix not in (".nbib", ".txt"):
            continue
        for value, item in zip(by_biopython(path), described(path)[0], strict=True):
            csl = item.csl
            assert value["PMID"] == csl.PMID
            assert (csl.title or "").rstrip(".") == value["TI"].rstrip(".")
            assert csl.container_title == value["JT"]
            assert csl.volume == value.get("VI")
            assert (csl.issued or "")[:4] == value["DP"][:4]
            people = [f"{author.family}, {author.given}" for author in csl.author if author.family]
            assert people == [name.replace(", Jr", " Jr") for name in value.get("FAU", [])] or "," in "".join(people)
            assert words(item.abstract) == words(value.get("AB", ""))
            checked += 1
    assert checked > 70
