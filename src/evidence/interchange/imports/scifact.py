"""SciFact's claims and labels: a claim is a sentence, and each document that was labelled is one study of it.

A SciFact claim is free text, with neither subject nor object. The sentence stands as the statement; its concept is the
finding that it words, of the kind ``factor``, stated by the one concept that all claims of the base share.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidence.errors import EvidenceError
from evidence.interchange.gathered import Gathered, one_line
from evidence.interchange.imports.json_texts import Item, Place, lines
from evidence.interchange.imports.members import members
from evidence.model import Citation, Claim, Concept, Direction, Line, Source, Study

_LABELS: dict[str, Direction] = {
    "SUPPORT": "supports", "SUPPORTS": "supports", "CONTRADICT": "disputes", "REFUTES": "disputes",
}  # fmt: skip
#: The object of every claim.
_STATED = "finding-as-worded"


def gather(path: Path, into: Gathered) -> None:
    """Read the folder with ``corpus.jsonl`` and ``claims_*.jsonl``, or one claims file beside its corpus."""
    folder = path if path.is_dir() else path.parent
    claims = sorted(path.glob("claims_*.jsonl")) if path.is_dir() else [path]
    corpus = folder / "corpus.jsonl"
    if not claims or not corpus.is_file():
        missing = "corpus.jsonl" if claims else "claims_*.jsonl"
        raise EvidenceError(f"{folder} has no {missing}", "name the folder of SciFact's data release")
    into.accepted_by = "the annotators of SciFact"
    documents = _documents(corpus, into)
    into.concepts[_STATED] = Concept(_STATED, "factor", "the finding as its sentence words it")
    into.slug("concept", _STATED, _STATED)
    first: dict[int, Place] = {}
    for file in claims:
        for value, place in _items(file, into):
            into.count("claims")
            trouble = _repeated("claim id", value.get("id"), place, first) or _claim(value, documents, into)
            if trouble:
                into.problem("IM002", "error", place, trouble, "the claim is left out")


def _items(file: Path, into: Gathered) -> Iterator[Item]:
    for member in members(file, into, (".jsonl",)):
        yield from lines(member, into)


def _repeated(what: str, number: object, place: Place, first: dict[int, Place]) -> str:
    """Says where a number came before, in something whole or not; nothing the first time."""
    before = first.setdefault(number, place) if isinstance(number, int) else place
    return "" if before == place else f"the {what} {str(number)[:40]} is that of {before[0]}, line {before[1]}"


def _documents(corpus: Path, into: Gathered) -> dict[str, dict[str, Any]]:
    found = {}
    first: dict[int, Place] = {}
    for value, place in _items(corpus, into):
        into.count("documents")
        trouble = _repeated("doc_id", value.get("doc_id"), place, first)
        abstract = value.get("abstract")
        whole = isinstance(abstract, list) and all(isinstance(each, str) for each in abstract)
        if not (_is_number(value.get("doc_id")) and isinstance(value.get("title"), str) and whole):
            trouble = trouble or "a document needs a doc_id, a title and an abstract (a list of sentences)"
        if trouble:
            into.problem("IM002", "error", place, trouble, "the document is left out")
        else:
            found[str(value["doc_id"])] = value
    return found


def _claim(value: dict[str, Any], documents: dict[str, dict[str, Any]], into: Gathered) -> str:
    """Take a claim in with its evidence; what is wrong with it, or nothing."""
    text, evidence = value.get("claim"), value.get("evidence", {})
    if not _is_number(value.get("id")) or not isinstance(text, str) or not one_line(text):
        return "a claim needs an id and a text"
    if not isinstance(evidence, dict):
        return "evidence is not an object of documents"
    read = {document: _evidence(document, sets, documents) for document, sets in sorted(evidence.items())}
    trouble = next((found for found in read.values() if isinstance(found, str)), "")
    if trouble:
        return trouble
    name = _record(str(value["id"]), one_line(text), into)
    if "evidence" not in value:
        into.remark("without a line: a claim that is not labelled (it has no evidence key)")
    elif not read:
        into.remark("without a line: a claim for which the annotators found nothing in the documents it cites")
    for document, found in read.items():
        assert not isinstance(found, str)
        _line(name, documents[document], *found, into)
    return ""


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**15


def _evidence(
    document: str, sets: object, documents: dict[str, dict[str, Any]]
) -> tuple[set[Direction], list[int], int] | str:
    """Directions, sentence numbers from 0, and the number of sets that one document gives; or what is wrong."""
    if document not in documents:
        return f"evidence is in document {document[:40]!r}, which the corpus does not hold"
    if not isinstance(sets, list) or not sets:
        return f"the evidence in document {document} is no list of sets"
    length = len(documents[document]["abstract"])
    directions, sentences = set(), set()
    for each in sets:
        label = each.get("label") if isinstance(each, dict) else None
        numbers = each.get("sentences") if isinstance(each, dict) else None
        if not isinstance(label, str) or label not in _LABELS:
            return f"the label in document {document} is {str(label)[:40]!r}"
        if not isinstance(numbers, list) or not all(_is_number(number) and number < length for number in numbers):
            return f"the sentences in document {document} are not numbers of its {length} sentences"
        directions.add(_LABELS[label])
        sentences.update(numbers)
    return directions, sorted(sentences), len(sets)


def _record(number: str, text: str, into: Gathered) -> str:
    concept = into.slug("concept", number, f"finding {number} {text}"[:60].rpartition(" ")[0])
    into.concepts[concept] = Concept(concept, "factor", text)
    name = into.slug("claim", number, f"claim {number} {text}"[:60].rpartition(" ")[0])
    into.claims[name] = Claim(name, "scifact", "outcome", concept, "worded-as", _STATED, text)
    return name


def _line(
    claim: str, document: dict[str, Any], directions: set[Direction], sentences: list[int], sets: int, into: Gathered
) -> None:
    number = str(document["doc_id"])
    title = one_line(document["title"], 500) or f"document {number}"
    source = into.slug("source", number, f"document {number}")
    study = Study(
        into.slug("study", number, f"study {number}"), one_line(title, 80), "not-stated", "unknown", ("not-stated",)
    )
    into.sources[source] = Source(source, "journal-article", Citation("article-journal", title=title), (study.id,))
    into.count("sets of sentences labelled", sets)
    if sets > 1:
        into.remark("one line: several sets of sentences of one document on one claim")
    shown = ", ".join(str(each + 1) for each in sentences)
    passage = " … ".join(one_line(document["abstract"][each]) for each in sentences)
    into.line(
        study,
        Line(
            "",
            claim,
            source,
            directions.pop() if len(directions) == 1 else "mixed",
            "direct",
            "own-result",
            "not-stated",
            "none",
            "0",
            one_line(passage) or "The annotators named no sentence.",
            f"abstract, sentence{'s' if len(sentences) > 1 else ''} {shown}" if sentences else "abstract",
            status="accepted",
            note=f"SciFact document {number}; the direction is the annotators' label, the words are the abstract's.",
        ),
    )
