"""What is written reads back the same, with this project's reader and with a plain YAML 1.1 one; edits touch one place."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from evidence import yaml_text
from evidence.yaml_write import WIDTH, append, reading, replace, set_key, text_of

_LURES = [
    "", " ", "no", "NULL", "~", "2018", "0.50", "-5.82", "1e5", ".5", "12:30", "2019-03-05", "0x1F", "0b", "1_000", "<<", "=",
    "a: b", "a #b", "#a", "a:", ": a", "- a", "-", "---", "...", "?", "? a", "!a", "&a", "*a", "'", '"', "it's", 'say "x"',
    "[a]", "{a}", "a, b", "\n", "a\n", "\na", "a\n\nb", "a\n b", " a", "a ", "\t", "a\tb", "a\r\nb", "\x00", "\x1b[31m",
    "\u202eabc", "\u2028", "\x85", "\ufeff", "\U0001f469\u200d\U0001f52c", "\U0001f4a9", "x" * 300, "word " * 60 + "end",
    "a  b " * 40 + "end", "+1", "≤5", "(R,S)-ketamine", "CHEBI:5118", "%a", "@a", "`a", "|", ">", ">-", "é" * 130,
]  # fmt: skip
_letters = st.characters(exclude_categories=("Cs",))
texts = st.one_of(
    st.sampled_from(_LURES),
    st.text(_letters, max_size=40),
    st.lists(st.one_of(st.sampled_from(_LURES), st.text(_letters, max_size=12)), max_size=40).map(" ".join),
)
keys = st.one_of(
    st.sampled_from(["id", "figures", "evidence", "phrasings", "csl", "chain", "reports", "n", "quote"]),
    st.text(_letters, max_size=12),
    st.sampled_from([lure for lure in _LURES if len(lure) < 200]),
)
scalars = st.one_of(texts, st.integers(0, 10**6), st.booleans(), st.none())
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=14,
)
files = st.one_of(st.lists(values, max_size=4), st.dictionaries(keys, values, max_size=5))


@given(files)
def test_any_value_reads_back_as_itself(value: Any) -> None:
    document = yaml_text.read(text_of(value))
    assert document.troubles == ()
    assert document.value == reading(value)


@given(files)
def test_a_yaml_1_1_reader_reads_the_same_values(value: Any) -> None:
    assert yaml.safe_load(text_of(value)) == value


@given(st.lists(st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=20), max_size=80))
def test_texts_of_short_words_stay_within_the_width(words: list[str]) -> None:
    text = text_of({"finding": " ".join(words), "evidence": [{"note": " ".join(words)}]})
    assert max(map(len, text.splitlines())) <= WIDTH


_comment = st.sampled_from(["", "# above", "# über: [x"])


def _commented(text: str, note: str) -> str:
    return f"{note}\n{text}{note}\n" if note else text


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    if isinstance(value, dict):
        return found + [inner for key, item in value.items() for inner in _paths(item, (*path, key))]
    if isinstance(value, list):
        return found + [inner for number, item in enumerate(value) for inner in _paths(item, (*path, number))]
    return found


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


@given(st.data(), files, values, _comment, st.booleans())
def test_a_replaced_value_is_the_only_difference(data: Any, value: Any, new: Any, note: str, crlf: bool) -> None:
    text = _commented(text_of(value), note)
    text = text.replace("\n", "\r\n") if crlf else text
    paths = _paths(value)
    if not paths:
        return
    path = data.draw(st.sampled_from(paths))
    changed = replace(text, path, new)
    parent = _at(value, path[:-1])
    parent[path[-1]] = new
    assert yaml_text.read(changed).value == reading(value)
    assert note in changed.splitlines() or not note
    assert ("\r\n" in changed) == crlf
    assert replace(changed, path, new) == changed


@given(st.data(), files, values, _comment)
def test_an_appended_item_comes_last_and_all_else_stays(data: Any, value: Any, new: Any, note: str) -> None:
    text = _commented(text_of(value), note)
    lists = [path for path in [(), *_paths(value)] if isinstance(_at(value, path), list)]
    if not lists:
        return
    path = data.draw(st.sampled_from(lists))
    changed = append(text, path, new)
    _at(value, path).append(new)
    assert yaml_text.read(changed).value == reading(value)


@given(st.data(), files, keys, values, _comment)
def test_a_set_key_is_the_only_difference(data: Any, value: Any, key: str, new: Any, note: str) -> None:
    text = _commented(text_of(value), note)
    maps = [path for path in [(), *_paths(value)] if isinstance(_at(value, path), dict)]
    if not maps:
        return
    path = data.draw(st.sampled_from(maps))
    order = data.draw(st.lists(keys, max_size=6, unique=True))
    changed = set_key(text, (*path, key), new, order)
    _at(value, path)[key] = new
    assert yaml_text.read(changed).value == reading(value)
