"""The header of a saved question: comment lines that say what it answers, who asks it, and what it takes.

    -- title: Contested claims
    -- answers: Which claims have independent studies on both sides?
    -- asks: clinician, writer
    -- param: topic text = ; only claims of this topic, empty for all; opioid

SPARQL files use ``#`` in place of ``--``. A parameter is its name, its type and (after ``=``) its default; then what it
means; then an example.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

from evidence.errors import EvidenceError

ParameterType = Literal["text", "id", "ids", "number", "date"]
Language = Literal["sql", "rq"]

ASKERS = ("clinician", "writer", "maintainer")
_MARKS: dict[str, str] = {"sql": "--", "rq": "#"}
_KEYS = ("title", "answers", "asks", "controversies", "param", "mini", "may be empty")
_PARAMETER = re.compile(r"(?P<name>[a-z][a-z0-9_]*)\s+(?P<type>[a-z]+)\s*(?:=(?P<default>[^;]*))?(?:;|\Z)")


class Parameter(NamedTuple):
    """What a question takes. ``default`` is ``None`` when a value has to be given."""

    name: str
    type: ParameterType
    default: str | None
    meaning: str
    example: str


class Question(NamedTuple):
    """A saved question. ``mini`` are the values that ask the same of examples/mini."""

    name: str
    language: Language
    text: str
    path: str
    title: str
    answers: str
    asks: tuple[str, ...]
    controversies: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    mini: Mapping[str, str]
    may_be_empty: str


def read_question(name: str, language: Language, text: str, path: str) -> Question:
    """A question from its text; raises ``EvidenceError`` when a line of its header cannot be read."""
    found: dict[str, list[str]] = {key: [] for key in _KEYS}
    for key, value in _lines(text, _MARKS[language]):
        found[key].append(value)
    one = {key: " ".join(values) for key, values in found.items()}
    return Question(
        name=name,
        language=language,
        text=text,
        path=path,
        title=one["title"] or name,
        answers=one["answers"],
        asks=tuple(_words(one["asks"])),
        controversies=tuple(part.strip() for part in one["controversies"].split(";") if part.strip()),
        parameters=tuple(_parameter(value, path) for value in found["param"]),
        mini=dict(_pair(value, path) for value in found["mini"]),
        may_be_empty=one["may be empty"],
    )


def _lines(text: str, mark: str) -> list[tuple[str, str]]:
    """Key and value of each header line; a comment line that starts with no key goes on with the one before."""
    found: list[tuple[str, str]] = []
    for line in text.lstrip("\ufeff").splitlines():
        if not line.startswith(mark):
            break
        content = line.removeprefix(mark).strip()
        key, colon, value = content.partition(":")
        if colon and key.strip() in _KEYS:
            found.append((key.strip(), value.strip()))
        elif found and content:
            found[-1] = (found[-1][0], f"{found[-1][1]} {content}".strip())
    return found


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s,]+", text) if word]


def _parameter(value: str, path: str) -> Parameter:
    match = _PARAMETER.match(value)
    if match is None or match["type"] not in get_args(ParameterType):
        types = ", ".join(get_args(ParameterType))
        raise EvidenceError(
            f"{path}: the parameter {value!r} cannot be read", f"write: name type = default; meaning; example ({types})"
        )
    meaning, _, example = value[match.end() :].partition(";")
    default = match["default"]
    return Parameter(
        match["name"],
        match["type"],  # type: ignore[arg-type]
        None if default is None else default.strip(),
        meaning.strip(),
        example.strip(),
    )


def _pair(value: str, path: str) -> tuple[str, str]:
    name, equals, given = value.partition("=")
    if not equals:
        raise EvidenceError(f"{path}: {value!r} is no name = value", "write: mini: claim = larkmint-relieves-nausea")
    return name.strip(), given.strip()
