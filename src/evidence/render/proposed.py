"""Proposed lines on screen: YAML to copy, with what each value rests on and the passages in comments; or JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from evidence.proposing.drafts import MADE_BY, Drafted, figure_of
from evidence.proposing.types import Guess, Passage, Proposal, Proposed, StudyGuess
from evidence.render.safe import one_line
from evidence.render.words import plural
from evidence.yaml_write import text_of

_WIDTH = 80
_GUESSED = ("direction", "moved", "directness", "role", "outcome_role", "manipulates", "causal_level")
_STUDY = ("design", "masking", "population", "drug", "dose", "route", "control")


def as_json(proposed: Proposed, drafted: Drafted, unit: str) -> str:
    """Everything that was read, each guess with what it rests on and each passage with its place."""
    reasons = {proposal.claim: why for proposal, why in drafted.left_out}
    data = {
        "path": proposed.path,
        "source": proposed.source,
        "made_by": MADE_BY,
        "examined": proposed.examined,
        "answer": proposed.answer._asdict() if proposed.answer else None,
        "study": _study_data(proposed.study),
        "proposals": [_data(item, reasons.get(item.claim), unit) for item in proposed.proposals],
        "lines": list(drafted.lines),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _study_data(study: StudyGuess) -> dict[str, Any]:
    found: dict[str, Any] = {name: _guess(study.fields.get(name)) for name in _STUDY}
    return {**found, "species": list(study.species), "n": _guess(study.n), "registry": list(study.registry)}


def _guess(guess: Guess[Any] | None) -> dict[str, Any] | None:
    return guess._asdict() if guess else None


def _data(proposal: Proposal, left_out: str | None, unit: str) -> dict[str, Any]:
    plain = {key: value for key, value in asdict(proposal).items() if key not in (*_GUESSED, "figures", "passages")}
    return {
        **plain,
        **{name: _guess(getattr(proposal, name)) for name in _GUESSED},
        "figures": [figure_of(figure) for figure in proposal.figures],
        "passages": [{**passage._asdict(), "unit": unit} for passage in proposal.passages],
        "left_out": left_out,
    }


def as_yaml(proposed: Proposed, drafted: Drafted, unit: str, study: Mapping[str, Any] | None) -> str:
    """The draft lines as YAML; ``study`` is what a new study file would begin with, if there is to be one."""
    return "\n".join((*_head(proposed, drafted), *_body(proposed, drafted, unit, study), *_foot(drafted, unit))) + "\n"


def _head(proposed: Proposed, drafted: Drafted) -> Iterator[str]:
    yield from _comment(f"{plural(len(drafted.lines), 'draft line')} out of {proposed.path}, read by {MADE_BY}.")
    told = ", ".join(f"{name} {count}" for name, count in proposed.examined.items())
    yield from _comment(f"Examined: {told}.")
    yield from _comment("Every value is a guess until a person has checked it; a draft counts in no verdict.")
    yield "#"
    yield from _comment("The study, as the text tells it:")
    study = proposed.study
    facts = {**{name: study.fields.get(name) for name in _STUDY}, "n": study.n}
    for name, guess in facts.items():
        if guess:
            yield from _comment(f"{name}: {guess.value} ({guess.why})", 2)
    if study.species:
        yield from _comment(f"species: {', '.join(study.species)} (by the words for them)", 2)
    if study.registry:
        yield from _comment(f"registry: {', '.join(study.registry)}", 2)
    unknown = [name for name, guess in facts.items() if not guess] + ([] if study.species else ["species"])
    if proposed.answer:
        found = proposed.answer
        yield from _comment(
            f"asked: “{found.question}” Its conclusion seems to answer {found.says} (“{found.why}”).", 2
        )
    if unknown:
        yield from _comment(f"not known: {', '.join(unknown)}", 2)


def _body(proposed: Proposed, drafted: Drafted, unit: str, study: Mapping[str, Any] | None) -> Iterator[str]:
    if study:
        yield ""
        yield text_of(dict(study)).rstrip("\n")
    if drafted.lines:
        yield "" if not study else "#"
        yield "evidence:"
    of = {proposal.claim: proposal for proposal in proposed.proposals}
    for line in drafted.lines:
        proposal = of[line["claim"]]
        yield from _comment(f"{proposal.claim}: {proposal.statement} (likeness {proposal.score:g})", 0, "  ")
        yield from _passages(proposal.passages, unit, "  ")
        for name in _GUESSED:
            guess = getattr(proposal, name)
            if guess:
                shown = f"the outcome seems {guess.value}" if name == "moved" else f"{name} {guess.value}"
                yield from _comment(f"{shown}: {guess.why}", 2, "  ")
        for doubt in proposal.doubts:
            yield from _comment(f"in doubt: {doubt}", 2, "  ")
        yield text_of({"evidence": [line]}).partition("\n")[2].rstrip("\n")


def _foot(drafted: Drafted, unit: str) -> Iterator[str]:
    if drafted.left_out:
        yield "#"
        yield from _comment(f"Left out ({len(drafted.left_out)}):")
    for proposal, why in drafted.left_out:
        doubts = f" ({'; '.join(proposal.doubts)})" if proposal.doubts else ""
        yield from _comment(f"{proposal.claim}: {proposal.statement} Left out because {why}{doubts}.", 2)
        yield from _passages(proposal.passages, unit)


def _passages(passages: tuple[Passage, ...], unit: str, indent: str = "") -> Iterator[str]:
    for passage in passages:
        where = ", ".join(part for part in (passage.section, f"{unit} {passage.line}") if part)
        yield from _comment(f"{where}: “{passage.text}”", 4, indent)


def _comment(text: str, deeper: int = 0, indent: str = "") -> list[str]:
    """``text`` as comment lines: nothing in it can end the comment or steer a terminal."""
    start = f"{indent}# {' ' * deeper}"
    return textwrap.wrap(
        one_line(text), _WIDTH, initial_indent=start, subsequent_indent=start + "  ",
        break_long_words=True, break_on_hyphens=False,
    ) or [start.rstrip()]  # fmt: skip
