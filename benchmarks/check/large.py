"""A base of any number of claims: the real one, and invented claims about invented drugs, targets and conditions.

The invented claims are worded as real ones are, and a part of them is about conditions and targets of the real base,
so that they compete with the real claims for every sentence. Names are drawn with a fixed seed: the same call makes
the same base. Records are compiled as ``evidence build`` compiles them; only the YAML in between is left out.

    python benchmarks/check/large.py TARGET.sqlite [CLAIMS]
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from evidence import __version__
from evidence.base import Base, Home
from evidence.database.build import load_base, method_for
from evidence.database.rows import compile_base
from evidence.database.write import write
from evidence.lint import Report
from evidence.method import default_values
from evidence.model import (
    Author,
    Citation,
    Claim,
    Concept,
    Intervention,
    Line,
    Participants,
    Source,
    StandingNote,
    Study,
)

ROOT = Path(__file__).parents[2]

_ONSETS = [
    "b",
    "br",
    "c",
    "cl",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gl",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "qu",
    "r",
    "s",
    "sk",
    "st",
    "t",
    "tr",
    "v",
    "z",
]
_VOWELS = ["a", "e", "i", "o", "u", "ae", "io"]
_CODAS = ["l", "m", "n", "r", "s", "x", "nt", "rd", "st"]
_DRUGS = ["mab", "nib", "pril", "stat", "zole", "vir", "dipine", "olol", "caine", "azepam", "setron", "gliptin"]
_BODIES = ["itis", "osis", "algia", "oma", "penia", "plegia", "uria", "ectasia"]
_ADJECTIVES = [
    "chronic",
    "acute",
    "recurrent",
    "severe",
    "juvenile",
    "late-onset",
    "refractory",
    "idiopathic",
    "familial",
    "postoperative",
    "cortical",
    "lumbar",
    "hepatic",
    "renal",
    "spinal",
    "retinal",
    "gastric",
    "pelvic",
    "cardiac",
    "dermal",
]
_PROCESSES = [
    "signalling",
    "uptake",
    "release",
    "growth",
    "turnover",
    "binding",
    "transport",
    "repair",
    "methylation",
    "firing",
]
_MEASURES = ["score", "rate", "volume", "level", "index", "count", "latency", "threshold"]
_DESIGNS = ("randomised-parallel", "randomised-crossover", "open-label", "cohort", "animal-experiment")
_DIRECTIONS = ("supports", "supports", "supports", "disputes", "neutral", "mixed")

#: Ways to say each relation, with the subject and the object left open.
_WAYS: dict[str, tuple[str, ...]] = {
    "reduces": (
        "{s} relieves {o}.", "{s} reduces the symptoms of {o}.", "People with {o} improve on {s}.",
        "{s} is an effective treatment for {o}.", "{o} responds to {s}.", "Treatment with {s} eases {o}.",
        "{s} works better than placebo in {o}.",
    ),
    "increases": (
        "{s} increases {o}.", "{s} raises {o} within hours.", "{o} goes up after {s}.",
        "Giving {s} boosts {o} in the brain.", "A single dose of {s} leads to more {o}.", "{s} strengthens {o}.",
    ),
    "required-for": (
        "{s} is needed for the effect of {o}.", "Blocking {s} blocks the effect of {o}.", "{o} works through {s}.",
        "Without {s}, {o} does nothing.", "{o} depends on {s} to relieve symptoms.",
        "Pretreatment that blocks {s} takes away the benefit of {o}.",
    ),
    "mediates": (
        "{s} mediates the effect of {o}.", "{o} acts by way of {s}.", "{s} is how {o} brings relief.",
        "The benefit of {o} rests on {s}.", "{s} carries the rapid effect of {o}.",
    ),
    "predicts": (
        "{s} predicts who responds to {o}.", "A higher {s} goes with a better response to {o}.",
        "{s} is linked to the outcome of {o}.", "{s} tells who will improve on {o}.",
    ),
    "outperforms": (
        "{s} is better than {o}.", "{s} beats {o} in a trial.", "{s} relieves symptoms faster than {o}.",
        "Patients improved more on {s} than on {o}.", "{s} outperforms {o}.",
    ),
}  # fmt: skip
#: What kinds of concepts a relation holds between.
_ENDS = {
    "reduces": ("drug", "condition"), "increases": ("drug", "process"), "required-for": ("target", "drug"),
    "mediates": ("process", "drug"), "predicts": ("measure", "drug"), "outperforms": ("drug", "drug"),
}  # fmt: skip
#: The share of ends of claims that are concepts of the real base.
_REAL = 0.1


def large_base(real: Base, claims: int, seed: int = 1) -> Base:
    """The real base with invented records beside it, ``claims`` claims in all."""
    draw = random.Random(seed)
    wanted = max(0, claims - len(real.claims))
    concepts = list(_concepts(max(60, wanted // 5), draw))
    made = list(_claims(wanted, concepts, real, draw))
    records = [*concepts, *made, *_studies(made, draw)]
    homes = ((record, Home("kb/invented.yaml", (), 1)) for record in records)
    return Base((*real.entries, *homes), real.info, real.info_home)


def write_large(target: Path, claims: int) -> Base:
    """Compile such a base into ``target``."""
    loaded = load_base(ROOT)
    base = large_base(loaded.base, claims)
    method, name = method_for(loaded)
    meta = {
        "title": f"{claims} claims", "version": "0", "as_of": base.info.as_of, "licence": "", "method": name,
        "method_values": json.dumps(loaded.method_values or default_values(), sort_keys=True), "content": "0" * 64,
        "program": __version__, "examined": "{}",
    }  # fmt: skip
    write(compile_base(base, method, name, Report((), {}), meta), target)
    return base


def _word(draw: random.Random, syllables: int) -> str:
    return "".join(
        draw.choice(_ONSETS) + draw.choice(_VOWELS) + (draw.choice(_CODAS) if place % 2 else "")
        for place in range(syllables)
    )


def _concepts(count: int, draw: random.Random) -> Iterator[Concept]:
    """Concepts with names of their own: drugs, conditions, targets, processes and measures."""
    seen: set[str] = set()
    kinds = ("drug", "condition", "target", "process", "measure")
    while len(seen) < count:
        kind = kinds[len(seen) % len(kinds)]
        label, names = _named(kind, draw)
        if label in seen:
            continue
        seen.add(label)
        yield Concept(id=f"{label.lower().replace(' ', '-')}", kind=kind, label=label, synonyms=names)  # type: ignore[arg-type]


def _named(kind: str, draw: random.Random) -> tuple[str, tuple[str, ...]]:
    """A label and other names of a concept of this kind."""
    root = _word(draw, 2)
    if kind == "drug":
        code = f"{root[:2].upper()}-{draw.randrange(100, 9999)}"
        return root + draw.choice(_DRUGS), (code, root.capitalize() + "a")
    if kind == "condition":
        where = draw.choice(_ADJECTIVES)
        return f"{where} {root}{draw.choice(_BODIES)}", (f"{root} disease",)
    if kind == "target":
        short = f"{root[:3].upper()}{draw.randrange(1, 99)}"
        return f"{short} {root} receptor", (f"{short} receptors", f"{root} receptors")
    ending = draw.choice(_PROCESSES if kind == "process" else _MEASURES)
    return f"{root} {ending}", (f"{ending} of {root}",)


def _claims(count: int, concepts: Sequence[Concept], real: Base, draw: random.Random) -> Iterator[Claim]:
    made: dict[str, list[Concept]] = {}
    known: dict[str, list[Concept]] = {}
    for pool, found in ((concepts, made), (real.concepts.values(), known)):
        for concept in pool:
            if "ketamine" not in concept.label:
                found.setdefault(concept.kind, []).append(concept)
    for number in range(count):
        predicate = draw.choice(tuple(_WAYS))
        ends = [draw.choice((known if draw.random() < _REAL else made)[kind]) for kind in _ENDS[predicate]]
        said = [_said(way, ends) for way in _WAYS[predicate]]
        yield Claim(
            id=f"invented-{number}", group=f"group-{number % 500}", profile="outcome" if predicate == "reduces" else "mechanism",
            subject=ends[0].id, predicate=predicate, object=ends[1].id, statement=said[0], phrasings=tuple(said[1:]),
        )  # type: ignore[arg-type]  # fmt: skip


def _said(way: str, ends: Sequence[Concept]) -> str:
    text = way.format(s=ends[0].label, o=ends[1].label)
    return text[0].upper() + text[1:]


def _studies(claims: Sequence[Claim], draw: random.Random) -> Iterator[Study | Source]:
    """A study with a paper for every three claims, each with a line on three claims drawn from all."""
    for number in range(len(claims) // 3):
        place, design, year = _word(draw, 2).capitalize(), draw.choice(_DESIGNS), draw.randrange(1990, 2026)
        name, paper = f"{place} {draw.choice(_ADJECTIVES)} trial", f"{place.lower()}-{year}-{number}"
        lines = tuple(_line(f"study-{number}.{at}", paper, draw.choice(claims), draw) for at in (1, 2, 3))
        yield Study(
            id=f"study-{number}", label=name, design=design, masking="unknown",
            species=("mouse",) if design == "animal-experiment" else ("human",), n=Participants(draw.randrange(8, 400)),
            intervention=Intervention(), team=f"{place.lower()}-{number % 97}", evidence=lines,
        )  # type: ignore[arg-type]  # fmt: skip
        csl = Citation(
            type="article-journal", title=f"{name}, number {number}", author=(Author(family=place, given="A"),),
            issued=str(year), DOI=f"10.5555/{number}",
        )  # type: ignore[arg-type]  # fmt: skip
        yield Source(
            id=paper, kind="journal-article", csl=csl, reports=(f"study-{number}",),
            standing=StandingNote("unknown"),
        )  # type: ignore[arg-type]  # fmt: skip


def _line(name: str, paper: str, claim: Claim, draw: random.Random) -> Line:
    return Line(
        id=name, claim=claim.id, source=paper, direction=draw.choice(_DIRECTIONS),
        directness="direct", role="own-result", outcome_role="primary", manipulates="treatment", causal_level="3",
        finding=claim.statement, locator="abstract", status="accepted", made_by="one", accepted_by="another",
    )  # type: ignore[arg-type]  # fmt: skip


if __name__ == "__main__":
    write_large(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
