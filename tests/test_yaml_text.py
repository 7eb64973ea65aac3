"""YAML text to values: what is kept as written, what is refused, and that nothing raises."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.yaml_text import MAX_DEPTH, Document, read


def kinds(document: Document) -> list[str]:
    return [trouble.kind for trouble in document.troubles]


PLAIN = (
    *("no", "yes", "on", "1:30", "012", "0o17", "0x1F", "0.50", "1e3", "-5", ".5", "+7", "1_000", "2020-01-01", "NaN"),
    *(".inf", "=", "<<", "N", "3.140", "10.1000/xyz", "12:30:45", "NULLS", "truely"),
)


@pytest.mark.parametrize("text", PLAIN)
def test_a_scalar_stays_the_string_that_was_written(text: str) -> None:
    assert read(f"a: {text}\n").value == {"a": text}
    assert read(f"- {text}\n").value == (text,)


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_none(text: str) -> None:
    assert read(f"a: {text}\n").value == {"a": None}


@pytest.mark.parametrize(("text", "value"), [("true", True), ("False", False), ("TRUE", True)])
def test_truth_is_bool_unless_quoted(text: str, value: bool) -> None:
    assert read(f"a: {text}\nb: '{text}'\n").value == {"a": value, "b": text}


def test_quotes_and_blocks_keep_their_text() -> None:
    text = "a: ''\nb: 'null'\nc: |\n  one\n  two\nd: >-\n  one\n  two\ne: \"x\\ty\"\n"
    assert read(text).value == {"a": "", "b": "null", "c": "one\ntwo", "d": "one two", "e": "x\ty"}


def test_lists_are_tuples_and_mappings_keep_their_order() -> None:
    value = read("b: [1, {c: d}]\na:\n- x\n").value
    assert value == {"b": ("1", {"c": "d"}), "a": ("x",)}
    assert list(value) == ["b", "a"]


def test_every_key_and_value_has_its_place() -> None:
    document = read("a:\n  - b: c\n    dé: 'e'\n")
    assert document.values[("a", 0, "b")] == (2, 8)
    assert document.keys[("a", 0, "dé")] == (3, 5)
    assert document.place(("a", 0, "dé")) == (3, 9)
    assert document.place(("a", 0, "missing", 3)) == (2, 5)
    assert document.key_place(("a",)) == (1, 1)
    assert read("").place(("a",)) == (1, 1)


def test_crlf_and_lone_returns_are_line_ends() -> None:
    assert read("a: b\r\nc: |\r\n  d\r\n  e\r\n").value == {"a": "b", "c": "d\ne"}
    assert read("a: b\r\nc: [\r\n").troubles[0].line == 3


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "--- # nothing\n...\n"])
def test_an_empty_text_is_no_value_and_no_trouble(text: str) -> None:
    document = read(text)
    assert document.value is None
    assert kinds(document) == []


def test_a_repeated_key_is_reported_at_its_second_place_and_the_first_stands() -> None:
    document = read("a: 1\nb: {c: 2, c: {d: 3}}\na: 4\n")
    assert document.value == {"a": "1", "b": {"c": "2"}}
    assert [(one.kind, one.line, one.column, one.detail) for one in document.troubles] == [
        ("repeated-key", 2, 11, "c"),
        ("repeated-key", 3, 1, "a"),
    ]
    assert document.place(("b", "c")) == (2, 8)


def test_a_hundred_thousand_repeated_keys_are_quick() -> None:
    started = time.perf_counter()
    document = read("a: 1\n" * 100_000)
    assert len(document.troubles) == 99_999
    assert time.perf_counter() - started < 5


ALIAS_BOMB = "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*a, *a]\n" for n in range(20))


@pytest.mark.parametrize("text", [ALIAS_BOMB, "a: &a b", "a: *a", "&a b: c", "*a : b", "a: &a [*a]", "<<: *a"])
def test_anchors_and_aliases_are_refused(text: str) -> None:
    document = read(text)
    assert document.value is None
    assert kinds(document)[-1] in ("alias", "key")


@pytest.mark.parametrize(
    "text", ["a: !!python/object/apply:os.system [id]", "!!set {a}", "a: !x b", "- !!binary aGk=", "a: !<x> b"]
)
def test_tags_are_refused(text: str) -> None:
    document = read(text)
    assert document.value is None
    assert kinds(document) == ["tag"]


@pytest.mark.parametrize("text", ["a\n---\nb\n", "a: b\n...\n---\n", "--- a\n--- b\n"])
def test_a_second_document_is_refused(text: str) -> None:
    assert kinds(read(text)) == ["documents"]


@pytest.mark.parametrize("text", ["? [a, b]\n: c\n", "? {a: b}\n: c\n", "{[a]: b}"])
def test_a_key_that_is_not_text_is_refused(text: str) -> None:
    assert kinds(read(text)) == ["key"]


def test_a_key_that_looks_like_a_number_is_text() -> None:
    assert read("1: a\ntrue: b\nnull: c\n~: d\n").value == {"1": "a", "true": "b", "null": "c", "~": "d"}


DEEP = (
    *("[" * 10_000, "[" * 10_000 + "]" * 10_000, "{a: " * 10_000 + "}" * 10_000, "- " * 10_000 + "a"),
    *("".join(" " * n + "a:\n" for n in range(1_000)), "? " * 10_000 + "a"),
)


@pytest.mark.parametrize("text", DEEP, ids=lambda text: text[:12])
def test_deep_nesting_is_refused_and_not_followed(text: str) -> None:
    document = read(text)
    assert document.value is None
    assert kinds(document)[-1] in ("depth", "syntax", "key")


def test_the_depth_that_is_allowed() -> None:
    assert kinds(read("[" * MAX_DEPTH + "]" * MAX_DEPTH)) == []
    assert kinds(read("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))) == ["depth"]


BROKEN = (
    *("a: [", "a: 'b", "a:\n\t- b\n", "a: b: c", "%TAG\n---\na", "a: \0", "\0", "a: \x1b[1m", "\x07", "}"),
    *("a: \ud800", '"\\ud800"', "\ufffe", '"\\q"', "a: @b", "a: `b`", "- a\nb: c"),
)


@pytest.mark.parametrize("text", BROKEN, ids=ascii)
def test_broken_text_is_one_trouble_with_a_place(text: str) -> None:
    document = read(text)
    assert document.value is None
    assert kinds(document) == ["syntax"]
    assert document.troubles[0].line >= 1
    assert document.troubles[0].column >= 1


def test_the_place_of_a_control_character_counts_letters_and_not_bytes() -> None:
    assert read("é𝒜\r\né𝒜: \x07").troubles[0][1:3] == (2, 5)


def test_escapes_are_read_and_left_to_lint() -> None:
    assert read('"\\e[31m\\0\\u202e"').value == "\x1b[31m\0\u202e"


def test_a_very_long_line_is_quick() -> None:
    started = time.perf_counter()
    assert len(read("a: " + "x " * 1_000_000).value["a"]) == 1_999_999
    assert len(read("[" + "x, " * 200_000 + "]").value) == 200_000
    assert time.perf_counter() - started < 10


def is_plain(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(map(is_plain, value))
    if isinstance(value, dict):
        return all(isinstance(key, str) and is_plain(item) for key, item in value.items())
    return value is None or type(value) in (str, bool)


PIECES = st.sampled_from(
    (
        *("a: ", "- ", "\n", "  ", "[", "]", "{", "}", ",", ": ", "&x ", "*x", "!t ", "'", '"', "|\n", ">-\n", "#"),
        *(
            "---\n",
            "...\n",
            "no",
            "1:30",
            "\t",
            "\r\n",
            "\0",
            "\x1b",
            "\ufeff",
            "é",
            "\U0001f600",
            "%",
            "\\",
            "~",
            "? ",
        ),
    )
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS)
def test_any_text_is_values_or_troubles(text: str) -> None:
    document = read(text)
    assert is_plain(document.value)
    assert set(kinds(document)) <= {"syntax", "repeated-key", "alias", "tag", "documents", "key", "depth"}


ODD_LINE_ENDS = "\x85\u2028\u2029"  # line ends to YAML, not to an editor


@given(TEXTS.filter(lambda text: not any(odd in text for odd in ODD_LINE_ENDS)))
def test_every_place_lies_inside_the_text(text: str) -> None:
    document = read(text)
    lengths = [len(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    for line, column in [(trouble.line, trouble.column) for trouble in document.troubles]:
        assert 1 <= line <= len(lengths)
        assert 1 <= column <= lengths[line - 1] + 1
    for line, column in [*document.values.values(), *document.keys.values()]:
        missing_at_the_end = (line, column) == (len(lengths) + 1, 1)
        assert missing_at_the_end or 1 <= column <= lengths[line - 1] + 1
