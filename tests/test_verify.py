"""``evidence verify`` and the texts it is held against, over the tiny base."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from evidence import held
from evidence.errors import EvidenceError
from evidence.loader import load_texts
from evidence.render.verify import render
from evidence.verify import Verified, verify
from test_docs import run
from tiny_base import HOSTILE, TEXTS

ABOUT = held.About("typed in", "2026-01-01", "abstract", "text/plain")
MICE = "Tea in mice.\nOf the mice, 71% stopped squinting."


def found(text: str | None, *ids: str) -> Verified:
    """The mouse paper's figures against ``text``."""
    texts = {} if text is None else {"mouse-2007": held.Held("mouse-2007", text, ABOUT, "0" * 64, None)}
    return verify(load_texts(TEXTS), texts, ids)


def test_a_figure_that_stands_is_exact_and_all_others_are_unchecked() -> None:
    result = found(MICE)
    assert result.counts["exact"] == 1
    assert result.counts["unchecked"] == len(result.items) - 1 > 5
    assert (result.held, result.counts["failed"]) == (1, 0)


def test_a_figure_that_fails_has_its_place_in_both_files() -> None:
    (item,) = found("Tea in mice.\nOf the mice, 17% stopped squinting.", "mouse-2007").items
    written = TEXTS[item.path].splitlines()[item.line - 1]
    assert written[item.column - 1 :].startswith("'71'")
    assert (item.result, item.text_line, item.text_column) == ("failed", 2, 14)
    assert "17%" in item.passage


@pytest.mark.parametrize("name", ["mouse-2007", "mouse-2007-experiment", "mouse-2007-experiment.1"])
def test_a_source_a_study_and_a_line_can_be_named(name: str) -> None:
    assert [item.record for item in found(MICE, name).items] == ["mouse-2007-experiment.1"]


def test_a_claim_takes_in_its_assertions() -> None:
    records = {item.record for item in found(MICE, "willow-cures-70pct").items}
    assert records == {"mouse-2007-experiment.1", "news-2001.a1"}


def test_an_unknown_id_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(EvidenceError) as error:
        found(MICE, "mouse-2008")
    assert "mouse-2007" in error.value.hint


def test_no_text_is_never_a_pass_in_words() -> None:
    said = render(found(None), "text")
    assert "nothing was checked: no text is held" in said
    assert "0 exact, 0 normalised" in said


def test_the_numbers_of_an_effect_are_checked_once() -> None:
    whats = [item.what for item in found(None, "ash-2001-trial").items]
    assert whats == ["MD value: -3.0", "MD low: -5.0", "MD high: -1.0"]


def test_another_text_than_the_one_noted_is_said() -> None:
    texts = {**TEXTS, "sources/mouse-2007.yaml": TEXTS["sources/mouse-2007.yaml"] + f"text: {'a' * 64}\n"}
    loaded = load_texts(texts)
    result = verify(loaded, {"mouse-2007": held.Held("mouse-2007", MICE, ABOUT, "b" * 64, "c" * 64)})
    assert [changed.noted_by for changed in result.changed] == ["record", "fetch"]
    assert "not the one noted" in render(result, "text")


def test_a_quote_is_checked_and_what_it_leaves_out_is_shown() -> None:
    quote = "    quote: {exact: Of the mice … stopped squinting}\n    locator: abstract\n"
    path = "kb/studies/mouse-2007-experiment.yaml"
    texts = {**TEXTS, path: TEXTS[path].replace("    locator: abstract\n", quote)}
    holds = {"mouse-2007": held.Held("mouse-2007", MICE, ABOUT, "0" * 64, None)}
    result = verify(load_texts(texts), holds, ["mouse-2007"])
    (item,) = [item for item in result.items if item.kind == "quote"]
    assert (item.result, item.skipped) == ("exact", (", 71%",))
    assert "leaves out: , 71%" in render(result, "text")


def test_hostile_text_is_shown_and_not_obeyed() -> None:
    result = found(f"{HOSTILE} 17% {HOSTILE}", "mouse-2007")
    for form in ("text", "github", "json"):
        shown = render(result, form)
        assert "\x1b" not in shown
        assert "\u202e" not in shown
    assert render(result, "github").startswith("::error file=kb/studies/mouse-2007-experiment.yaml,line=")
    assert "%25" in render(result, "github")
    assert "alert" not in render(result, "github"), "a log is public; passages stay on the user's machine"


