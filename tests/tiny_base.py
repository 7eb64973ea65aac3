"""A tiny base in strings: willow tea for headache, with a news story that grew. Nothing in it is true."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from evidence.database.build import method_for
from evidence.database.rows import compile_base
from evidence.database.write import write
from evidence.lint import Report
from evidence.loader import load_texts
from evidence.store import Store, open_store


def _trial(name: str, label: str, n: int, line: str, extra: str = "") -> str:
    return f"""
id: {name}
label: {label}
design: randomised-parallel
masking: double-blind
species: [human]
population: headache
participants: Adults with headache.
n: {{total: {n}}}
intervention: {{drug: willow, dose: 200 ml, route: oral}}
comparator: hot water
control: inactive-placebo
timepoint: 2 h
team: {name.split("-")[0]}
{extra}
evidence:
  - id: {name}.1
    claim: willow-relieves-headache
    source: {name.removesuffix("-trial")}
    direction: supports
    directness: direct
    role: own-result
    outcome_role: primary
    manipulates: treatment
    causal_level: '3'
    finding: Pain fell further with willow tea than with hot water.
    {line}
    locator: table 2
    status: accepted
"""


def _effect(value: str, low: str, high: str, more: str = "timepoint: 2 h") -> str:
    return (
        f"effect: {{measure: MD, outcome: Pain, {more}, value: '{value}', low: '{low}', high: '{high}', better: lower}}"
    )


def _paper(name: str, title: str, more: str = "") -> str:
    return f"""
id: {name}
kind: journal-article
csl:
  type: article-journal
  title: {title}
  author: [{{family: {name.split("-")[0].capitalize()}, given: AB}}]
  container-title: Journal of Tea
  issued: '{name.split("-")[1]}'
  volume: '1'
  page: 10-20
reports: [{name}-trial]
{more}
"""


TEXTS: dict[str, str] = {
    "kb/base.yaml": "title: Willow tea\nversion: '1'\nas_of: '2026-01-01'\nlicence: CC0\n",
    "kb/concepts/drug.yaml": "- {id: willow, kind: drug, label: willow tea}\n",
    "kb/concepts/condition.yaml": "- {id: headache, kind: condition, label: headache}\n",
    "kb/claims/efficacy.yaml": """
- id: willow-relieves-headache
  group: efficacy
  profile: outcome
  subject: willow
  predicate: treats
  object: headache
  statement: Willow tea relieves headache.
  qualifiers: {species: [human]}
  searched:
    - {date: '2025-12-01', database: PubMed, query: willow no effect, hits: 3, by: a curator, found: Nothing more.}
- id: willow-cures-70pct
  group: efficacy
  profile: outcome
  subject: willow
  predicate: treats
  object: headache
  statement: Willow tea cures seven in ten headaches.
""",
    "kb/claims/safety.yaml": """
- id: willow-upsets-stomach
  group: safety
  profile: outcome
  subject: willow
  predicate: causes
  object: headache
  statement: Willow tea upsets the stomach.
""",
    "kb/hypotheses/tea.yaml": """
id: tea
label: Tea
statement: Willow tea is a remedy.
tests: [willow-relieves-headache]
bears: [willow-cures-70pct]
chain:
  - {from: willow, to: pain, claim: willow-relieves-headache}
  - {from: pain, to: joy, gap: Nobody has measured joy.}
rivals: []
would_support: A large trial.
would_refute: A large trial without effect.
""",
    "kb/studies/ash-2001-trial.yaml": _trial("ash-2001-trial", "Ash 2001", 60, _effect("-3.0", "-5.0", "-1.0")),
    "kb/studies/birch-2002-trial.yaml": _trial("birch-2002-trial", "Birch 2002", 80, _effect("-1.0", "-2.5", "0.5")),
    "kb/studies/cedar-2003-trial.yaml": _trial(
        "cedar-2003-trial", "Cedar 2003", 100, _effect("-4.0", "-5.2", "-2.8", "timepoint: 2 hours")
    ),
    "kb/studies/dogwood-2004-trial.yaml": _trial(
        "dogwood-2004-trial", "Dogwood 2004", 20, _effect("-1.0", "-9.0", "0")
    ),
    "kb/studies/elm-2005-trial.yaml": _trial(
        "elm-2005-trial", "Elm 2005", 30, _effect("-2.0", "-3", "-1"), "cohort: ash"
    ).replace("supports", "mixed"),
    "kb/studies/fir-2006-synthesis.yaml": """
id: fir-2006-synthesis
label: Fir 2006
design: meta-analysis
masking: not-applicable
species: [human]
intervention: {drug: willow}
pools: randomised-trials
includes: [ash-2001-trial, birch-2002-trial]
evidence:
  - id: fir-2006-synthesis.1
    claim: willow-relieves-headache
    source: fir-2006
    direction: supports
    directness: direct
    role: synthesis
    outcome_role: not-stated
    manipulates: treatment
    causal_level: '3'
    finding: Willow tea eased pain when pooled.
    effect: {measure: MD, outcome: pain, timepoint: 2 h, value: '-2.10', low: '-4.00', high: '-0.20', better: lower}
    locator: abstract
    status: accepted
""",
    "kb/studies/mouse-2007-experiment.yaml": """
