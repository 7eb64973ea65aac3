"""Proposals as the draft lines of a study file. No words of a text go into a record, only figures and where they stand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from evidence import __version__
from evidence.model import Figure
from evidence.proposing.types import Proposal, Proposed, StudyGuess

#: Who made a proposed line. People who accept it have another name.
MADE_BY = f"evidence-propose {__version__}"
#: What a finding begins with that a curator has yet to write. ``accept`` refuses it.
UNWRITTEN = "TODO in your own words"
_FIGURES_SAID = 8


class Drafted(NamedTuple):
    """Lines for a study file, and the proposals that give none, each with its reason."""

    lines: tuple[dict[str, Any], ...]
    left_out: tuple[tuple[Proposal, str], ...]


def is_unwritten(finding: str) -> bool:
    """Whether a finding still waits to be written."""
    return finding.strip().upper().startswith("TODO")


def drafted(proposed: Proposed, study: str, taken: Collection[str], told: Collection[tuple[str, str]]) -> Drafted:
    """Draft lines with ids that are free (``taken`` are the line ids of the study).

    ``told`` are the pairs of claim and source that the study has a line for: they are not proposed a second time.
    """
    lines: list[dict[str, Any]] = []
    left_out: list[tuple[Proposal, str]] = []
    number = max((int(name.rpartition(".")[2]) for name in taken if name.rpartition(".")[2].isdigit()), default=0)
    for proposal in proposed.proposals:
        if (proposal.claim, proposed.source) in told:
            left_out.append((proposal, "the study has a line for it from this source"))
        elif proposal.direction is None:
            left_out.append((proposal, "its direction is not known"))
        else:
            number += 1
            lines.append(line_of(proposal, f"{study}.{number}", proposed.source))
    return Drafted(tuple(lines), tuple(left_out))


def line_of(proposal: Proposal, name: str, source: str | None) -> dict[str, Any]:
    """One draft line as plain values, in house order."""
    direction = proposal.direction.value if proposal.direction else None
    line = {
        "id": name,
        "claim": proposal.claim,
        "source": source,
        "direction": direction,
        "directness": proposal.directness.value,
        "role": proposal.role.value,
        "outcome_role": proposal.outcome_role.value,
        "manipulates": proposal.manipulates.value,
        "causal_level": proposal.causal_level.value,
        "finding": finding_of(proposal.figures),
        "figures": [figure_of(figure) for figure in proposal.figures],
        "locator": proposal.locator,
        "species": list(proposal.species),
        "made_by": MADE_BY,
        "status": "draft",
    }
    return {key: value for key, value in line.items() if value not in (None, [])}


def finding_of(figures: Sequence[Figure]) -> str:
    """A finding that waits for its curator, with the figures that it may rest on."""
    if not figures:
        return UNWRITTEN
    said = ", ".join(_said(figure) for figure in figures[:_FIGURES_SAID])
    more = len(figures) - _FIGURES_SAID
    return f"{UNWRITTEN} (reported {said}{f' and {more} more' if more > 0 else ''})"


def _said(figure: Figure) -> str:
    op = f" {figure.op}" if figure.op else ""
    gap = "" if figure.unit in (None, "%") else " "
    return f"{figure.name}{op} {figure.value}{gap}{figure.unit or ''}"


def figure_of(figure: Figure) -> dict[str, str]:
    """A figure as plain values."""
    return {
        name: value
        for name, value in (("name", figure.name), ("op", figure.op), ("value", figure.value), ("unit", figure.unit))
        if value is not None
    }


def study_of(study: StudyGuess, name: str, label: str, design: str, species: Sequence[str]) -> dict[str, Any]:
    """A new study as plain values, without its lines."""
    value = study.value
    human = "human" in species
    intervention = {"drug": value("drug"), "dose": value("dose"), "route": value("route")}
    found = {
        "id": name,
        "label": label,
        "registry": list(study.registry) if len(study.registry) == 1 else [],
        "design": design,
        "masking": _masking(value("masking"), design),
        "species": list(species),
        "population": value("population") if human else None,
        "n": {"total": str(study.n.value)} if study.n else None,
        "intervention": {key: item for key, item in intervention.items() if item} or None,
        "control": value("control"),
        "todo": f"Made by {MADE_BY} from a text; check every field, and add label, team, comparator and timepoint.",
    }
    return {key: item for key, item in found.items() if item not in (None, [])}


def _masking(read: str | None, design: str) -> str:
    if design in ("meta-analysis", "systematic-review", "guideline", "regulatory-record"):
        return "not-applicable"
    return read or "unknown"
