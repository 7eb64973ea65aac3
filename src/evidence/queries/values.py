"""Values for the parameters of a question: checked by type, then bound in SQL or written as literals in SPARQL."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from evidence.errors import EvidenceError
from evidence.ids import nearest_hint
from evidence.queries.header import Parameter, Question

Value = str | int | tuple[str, ...]

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}\Z")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}\Z")
_NUMBER = re.compile(r"-?[0-9]{1,15}\Z")
_LONGEST = 1000


def given(pairs: Iterable[str]) -> dict[str, str]:
    """``key=value`` texts from a command line as a mapping."""
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise EvidenceError(f"--param {pair[:100]!r} is no key=value", "write --param topic=opioid")
        if name.strip() in found:
            raise EvidenceError(f"--param {name.strip()} is given twice", "give it once")
        found[name.strip()] = value.strip()
    return found


def values(question: Question, wanted: Mapping[str, str]) -> dict[str, Value]:
    """The value of every parameter: the one given, or its default."""
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in wanted:
        if name not in known:
            takes = f"it takes {', '.join(known)}" if known else "it takes no parameters"
            raise EvidenceError(f"{question.name} has no parameter {name!r}", nearest_hint(name, known, takes))
    return {name: _value(question, parameter, wanted.get(name, parameter.default)) for name, parameter in known.items()}


def _value(question: Question, parameter: Parameter, text: str | None) -> Value:
    if text is None:
        example = parameter.example or f"a {parameter.type}"
        raise EvidenceError(
            f"{question.name} needs {parameter.name}: {parameter.meaning}", f"add --param {parameter.name}={example}"
        )
    if parameter.type == "ids":
        names = tuple(name for name in re.split(r"[\s,]+", text) if name)
        if names and all(_ID.match(name) for name in names):
            return names
        raise _misfit(parameter, text, "one or more ids, with spaces or commas between")
    if parameter.type == "number":
        if _NUMBER.match(text):
            return int(text)
        raise _misfit(parameter, text, "a whole number")
    if parameter.type == "id" and not _ID.match(text):
        raise _misfit(parameter, text, "an id, such as opioid-signalling-required")
    if parameter.type == "date" and text and not _DATE.match(text):
        raise _misfit(parameter, text, "a date: YYYY, YYYY-MM or YYYY-MM-DD")
    if len(text) > _LONGEST or not text.isprintable():
        raise _misfit(parameter, text, f"a text of at most {_LONGEST} plain characters")
    return text


def _misfit(parameter: Parameter, text: str, wanted: str) -> EvidenceError:
    hint = f"for example --param {parameter.name}={parameter.example}" if parameter.example else ""
    return EvidenceError(f"{parameter.name} is {text[:100]!r}, but has to be {wanted}", hint)


def for_sql(found: Mapping[str, Value]) -> dict[str, str | int]:
    """Values as they are bound: a list of ids is one JSON text, for ``json_each(:name)``."""
    return {name: json.dumps(value) if isinstance(value, tuple) else value for name, value in found.items()}


def into_sparql(question: Question, found: Mapping[str, Value]) -> str:
    """The query with each ``VALUES ?param_name { … }`` of a parameter holding its value.

    The file itself holds the defaults there, so that it runs unchanged on any server.
    """
    text = question.text
    for name, value in found.items():
        block = re.compile(rf'(VALUES\s+\?param_{name}\s*\{{)(?:\s|"(?:[^"\\\n]|\\.)*"|[^"}}])*(\}})')
        literals = " ".join(_literal(item) for item in (value if isinstance(value, tuple) else (value,)))
        text, count = block.subn(lambda match, written=literals: f"{match[1]} {written} {match[2]}", text)  # type: ignore[misc]
        if count != 1:
            raise EvidenceError(
                f"{question.path}: the parameter {name} stands in {count} VALUES blocks, not in one",
                f'write one VALUES ?param_{name} {{ "…" }} in the query',
            )
    return text


def _literal(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    from evidence.rdf.ntriples import text

    return text(value)
