"""``evidence accept``: a person's act, which says what it does before it does it and refuses what nobody could answer for."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from evidence.database.build import load_base
from evidence.errors import EvidenceError
from evidence.proposing import acceptance
from proposing_bases import Run, base_at, runner

LINE = "clinic-2020-trial.9"
FILE = "kb/studies/clinic-2020-trial.yaml"
DRAFT = f"""  - id: {LINE}
    claim: larkmint-relieves-nausea
    source: clinic-2020
    direction: supports
    directness: direct
    role: own-result
    outcome_role: primary
    manipulates: treatment
    causal_level: '3'
    finding: Travellers felt less sick on larkmint than on placebo.  # mine
    figures:
      - {{name: p, op: '<', value: '0.001'}}
    locator: results
    made_by: evidence-propose 0.1.0
    status: draft  # until somebody looks
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    base = base_at(tmp_path)
    path = base / FILE
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + DRAFT, "utf-8")
    return base


@pytest.fixture
def run(base: Path) -> Run:
    return runner(base)


def change(base: Path, old: str, new: str) -> None:
    """Exchange a piece of the draft."""
    path = base / FILE
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_accepting_sets_two_values_and_leaves_every_other_byte(run: Run, base: Path) -> None:
    before = (base / FILE).read_text("utf-8")
    done = run("accept", LINE, "--by", "Ada Lovelace", "--yes")
    assert done.returncode == 0, done.stderr
    after = (base / FILE).read_text("utf-8")
    assert after == before.replace("status: draft  # until", "status: accepted  # until").replace(
        "    made_by: evidence-propose 0.1.0\n", "    made_by: evidence-propose 0.1.0\n    accepted_by: Ada Lovelace\n"
    )


def test_it_shows_the_verdict_before_and_after_before_it_writes(run: Run, base: Path) -> None:
    before = (base / FILE).read_bytes()
    done = run("accept", LINE, "--by", "Ada Lovelace")
    assert done.returncode == 2
    assert "no terminal to ask on" in done.stderr
    assert "larkmint-relieves-nausea" in done.stdout
    assert re.search(r"leans for \(\w+", done.stdout)
    assert "1 unchecked: no text of clinic-2020 is held" in " ".join(done.stdout.split())
    assert (base / FILE).read_bytes() == before


def test_the_verdict_shown_is_the_verdict_that_follows(run: Run) -> None:
    data = json.loads(run("accept", LINE, "--by", "Ada Lovelace", "--yes", "--format", "json").stdout)
    (turn,) = data["claims"]
    verdict = json.loads(run("show", "larkmint-relieves-nausea", "--format", "json").stdout)["verdict"]
    assert verdict["word"].replace("-", " ") == turn["after"]
    assert verdict["certainty"] == turn["certainty_after"]


def test_hypotheses_that_hang_on_the_claim_are_told(base: Path) -> None:
    loaded = load_base(base, use_cache=False)
    decision = acceptance.accept(loaded, acceptance.find(loaded, [LINE]), "Ada")
    claim = decision.claims[0].claim
    hanging = {item.id for item in loaded.base.hypotheses.values() if claim in item.tests}
    assert {turn.id for turn in decision.hypotheses} == hanging


@pytest.mark.parametrize(
    ("old", "new", "words", "said"),
    [
        ("finding: Travellers felt", "finding: TODO in your own words; felt", (), "still to be written"),
        ("made_by: evidence-propose 0.1.0", "made_by: Ada Lovelace", (), "somebody else has to accept"),
        ("made_by: evidence-propose 0.1.0", "made_by: ada lovelace", (), "somebody else has to accept"),
        ("status: draft  # until", "status: accepted  # until", (), "is accepted already"),
        ("status: draft  # until", "status: rejected  # until", (), "was rejected"),
        ("claim: larkmint-relieves-nausea\n    source: clinic-2020\n    direction: supports\n    directness: direct\n"
         "    role: own-result\n    outcome_role: primary\n    manipulates: treatment\n    causal_level: '3'\n"
         "    finding: Travellers",
         "claim: no-such-claim\n    source: clinic-2020\n    direction: supports\n    directness: direct\n"
         "    role: own-result\n    outcome_role: primary\n    manipulates: treatment\n    causal_level: '3'\n"
         "    finding: Travellers", (), "KB103"),
        ("  # mine", "  # mine", ("--by", "evidence-propose 0.1.0"), "name of a program"),
        ("  # mine", "  # mine", ("--by", " "), "is not a name"),
        ("  # mine", "  # mine", ("--by", "a\x1b[31mb"), "is not a name"),
        ("  # mine", "  # mine", ("--why", "because"), "add --reject"),
        ("  # mine", "  # mine", ("--reject",), "not rejected without a reason"),
    ],
)  # fmt: skip
def test_what_nobody_could_answer_for_is_refused_and_nothing_is_written(
    run: Run, base: Path, old: str, new: str, words: tuple[str, ...], said: str
) -> None:
    change(base, old, new)
    before = (base / FILE).read_bytes()
    by = () if "--by" in words else ("--by", "Ada Lovelace")
    done = run("accept", LINE, *by, "--yes", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert (base / FILE).read_bytes() == before


def test_a_figure_that_does_not_stand_in_the_held_text_is_refused(run: Run, base: Path) -> None:
    held = base / "sources" / ".texts" / "clinic-2020.txt"
    held.parent.mkdir()
    held.write_text("Nausea fell (p < 0.01).", "utf-8")
    done = run("accept", LINE, "--by", "Ada Lovelace", "--yes")
    assert done.returncode == 2
    assert "does not stand in the held text" in done.stderr
    held.write_text("Nausea fell (p < 0.001).", "utf-8")
    assert run("accept", LINE, "--by", "Ada Lovelace", "--yes").returncode == 0


def test_nobody_named_is_not_accepted_without_asking(run: Run) -> None:
    done = run("accept", LINE, "--yes")
    assert done.returncode == 2
    assert "who decides" in done.stderr


def test_a_rejection_keeps_the_line_and_says_who_and_why(run: Run, base: Path) -> None:
    done = run("accept", LINE, "--reject", "--why", "it is the same trial", "--by", "Ada Lovelace", "--yes")
    assert done.returncode == 0, done.stderr
    study = load_base(base, use_cache=False).base.studies["clinic-2020-trial"]
    line = study.evidence[-1]
    assert (line.status, line.accepted_by) == ("rejected", None)
    assert line.note == "Rejected by Ada Lovelace: it is the same trial."


def test_a_misspelt_line_is_answered_with_the_nearest(run: Run) -> None:
    assert f"did you mean {LINE}?" in run("accept", "clinic-2020-tral.9", "--by", "Ada", "--yes").stderr


def test_a_file_that_cannot_be_read_is_named(run: Run, base: Path) -> None:
    change(base, "finding: Travellers felt", "finding: 'Travellers felt")
    assert FILE in run("accept", LINE, "--by", "Ada", "--yes").stderr


def test_a_name_is_one_line_of_letters() -> None:
    assert acceptance.person("  Ada   Lovelace ") == "Ada Lovelace"
    for name in ("", "...", "a\u202eb", "x" * 101):
        with pytest.raises(EvidenceError):
            acceptance.person(name)
