"""Make a synthetic base of any size: ``python benchmarks/synthetic.py FOLDER LINES``.

Three lines a study, one source a study, about eight lines a claim, one hypothesis for every six claims. Words are drawn
as language has them: the commonest are everyday ones, frequency falls as rank rises (Zipf), and the vocabulary grows
with the root of the text (Heaps). The seed is fixed, so the same call makes the same base. A folder that holds a base
keeps its own records: the invented ones are written beside them.
"""

from __future__ import annotations

import math
import random
import sys
from pathlib import Path

_EVERYDAY = (
    "receptor signal channel synapse neuron pathway current spike binding release uptake growth rhythm kinase resting"
    " lateral cortical early late rapid slow dorsal ventral basal direct inner outer acute lasting"
)
EVERYDAY = _EVERYDAY.split()
PREDICATES = ("increases", "reduces", "required-for", "mediates", "predicts")
DESIGNS = ("randomised-parallel", "randomised-crossover", "open-label", "cohort", "animal-experiment", "in-vitro")
SPECIES = {"animal-experiment": ("rat", "mouse"), "in-vitro": ("cells",)}
DIRECTIONS = ("supports", "supports", "supports", "disputes", "neutral", "mixed")
#: Ways to put a claim, in the everyday words that questions are asked in: nearly every claim has them.
WAYS = (
    "{} works through {}",
    "treatment with {} needs {}",
    "{} is important for patients with {}",
    "blocking {} stops the effect of {}",
    "the mechanism of {} depends on {}",
    "{} leads to more {}",
)
_SYLLABLES = [onset + vowel for onset in "bdfgklmnprstvz" for vowel in ("a", "e", "i", "o", "u", "al", "en", "or")]


class Words:
    """A vocabulary for so many lines, and phrases drawn from it."""

    def __init__(self, lines: int, seed: int) -> None:
        self.draw = draw = random.Random(seed)
        invented = {"".join(draw.choices(_SYLLABLES, k=3)) for _ in range(int(30 * math.sqrt(lines)))}
        self._ranked = [*EVERYDAY, *draw.sample(sorted(invented), len(invented))]

    def phrase(self) -> str:
        """Three words, common ones more often."""
        return " ".join(self._ranked[int(len(self._ranked) ** self.draw.random()) - 1] for _ in range(3))


def write_base(root: Path, lines: int, seed: int = 1) -> None:
    """Write a base with about ``lines`` evidence lines below ``root``."""
    words = Words(lines, seed)
    studies = max(1, lines // 3)
    claims = max(2, lines // 8)
    concepts = max(4, claims // 3)
    for folder in ("concepts", "claims", "hypotheses", "studies"):
        (root / "kb" / folder).mkdir(parents=True, exist_ok=True)
    (root / "sources").mkdir(exist_ok=True)
    about = root / "kb" / "base.yaml"
    if not about.exists():
        about.write_text(f"title: synthetic, {lines} lines\nversion: '1'\nas_of: '2026-01-01'\n")
    _parts(root / "kb" / "concepts", "process", [_concept(number, words) for number in range(concepts)])
    _parts(root / "kb" / "claims", "group", [_claim(number, concepts, words) for number in range(claims)])
    for number in range(max(1, claims // 6)):
        (root / "kb" / "hypotheses" / f"account-{number}.yaml").write_text(_hypothesis(number, claims, words))
    for number in range(studies):
        (root / "kb" / "studies" / f"study-{number}.yaml").write_text(_study(number, claims, words))
        (root / "sources" / f"paper-{number}.yaml").write_text(_source(number, words))


def _parts(folder: Path, name: str, records: list[str], size: int = 500) -> None:
    for part in range(0, len(records), size):
        (folder / f"{name}-{part // size}.yaml").write_text("".join(records[part : part + size]))


def _concept(number: int, words: Words) -> str:
    return (
        f"- {{id: concept-{number}, kind: process, label: {words.phrase()} {number},"
        f" synonyms: [c{number} {words.draw.choice(EVERYDAY)}]}}\n"
    )


def _claim(number: int, concepts: int, words: Words) -> str:
    draw = words.draw
    subject, target = draw.sample(range(concepts), 2)
    one, other = f"the {words.phrase()} {number}", f"the {words.phrase()}"
    phrasings = "".join(f"    - {way.format(one, other)}\n" for way in WAYS)
    return (
        f"- id: claim-{number}\n  group: group-{number // 200}\n  profile: {draw.choice(('mechanism', 'outcome'))}\n"
        f"  subject: concept-{subject}\n  predicate: {draw.choice(PREDICATES)}\n  object: concept-{target}\n"
        f"  statement: {one.capitalize()} acts on {other}.\n  phrasings:\n{phrasings}"
    )


def _hypothesis(number: int, claims: int, words: Words) -> str:
    tests = sorted({words.draw.randrange(claims) for _ in range(3)})
    listed = ", ".join(f"claim-{test}" for test in tests)
    return (
        f"id: account-{number}\nlabel: account {number}\nstatement: {words.phrase()} explains it.\ntests: [{listed}]\n"
    )


def _source(number: int, words: Words) -> str:
    draw = words.draw
    return (
        f"id: paper-{number}\nkind: journal-article\ncsl:\n  type: article-journal\n  title: On the {words.phrase()}\n"
        f"  author:\n    - {{family: Author{number % 997}, given: A}}\n"
        f"  container-title: Journal of {draw.choice(EVERYDAY)}\n"
        f"  issued: '{draw.randrange(1990, 2026)}'\n  DOI: 10.1000/{number}\nreports: [study-{number}]\n"
        "standing: {status: unknown}\n"
    )


def _study(number: int, claims: int, words: Words) -> str:
    draw = words.draw
    design = draw.choice(DESIGNS)
    species = draw.choice(SPECIES.get(design, ("human",)))
    links = f"cohort: cohort-{number // 40}\n" if number % 40 in (0, 1) else ""
    head = (
        f"id: study-{number}\nlabel: Study {number}\ndesign: {design}\n"
        f"masking: {draw.choice(('double-blind', 'open-label', 'unknown'))}\nspecies: [{species}]\n"
        f"n: {{total: {draw.randrange(8, 400)}}}\nteam: team-{draw.randrange(1 + number // 10)}\n{links}evidence:\n"
    )
    return head + "".join(_line(number, place, claims, words) for place in (1, 2, 3))


def _line(study: int, place: int, claims: int, words: Words) -> str:
    draw = words.draw
    return (
        f"  - id: study-{study}.{place}\n    claim: claim-{draw.randrange(claims)}\n    source: paper-{study}\n"
        f"    direction: {draw.choice(DIRECTIONS)}\n    directness: {draw.choice(('direct', 'indirect'))}\n"
        f"    role: own-result\n    outcome_role: {draw.choice(('primary', 'secondary', 'exploratory'))}\n"
        f"    manipulates: {draw.choice(('mechanism', 'treatment', 'none'))}\n    causal_level: '1'\n"
        f"    finding: >-\n      The {words.phrase()} changed with the {words.phrase()} in this sample.\n"
        f"    figures:\n      - {{name: p, op: '=', value: '0.{draw.randrange(10, 99)}'}}\n"
        "    locator: abstract\n    made_by: one\n    accepted_by: another\n    status: accepted\n"
    )


if __name__ == "__main__":
    write_base(Path(sys.argv[1]), int(sys.argv[2]))
