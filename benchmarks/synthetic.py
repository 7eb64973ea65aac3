"""Make a synthetic base of any size: ``python benchmarks/synthetic.py FOLDER LINES``.

Three lines a study, one source a study, about eight lines a claim, one hypothesis for every six claims. Words are drawn
from a fixed list with a fixed seed, so the same call makes the same base.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

ADJECTIVES = [
    "resting",
    "lateral",
    "cortical",
    "early",
    "late",
    "rapid",
    "slow",
    "dorsal",
    "ventral",
    "basal",
    "direct",
    "inner",
    "outer",
    "acute",
    "lasting",
]
NOUNS = [
    "receptor",
    "signal",
    "channel",
    "synapse",
    "neuron",
    "pathway",
    "current",
    "spike",
    "binding",
    "release",
    "uptake",
    "growth",
    "rhythm",
    "kinase",
]
PREDICATES = ("increases", "reduces", "required-for", "mediates", "predicts")
DESIGNS = ("randomised-parallel", "randomised-crossover", "open-label", "cohort", "animal-experiment", "in-vitro")
SPECIES = {"animal-experiment": ("rat", "mouse"), "in-vitro": ("cells",)}
DIRECTIONS = ("supports", "supports", "supports", "disputes", "neutral", "mixed")


def write_base(root: Path, lines: int, seed: int = 1) -> None:
    """Write a base with about ``lines`` evidence lines below ``root``."""
    draw = random.Random(seed)
    studies = max(1, lines // 3)
    claims = max(2, lines // 8)
    concepts = max(4, claims // 3)
    for folder in ("concepts", "claims", "hypotheses", "studies"):
        (root / "kb" / folder).mkdir(parents=True, exist_ok=True)
    (root / "sources").mkdir(exist_ok=True)
    (root / "kb" / "base.yaml").write_text(f"title: synthetic, {lines} lines\nversion: '1'\nas_of: '2026-01-01'\n")
    _parts(root / "kb" / "concepts", "process", [_concept(number, draw) for number in range(concepts)])
    _parts(root / "kb" / "claims", "group", [_claim(number, concepts, draw) for number in range(claims)])
    for number in range(max(1, claims // 6)):
        tests = sorted({draw.randrange(claims) for _ in range(3)})
        text = f"id: account-{number}\nlabel: account {number}\nstatement: {_phrase(draw)} explains it.\ntests: [{', '.join(f'claim-{test}' for test in tests)}]\n"
        (root / "kb" / "hypotheses" / f"account-{number}.yaml").write_text(text)
    for number in range(studies):
        (root / "kb" / "studies" / f"study-{number}.yaml").write_text(_study(number, claims, draw))
        (root / "sources" / f"paper-{number}.yaml").write_text(_source(number, draw))


def _parts(folder: Path, name: str, records: list[str], size: int = 500) -> None:
    for part in range(0, len(records), size):
        (folder / f"{name}-{part // size}.yaml").write_text("".join(records[part : part + size]))


def _phrase(draw: random.Random) -> str:
    return f"{draw.choice(ADJECTIVES)} {draw.choice(NOUNS)} {draw.choice(NOUNS)}"


def _concept(number: int, draw: random.Random) -> str:
    return f"- {{id: concept-{number}, kind: process, label: {_phrase(draw)} {number}, synonyms: [c{number} {draw.choice(NOUNS)}]}}\n"


def _claim(number: int, concepts: int, draw: random.Random) -> str:
    subject, target = draw.sample(range(concepts), 2)
    statement = f"The {_phrase(draw)} {number} acts on the {_phrase(draw)}."
    phrasings = "".join(f"    - {statement[:-1]} in way {place}\n" for place in range(6))
    return (
        f"- id: claim-{number}\n  group: group-{number % 20}\n  profile: {draw.choice(('mechanism', 'outcome'))}\n"
        f"  subject: concept-{subject}\n  predicate: {draw.choice(PREDICATES)}\n  object: concept-{target}\n"
        f"  statement: {statement}\n  phrasings:\n{phrasings}"
    )


def _source(number: int, draw: random.Random) -> str:
    return (
        f"id: paper-{number}\nkind: journal-article\ncsl:\n  type: article-journal\n  title: On the {_phrase(draw)}\n"
        f"  author:\n    - {{family: Author{number % 997}, given: A}}\n  container-title: Journal of {draw.choice(NOUNS)}\n"
        f"  issued: '{draw.randrange(1990, 2026)}'\n  DOI: 10.1000/{number}\nreports: [study-{number}]\n"
        "standing: {status: unknown}\n"
    )


def _study(number: int, claims: int, draw: random.Random) -> str:
    design = draw.choice(DESIGNS)
    species = draw.choice(SPECIES.get(design, ("human",)))
    links = f"cohort: cohort-{number // 40}\n" if number % 40 in (0, 1) else ""
    head = (
        f"id: study-{number}\nlabel: Study {number}\ndesign: {design}\n"
        f"masking: {draw.choice(('double-blind', 'open-label', 'unknown'))}\nspecies: [{species}]\n"
        f"n: {{total: {draw.randrange(8, 400)}}}\nteam: team-{draw.randrange(1 + number // 10)}\n{links}evidence:\n"
    )
    return head + "".join(_line(number, place, claims, draw) for place in (1, 2, 3))


def _line(study: int, place: int, claims: int, draw: random.Random) -> str:
    return (
        f"  - id: study-{study}.{place}\n    claim: claim-{draw.randrange(claims)}\n    source: paper-{study}\n"
        f"    direction: {draw.choice(DIRECTIONS)}\n    directness: {draw.choice(('direct', 'indirect'))}\n"
        f"    role: own-result\n    outcome_role: {draw.choice(('primary', 'secondary', 'exploratory'))}\n"
        f"    manipulates: {draw.choice(('mechanism', 'treatment', 'none'))}\n    causal_level: '1'\n"
        f"    finding: >-\n      The {_phrase(draw)} changed with the {_phrase(draw)} in this sample.\n"
        f"    figures:\n      - {{name: p, op: '=', value: '0.{draw.randrange(10, 99)}'}}\n"
        "    locator: abstract\n    made_by: one\n    accepted_by: another\n    status: accepted\n"
    )


if __name__ == "__main__":
    write_base(Path(sys.argv[1]), int(sys.argv[2]))