id: mouse-2007-experiment
label: Mouse 2007
design: animal-experiment
masking: unknown
species: [mouse]
n: {total: 17}
evidence:
  - id: mouse-2007-experiment.1
    claim: willow-cures-70pct
    source: mouse-2007
    direction: neutral
    directness: indirect
    role: own-result
    outcome_role: exploratory
    manipulates: treatment
    causal_level: '1'
    finding: About 71% of the mice on willow tea stopped squinting.
    figures: [{name: stopped squinting, value: '71', unit: '%'}]
    locator: abstract
    status: accepted
""",
    "sources/ash-2001.yaml": _paper("ash-2001", "Willow tea for headache?").replace(
        "-trial]", "-trial, elm-2005-trial]"
    ),
    "sources/birch-2002.yaml": _paper("birch-2002", "Tea again", "standing: {status: corrected, date: '2003-01-01'}"),
    "sources/cedar-2003.yaml": _paper("cedar-2003", "More tea"),
    "sources/dogwood-2004.yaml": _paper("dogwood-2004", "Little tea"),
    "sources/elm-2005.yaml": _paper("elm-2005", "Tea and time"),
    "sources/fir-2006.yaml": """
id: fir-2006
kind: meta-analysis
csl: {type: article-journal}
reports: [fir-2006-synthesis]
""",
    "sources/mouse-2007.yaml": _paper("mouse-2007", "Tea in mice").replace("-trial]", "-experiment]"),
    "sources/release-2001.yaml": """
id: release-2001
kind: press-release
csl: {type: webpage, title: Tea may help, issued: 2001-05}
derived_from: [ash-2001, loop-1]
assertions:
  - id: release-2001.a1
    claim: willow-cures-70pct
    stance: asserts
    statement: Says that tea may help many.
    wording: hedged
    causal_level: '2'
    study: mouse-2007-experiment
    via: mouse-2007
    species: [human]
""",
    "sources/news-2001.yaml": """
id: news-2001
kind: news
csl: {type: article-newspaper, title: Tea cures, author: [{literal: The Daily Leaf}], issued: 2001-06-02, number: '7'}
derived_from: [release-2001, loop-2]
assertions:
  - id: news-2001.a1
    claim: willow-cures-70pct
    stance: asserts
    statement: Reports that tea cures 70% of headaches.
    wording: emphatic
    causal_level: '3'
    study: mouse-2007-experiment
    via: release-2001
    species: [human]
    figures: [{name: cured, value: '70', unit: '%'}]
    drift: Mice became people.
  - id: news-2001.a2
    claim: willow-relieves-headache
    stance: asserts
    statement: Adds that everybody knows it.
    wording: plain
""",
    "sources/loop-1.yaml": "id: loop-1\nkind: blog\ncsl: {type: webpage, title: Loop one}\nderived_from: [loop-2]\n",
    "sources/loop-2.yaml": "id: loop-2\nkind: blog\ncsl: {type: webpage, title: Loop two}\nderived_from: [loop-1]\n",
}


def compiled(folder: Path, texts: Mapping[str, str] = TEXTS) -> Store:
    """The base compiled as it is, without lint, so that what lint forbids can be read too."""
    loaded = load_texts(texts)
    assert not loaded.troubles, loaded.troubles[:3]
    method, name = method_for(loaded)
    info = loaded.base.info
    meta = {
        "title": info.title, "version": info.version, "as_of": info.as_of, "licence": info.licence or "",
        "method": name, "method_values": _values(loaded), "content": "0" * 64, "program": "test", "examined": "{}",
    }  # fmt: skip
    target = folder / "base.sqlite"
    write(compile_base(loaded.base, method, name, Report((), {}), meta), target)
    return open_store(target)


def _values(loaded: object) -> str:
    import json

    from evidence.method import default_values

    return json.dumps(getattr(loaded, "method_values", None) or default_values(), ensure_ascii=False, sort_keys=True)


GOLDEN = Path(__file__).parent / "golden" / "reports"


def golden(name: str, text: str) -> None:
    """Compare with the kept answer; ``EVIDENCE_REGENERATE=1`` keeps this one instead."""
    import os

    kept = GOLDEN / name
    if os.environ.get("EVIDENCE_REGENERATE"):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(text, "utf-8")
    assert text == kept.read_text("utf-8")


#: Text that would run, hide or break out: HTML, Markdown, escape codes, TeX, RIS, a formula, a right-to-left turn.
HOSTILE = "=1+<script>alert(1)</script><img src=x onerror=alert(2)>\x1b[31m\u202e|[3]`${}{\\&%_#\"'--]]>\nTY  - EVIL"


def hostile() -> dict[str, str]:
    """The same base with hostile text in every field that takes free text."""
    import json
    import re

    bad = json.dumps(HOSTILE)
    texts = {}
    for path, text in TEXTS.items():
        for key in ("title", "statement", "label", "finding", "locator", "participants", "comparator", "family",
                    "query", "drift", "outcome", "container-title", "literal", "found", "would_support", "gap", "volume",
                    "page", "database", "by", "timepoint"):  # fmt: skip
            text = re.sub(rf"(?<![\w-]){key}: (?!\[)[^,}}\n\]]+", lambda _, key=key: f"{key}: {bad}", text)
        texts[path] = text
    return texts
