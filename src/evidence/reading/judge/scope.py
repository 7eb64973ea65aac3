"""EV204: a wider population, route, dose or duration than was studied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.plain_words import words
from evidence.reading.claims.match import Match
from evidence.reading.claims.world import World
from evidence.reading.judge.verdicts import Standing
from evidence.reading.types import Sentence
from evidence.store import Store

_CHILDREN = re.compile(r"\b(?:children|kids|infants|toddlers|pregnan\w+|breast-?feeding)\b", re.I)
_FOR_GOOD = re.compile(
    r"\b(?:permanent(?:ly)?|for good|for years|for life|lifelong|for decades|forever|for ever)\b", re.I
)
_BY_MOUTH = re.compile(
    r"\b(?:oral(?:ly)?|tablets?|pills?|lozenges?|troches?|sublingual(?:ly)?|by mouth|capsules?)\b", re.I
)
_DOSE = re.compile(r"(\d+(?:\.\d+)?)\s?mg\s?(?:/|per\s)\s?kg")
_BENEFITS = frozenset(("reduces", "onset-within", "prolongs", "outperforms", "established-as"))
_GENERAL = frozenset(
    ("depression-any", "laboratory-rodents", "nonhuman-primates", "healthy-volunteers", "men", "women", "general-psychiatric-patients",
     "ketamine-responders-group", "suicidal-ideation-population")
)  # fmt: skip


def leaps(store: Store, sentence: Sentence, match: Match, standing: Standing, world: World) -> Iterator[str]:
    """What a sentence says more widely than any study of the claim went."""
    if standing.profile != "outcome":
        return
    counted = [line for line in standing.studies if line["counted"]]
    if world.profiles[match.claim].predicate in _BENEFITS:
        yield from _population(store, sentence, match, counted, world)
    if _FOR_GOOD.search(sentence.text) and "relapse" not in standing.id:
        yield "The text promises a lasting effect; the studies followed people for days to months."
    routes = " ".join(str(line["route"] or "") for line in counted)
    if _BY_MOUTH.search(sentence.text) and routes and not re.search(r"oral|sublingual", routes):
        yield f"The text speaks of ketamine by mouth; the studies gave it otherwise ({', '.join(sorted(set(routes.split())))})."
    yield from _dose(sentence, counted)


def is_narrower(store: Store, sentence: Sentence, match: Match, standing: Standing, world: World) -> bool:
    """Whether a sentence speaks of a part of what the claim is about: one drug of a class, a group or a dose not studied."""
    profile = world.profiles[match.claim]
    if standing.profile != "outcome" or profile.predicate not in _BENEFITS:
        return False
    counted = [line for line in standing.studies if line["counted"]]
    return (
        (standing.direction is None and _one_of_class(store, sentence, match, world))
        or any(_population(store, sentence, match, counted, world))
        or any(_dose(sentence, counted))
        or _small_dose(sentence, counted)
    )


def _one_of_class(store: Store, sentence: Sentence, match: Match, world: World) -> bool:
    """Whether narrower names of the claim's subject are said, and not the subject itself.

    Where studies of a class disagree, its members may differ; where they agree, a member is no exception.
    """
    subject = world.profiles[match.claim].subject
    if subject in world.topics:
        return False
    named = set(_named(sentence, match, world))
    narrower = {row[0] for row in store.rows("SELECT concept FROM concept_ancestor WHERE ancestor = ?", subject)}
    return subject not in named and not named.isdisjoint(narrower - {subject})


def _small_dose(sentence: Sentence, counted: list[dict[str, str]]) -> bool:
    said = [float(value) for value in _DOSE.findall(sentence.text)]
    given = _given(counted)
    return bool(said and given) and 2 * max(said) < min(given)


def _given(counted: list[dict[str, str]]) -> list[float]:
    """The doses of the counted studies, in mg/kg."""
    return [float(value) for line in counted for value in _DOSE.findall(str(line["dose"] or ""))]


def _named(sentence: Sentence, match: Match, world: World) -> list[str]:
    """The concepts named in the part of a sentence that makes a claim."""
    start, end = match.span.start - sentence.start, match.span.end - sentence.start
    spoken = [word for word in words(sentence.text) if start <= word.start < end]
    return [concept for mention in world.names.mentions(spoken, sentence.text) for concept in mention.concepts]


def _population(
    store: Store, sentence: Sentence, match: Match, counted: list[dict[str, str]], world: World
) -> Iterator[str]:
    start, end = match.span.start - sentence.start, match.span.end - sentence.start
    studied = {str(line["population"]) for line in counted if line["population"]}
    for name in _named(sentence, match, world):
        concept = world.concepts.get(name)
        if concept is None or concept.kind != "population" or name in _GENERAL or not studied:
            continue
        wider = {row[0] for row in store.rows("SELECT ancestor FROM concept_ancestor WHERE concept = ?", name)}
        narrower = {row[0] for row in store.rows("SELECT concept FROM concept_ancestor WHERE ancestor = ?", name)}
        if not studied & ({name} | narrower) and not _covered(studied, wider):
            row = store.row("SELECT label FROM concept WHERE id = ?", name)
            yield f"No study of this claim in the base was done in {row['label'] if row else name}."
    young = _CHILDREN.search(sentence.text, start, end)
    if young and studied:
        yield f"No study of this claim in the base was done in {young.group().lower()}."


def _covered(studied: set[str], wider: set[str]) -> bool:
    """Whether a wider group that was studied may be taken to hold the one named; "people with depression" does not."""
    return bool((studied & wider) - {"depression-any", "depression", "major-depression", "unipolar-depression"})


def _dose(sentence: Sentence, counted: list[dict[str, str]]) -> Iterator[str]:
    said = [float(value) for value in _DOSE.findall(sentence.text)]
    given = _given(counted)
    if said and given and max(said) > 2 * max(given):
        yield f"The text speaks of {max(said):g} mg/kg; the largest dose studied for this claim is {max(given):g} mg/kg."
