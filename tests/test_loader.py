"""Texts to records: hostile files cost their own records and nothing else, and order never matters."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.files import BaseTexts, list_base
from evidence.lint import lint
from evidence.loader import LAYOUT, Loaded, load, load_texts, placed

STUDY = "id: one\nlabel: One\ndesign: cohort\nmasking: unknown\nspecies: [human]\n"
DRUGS = "- {id: ketamine, kind: drug, label: ketamine}\n"
PATH = "kb/studies/one.yaml"


def kinds(loaded: Loaded) -> list[str]:
    return [trouble.kind for trouble in loaded.troubles]


def load_one(content: str | bytes, path: str = PATH) -> Loaded:
    return load({path: content.encode() if isinstance(content, str) else content})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (STUDY + "label: Two\n", "repeated-key"),
        (STUDY + "caveats: &a x\ntodo: *a\n", "refused-yaml"),
        (STUDY + "caveats: !!python/object:os.system x\n", "refused-yaml"),
        (STUDY + "---\n" + STUDY, "refused-yaml"),
        (STUDY + "? [a]\n: b\n", "refused-yaml"),
        (STUDY + "caveats: " + "[" * 10_000, "too-deep"),
        ("- " * 10_000 + "a", "too-deep"),
        (STUDY + "<<<<<<< HEAD\nn: {total: 1}\n=======\nn: {total: 2}\n>>>>>>> b\n", "merge-conflict"),
        (STUDY + "<<<<<<< HEAD\r\nn: {total: 1}\r\n=======\r\nn: {total: 2}\r\n>>>>>>> b\r\n", "merge-conflict"),
        (STUDY.encode() + b"caveats: \xff\n", "not-utf8"),
        (STUDY.encode("utf-16"), "not-utf8"),
        (STUDY + "caveats: \0\n", "broken-yaml"),
        (STUDY + "caveats: \x1b[31m\n", "broken-yaml"),
        (STUDY + "n:\n\ttotal: 1\n", "broken-yaml"),
        ("", "empty-file"),
        ("\ufeff", "empty-file"),
        (" \n\n", "empty-file"),
        ("# only a comment\n", "empty-file"),
        ("null\n", "empty-file"),
        ("- one\n", "wrong-type"),
        ("one\n", "wrong-type"),
        ("no\n", "wrong-type"),
        (STUDY.replace("label: One\n", ""), "missing-field"),
        (STUDY + "labels: x\n", "unknown-key"),
        (STUDY + "Study: x\n", "unknown-key"),
        (STUDY + "control: placebo\n", "bad-choice"),
        (STUDY + "registry: NCT01234567\n", "wrong-type"),
        (STUDY + "power: {adequate: perhaps, reason: x}\n", "wrong-type"),
        (STUDY + "n: {total: 012}\n", "not-a-number"),
        (STUDY + "n: {arms: {a: -1}}\n", "not-a-number"),
    ],
)
def test_a_bad_file_is_a_trouble_with_a_place(content: str | bytes, kind: str) -> None:
    loaded = load(
        {PATH: content.encode() if isinstance(content, str) else content, "kb/concepts/d.yaml": DRUGS.encode()}
    )
    assert set(kinds(loaded)) == {kind}
    assert all(trouble.line >= 1 and trouble.column >= 1 for trouble in loaded.troubles)
    assert set(loaded.base.concepts) == {"ketamine"}  # the other file is untouched


@pytest.mark.parametrize("change", [lambda s: "\ufeff" + s, lambda s: s.replace("\n", "\r\n"), lambda s: s.rstrip()])
def test_byte_order_mark_and_line_ends_make_no_difference(change: object) -> None:
    assert callable(change)
    assert load_one(change(STUDY)).base.studies == load_one(STUDY).base.studies
    assert kinds(load_one(change(STUDY))) == []


def test_the_place_after_a_byte_order_mark_and_wide_letters_is_that_of_the_editor() -> None:
    trouble = load_one("\ufeff" + STUDY + "caveats: {é: 𝒜, é: b}\n").troubles[0]
    assert (trouble.kind, trouble.line, trouble.column) == ("repeated-key", 6, 17)


def test_a_hundred_thousand_repeated_keys_stay_quick() -> None:
    started = time.perf_counter()
    loaded = load_one(STUDY + "label: x\n" * 100_000)
    assert len(loaded.troubles) == 100_000
    assert time.perf_counter() - started < 10


def test_a_hundred_thousand_wrong_keys_stay_quick() -> None:
    started = time.perf_counter()
    loaded = load_one(STUDY + "".join(f"k{n}: x\n" for n in range(100_000)))
    assert set(kinds(loaded)) == {"unknown-key"}
    assert time.perf_counter() - started < 20


def test_reported_numbers_stay_the_text_that_was_written() -> None:
    text = STUDY + "caveats: no\ntimepoint: 1:30\ntodo: 012\nfunding: 0.50\ncompleted: 1e3\n"
    study = load_one(text).base.studies["one"]
    assert (study.caveats, study.timepoint, study.todo) == ("no", "1:30", "012")
    assert (study.funding, study.completed) == ("0.50", "1e3")


@pytest.mark.parametrize(("written", "count"), [("12", 12), ("'12'", 12), ("0", 0), ("999999999", 999_999_999)])
def test_a_count_in_digits_is_a_number(written: str, count: int) -> None:
    assert load_one(STUDY + f"n: {{total: {written}}}\n").base.studies["one"].n.total == count


@pytest.mark.parametrize("written", ["-5", "+7", "12.0", "1e3", "1_000", "012", "' 12 '", "٣", "true", "[1]", "0x1f"])
def test_anything_else_is_no_count(written: str) -> None:
    loaded = load_one(STUDY + f"n: {{total: {written}}}\n")
    assert not loaded.base.studies
    assert set(kinds(loaded)) <= {"not-a-number"}
    assert kinds(loaded)


def test_messages_cannot_steer_the_terminal() -> None:
    bad = '"\\e[31m": x\n"\\u202Ex": {"\\a": 1}\ndesign: "\\e[2J"\nn: {arms: {"\\e]0;": x}}\nid: "\\e"\n'
    loaded = load_one(bad)
    assert loaded.troubles
    assert all((trouble.message + trouble.hint).isprintable() for trouble in loaded.troubles)


def test_several_problems_of_a_record_are_told_at_once() -> None:
    loaded = load_one("id: one\ndesign: cohorts\nspecies: human\nn: {total: x}\nlable: One\n")
    assert sorted(set(kinds(loaded))) == ["bad-choice", "missing-field", "not-a-number", "unknown-key", "wrong-type"]


def test_one_bad_record_of_a_list_costs_only_itself() -> None:
    loaded = load_one(DRUGS + "- {id: x}\n- y\n- {id: z, kind: drug, label: z}\n", "kb/concepts/drug.yaml")
    assert set(loaded.base.concepts) == {"ketamine", "z"}


OUT_OF_PLACE = (
    *("kb/concepts/drug.yml", "kb/concepts/deep/drug.yaml", "kb/x.yaml", "sources/a/b.yaml", "other/one.yaml"),
    *("kb/studies/one.yaml.orig", "sources/../kb/base.yaml", "kb/studies/one.YAML"),
)


@pytest.mark.parametrize("path", OUT_OF_PLACE)
def test_a_file_out_of_place_is_not_read(path: str) -> None:
    assert placed(path) is None
    assert kinds(load_one(STUDY, path)) == ["unexpected-file"]
    assert not load_one(STUDY, path).base.entries


@pytest.mark.parametrize("path", ["kb/LICENSE", "sources/README.md"])
def test_pages_and_licences_may_lie_anywhere(path: str) -> None:
    assert kinds(load_one("anything", path)) == []


def test_two_files_that_differ_in_case_are_both_read() -> None:
    loaded = load_texts({"kb/studies/One.yaml": STUDY, PATH: STUDY})
    assert len(loaded.base.entries) == 2
    assert len(loaded.base.studies) == 1


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    root = tmp_path / "base"
    for folder in ("kb/studies", "sources/.texts"):
        (root / folder).mkdir(parents=True)
    (root / PATH).write_text(STUDY)
    return root


def load_disk(root: Path) -> Loaded:
    entries = list_base(root)
    return load(BaseTexts(root, entries), {path: one.refused for path, one in entries.items() if one.refused})


def test_a_link_out_of_the_base_is_not_followed(disk: Path) -> None:
    (disk.parent / "two.yaml").write_text(STUDY.replace("one", "two"))
    (disk.parent / "folder").mkdir()
    (disk.parent / "folder" / "three.yaml").write_text(STUDY.replace("one", "three"))
    (disk / "kb/studies/two.yaml").symlink_to(disk.parent / "two.yaml")
    (disk / "kb/studies/gone.yaml").symlink_to(disk.parent / "gone.yaml")
    (disk / "kb/folder").symlink_to(disk.parent / "folder")
    loaded = load_disk(disk)
    assert set(loaded.base.studies) == {"one"}
    assert sorted(kinds(loaded)) == ["unexpected-file", "unreadable-file", "unreadable-file"]


def test_a_giant_file_is_not_read(disk: Path) -> None:
    with (disk / "kb/studies/two.yaml").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    started = time.perf_counter()
    loaded = load_disk(disk)
    assert kinds(loaded) == ["unreadable-file"]
    assert time.perf_counter() - started < 1


def test_a_folder_named_like_a_file_is_a_folder(disk: Path) -> None:
    (disk / "kb/studies/two.yaml").mkdir()
    (disk / "kb/studies/two.yaml/three.yaml").write_text(STUDY)
    assert kinds(load_disk(disk)) == ["unexpected-file"]


def test_held_texts_and_hidden_files_are_not_part_of_the_base(disk: Path) -> None:
    (disk / "sources/.texts/one.yaml").write_text("x")
    (disk / "sources/.one.yaml.tmp").write_text("x")
    assert set(list_base(disk)) == {PATH}


PATHS = st.sampled_from([where if where.endswith(".yaml") else f"{where}one.yaml" for where, _, _ in LAYOUT])
SNIPPETS = st.sampled_from(
    (
        *(STUDY, DRUGS, "- ", "id: one\n", "kind: drug\n", "label: x\n", "csl: {type: book}\n", "n: {total: 5}\n"),
        *("evidence:\n  - {id: one.1}\n", "tests: []\n", "tiers: {}\n", "title: x\nversion: 1\nas_of: 2020\n"),
        *("n: {arms: {a: b}}\n", "assertions: [{id: a}]\n", "replaced_by: one\n", "Study: 1\n", "species:\n"),
        *("echo_kinds: 1\n", "\0", "[", "}", "\x1b", "é"),
    )
)
TEXTS = st.one_of(st.text(max_size=100), st.lists(SNIPPETS, max_size=8).map("".join))


@given(st.dictionaries(PATHS, st.one_of(TEXTS.map(str.encode), st.binary(max_size=60)), max_size=6))
def test_any_bytes_are_records_or_troubles(texts: dict[str, bytes]) -> None:
    loaded = load(texts)
    report = lint(loaded)
    for path, parsed in loaded.parsed.items():
        assert parsed.records or parsed.troubles or parsed.kind != "study", path
    for one in report.diagnostics:
        assert one.message
        assert one.message.isprintable()
        assert one.hint.isprintable()


@given(st.data())
def test_the_order_of_files_makes_no_difference(data: st.DataObject) -> None:
    texts = data.draw(st.dictionaries(PATHS, TEXTS, min_size=2, max_size=7))
    shuffled = data.draw(st.permutations(list(texts.items())))
    one, two = load_texts(texts), load_texts(dict(shuffled))
    assert one.base == two.base
    assert one.troubles == two.troubles
    assert lint(one) == lint(two)


ODD_LINE_ENDS = "\x85\u2028\u2029"  # line ends to YAML, not to an editor


@given(st.dictionaries(PATHS, TEXTS.filter(lambda text: not any(odd in text for odd in ODD_LINE_ENDS)), max_size=4))
def test_every_diagnostic_lies_inside_its_file(texts: dict[str, str]) -> None:
    for one in lint(load_texts(texts)).diagnostics:
        text = texts.get(one.path, "").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        lengths = [len(line) for line in text.split("\n")]
        assert (one.line, one.column) == (0, 0) or 1 <= one.column <= lengths[one.line - 1] + 1