def test_json_counts_what_was_examined() -> None:
    told = json.loads(render(found(MICE), "json"))
    assert sum(told["counts"].values()) == told["examined"]["items"] == len(told["items"])


def test_a_held_text_comes_back_with_its_hash_and_what_it_is(tmp_path: Path) -> None:
    sha256 = held.write(tmp_path, "ash-2001", "Tea µ\r\n", ABOUT)
    back = held.read(tmp_path, "ash-2001")
    assert back == held.Held("ash-2001", "Tea µ\r\n", ABOUT, sha256, sha256)
    assert held.listed(tmp_path) == ("ash-2001",)
    assert held.read(tmp_path, "other") is None
    assert held.listed(tmp_path / "nowhere") == ()


def test_a_held_text_is_not_overwritten_unasked(tmp_path: Path) -> None:
    held.write(tmp_path, "ash-2001", "one", ABOUT)
    held.write(tmp_path, "ash-2001", "one", ABOUT)
    with pytest.raises(EvidenceError, match="held already"):
        held.write(tmp_path, "ash-2001", "two", ABOUT)
    held.write(tmp_path, "ash-2001", "two", ABOUT, force=True)
    assert held.read(tmp_path, "ash-2001").text == "two"  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["../ash", "a/b", "", ".", "A", "a\n", "a\x00b", "a" * 101])
def test_an_id_that_is_a_path_is_refused(tmp_path: Path, name: str) -> None:
    for attempt in (lambda: held.read(tmp_path, name), lambda: held.write(tmp_path, name, "x", ABOUT)):
        with pytest.raises(EvidenceError):
            attempt()


def test_symbolic_links_and_pipes_are_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("71%")
    base = tmp_path / "base"
    held.folder(base).mkdir(parents=True)
    (held.folder(base) / "link.txt").symlink_to(tmp_path / "secret")
    os.mkfifo(held.folder(base) / "pipe.txt")
    assert held.listed(base) == ()
    for name in ("link", "pipe"):
        with pytest.raises(EvidenceError):
            held.read(base, name)
    outside = tmp_path / "outside"
    (outside / "sources").mkdir(parents=True)
    (outside / "sources" / ".texts").symlink_to(tmp_path)
    with pytest.raises(EvidenceError, match="symbolic link"):
        held.write(outside, "ash-2001", "x", ABOUT)


def test_a_damaged_file_beside_a_text_leaves_its_origin_unknown(tmp_path: Path) -> None:
    held.write(tmp_path, "ash-2001", "x", ABOUT)
    for content in ("", "[" * 10_000, "[]", '{"what": 3, "sha256": 4}'):
        (held.folder(tmp_path) / "ash-2001.json").write_text(content)
        back = held.read(tmp_path, "ash-2001")
        assert back is not None
        assert (back.about, back.noted) == (held.About(), None)


def test_a_text_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    held.folder(tmp_path).mkdir(parents=True)
    (held.folder(tmp_path) / "ash-2001.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(EvidenceError, match="not UTF-8"):
        held.read(tmp_path, "ash-2001")


def test_the_command_ends_with_its_exit_codes(tmp_path: Path) -> None:
    for path, text in TEXTS.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    nothing = run(["verify", "--base", str(tmp_path)])
    assert nothing.returncode == 0, nothing.stderr
    assert "nothing was checked" in nothing.stdout
    assert run(["verify", "--fail-on", "unchecked", "--base", str(tmp_path)]).returncode == 1
    held.write(tmp_path, "mouse-2007", MICE, ABOUT)
    assert run(["verify", "mouse-2007", "--fail-on", "unchecked", "--base", str(tmp_path)]).returncode == 0
    held.write(tmp_path, "mouse-2007", "Of the mice, 17%.", ABOUT, force=True)
    failed = run(["verify", "--base", str(tmp_path)])
    assert failed.returncode == 1
    assert "mouse-2007.txt:1:14" in failed.stdout
    assert max(map(len, failed.stdout.splitlines())) <= 80
    unknown = run(["verify", "../mouse", "--base", str(tmp_path)])
    assert (unknown.returncode, unknown.stdout) == (2, "")
