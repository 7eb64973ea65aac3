"""``new claim``, ``new hypothesis`` and ``new concept``: what is claimed, the rival accounts, and the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from evidence.authoring.records.draft import Desk, Draft, Gap
from evidence.authoring.records.given import choice, known, slug, slug_of, text, texts
from evidence.errors import EvidenceError
from evidence.ids import quoted
from evidence.model import Concept, ConceptKind, Profile, Species

#: Predicates whose third person is not the word itself.
_SPOKEN = {
    "required-for": "is required for",
    "independent-of": "is independent of",
    "correlates-with": "correlates with",
    "leads-to": "leads to",
    "accounts-for": "accounts for",
    "noninferior-to": "is noninferior to",
}
#: Objects of these kinds make a claim about an outcome; of any other, about a mechanism.
_OUTCOMES = ("condition", "measure")
_PHRASINGS = 6
_PREDICATE = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*\Z")


def claim_draft(
    desk: Desk,
    *,
    subject: str,
    predicate: str,
    target: str,
    group: str,
    profile: str | None = None,
    statement: str | None = None,
    phrasings: Sequence[str] = (),
    species: Sequence[str] = (),
    name: str | None = None,
) -> Draft:
    """A claim over two concepts. Its statement and one phrasing are composed of their labels, to be reworded."""
    concepts = desk.base.concepts
    one = concepts[known("--subject", subject, concepts, "concept")]
    other = concepts[known("--object", target, concepts, "concept")]
    if not _PREDICATE.match(predicate):
        raise EvidenceError(
            f"--predicate {quoted(predicate)} is not a predicate", "write it as reduces or required-for"
        )
    spoken = _spoken(predicate)
    made = slug_of(f"{subject} {predicate} {target}")
    chosen = desk.free_id("claim", slug("--id", name) if name is not None else None, made)
    own = texts("--phrasing", phrasings)
    worded = list(dict.fromkeys([*own, f"{one.label} {spoken} {other.label}"]))
    kept = [choice("--species", value, Species) for value in dict.fromkeys(species)]
    values: dict[str, Any] = {
        "id": chosen,
        "group": slug("--group", group),
        "profile": choice("--profile", profile or ("outcome" if other.kind in _OUTCOMES else "mechanism"), Profile),
        "subject": subject,
        "predicate": predicate,
        "object": target,
        **({"qualifiers": {"species": kept}} if kept else {}),
        "statement": text("--statement", statement) if statement is not None else _sentence(one, spoken, other),
        "phrasings": worded,
    }
    gaps = [] if kept else [Gap("qualifiers", "species, population, dose, route, time it is made for; or leave it out")]
    gaps += [] if statement is not None else [Gap("statement", "composed of the labels; say it as it is meant")]
    more = max(0, _PHRASINGS - len(worded))
    gaps.append(
        Gap("phrasings", f"{more} more, and " * bool(more) + "reword what was composed; denials belong here too")
    )
    gaps.append(Gap("searched", "a dated search for contrary evidence"))
    return Draft("claim", chosen, f"kb/claims/{group}.yaml", values, True, tuple(gaps))


def _spoken(predicate: str) -> str:
    return _SPOKEN.get(predicate, predicate.replace("-", " "))


def _sentence(one: Concept, spoken: str, other: Concept) -> str:
    label = one.label[:1].upper() + one.label[1:]
    return f"{label} {spoken} {other.label}."


def hypothesis_draft(
    desk: Desk,
    *,
    label: str,
    tests: Sequence[str],
    statement: str | None = None,
    bears: Sequence[str] = (),
    rivals: Sequence[str] = (),
    name: str | None = None,
) -> Draft:
    """A rival account and the claims that test it."""
    base = desk.base
    said = text("--label", label)
    if not tests:
        raise EvidenceError("a hypothesis is tested by claims, and none was given", "name one with --tests")
    claims = [known("--tests", value, base.claims, "claim") for value in dict.fromkeys(tests)]
    chosen = desk.free_id("hypothesis", slug("--id", name) if name is not None else None, slug_of(said))
    values: dict[str, Any] = {
        "id": chosen,
        "label": said,
        "statement": text("--statement", statement) if statement is not None else base.claims[claims[0]].statement,
        "tests": claims,
        "bears": [known("--bears", value, base.claims, "claim") for value in dict.fromkeys(bears)],
        "rivals": [known("--rivals", value, base.hypotheses, "hypothesis") for value in dict.fromkeys(rivals)],
    }
    gaps = [] if statement is not None else [Gap("statement", "taken from the first claim; say the whole account")]
    gaps += [
        Gap("chain", "the steps from cause to outcome: {from, to, claim}, or {from, to, gap} where nothing is known"),
        *([] if rivals else [Gap("rivals", "the accounts it competes with; name it in theirs too")]),
        Gap("would_support", "the result that would speak for it most"),
        Gap("would_refute", "the result that would end it"),
    ]
    kept = {key: value for key, value in values.items() if value}
    return Draft("hypothesis", chosen, f"kb/hypotheses/{chosen}.yaml", kept, False, tuple(gaps))


def concept_draft(
    desk: Desk,
    *,
    kind: str,
    label: str,
    synonyms: Sequence[str] = (),
    xrefs: Sequence[str] = (),
    is_a: Sequence[str] = (),
    definition: str | None = None,
    name: str | None = None,
) -> Draft:
    """A concept in the file of its kind. Raises ``EvidenceError`` when another one has its name."""
    choice("--kind", kind, ConceptKind)
    said = text("--label", label)
    others = [value for value in texts("--synonym", synonyms) if value != said]
    for value in (said, *others):
        _refuse_named(desk, value)
    chosen = desk.free_id("concept", slug("--id", name) if name is not None else None, slug_of(said))
    values = {
        "id": chosen,
        "kind": kind,
        "label": said,
        "synonyms": others,
        "xrefs": texts("--xref", xrefs),
        "is_a": [known("--is-a", value, desk.base.concepts, "concept") for value in dict.fromkeys(is_a)],
        "definition": text("--definition", definition) if definition is not None else None,
    }
    kept = {key: value for key, value in values.items() if value}
    gaps = tuple(Gap(key, what) for key, what in _CONCEPT_GAPS if key not in kept)
    return Draft("concept", chosen, f"kb/concepts/{kind}.yaml", kept, True, gaps)


_CONCEPT_GAPS = (
    ("synonyms", "the words papers and lay readers use for it"),
    ("xrefs", "its identifier in a vocabulary, such as MESH:D000928"),
    ("is_a", "the wider concepts it belongs to"),
    ("definition", "one sentence"),
)


def _refuse_named(desk: Desk, value: str) -> None:
    for concept in desk.base.concepts.values():
        if value.casefold() in {concept.label.casefold(), *(word.casefold() for word in concept.synonyms)}:
            home = desk.base.homes[concept.id]
            raise EvidenceError(
                f"{quoted(value)} names {concept.id} already: {home.path}:{home.line}", "use that concept"
            )
