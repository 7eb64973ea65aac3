"""JSON of a service, whatever shape it came in: nothing here raises for a value that is not what was promised."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from evidence.errors import EvidenceError
from evidence.ingest import dates
from evidence.ingest.http_cache import Kept


def read_json(answer: Kept, service: str) -> dict[str, Any]:
    """The object in an answer; raises ``EvidenceError`` when it holds none."""
    try:
        value = json.loads(answer.body)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise EvidenceError(f"{service} sent JSON that is broken or no object", "try again later")
    return value


def at(value: Any, *path: str | int) -> Any:
    """What stands at a path; ``None`` where the path leads nowhere."""
    for step in path:
        if isinstance(step, str) and isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def text(value: Any, *path: str | int) -> str:
    """The text or number at a path; the first one of a list; else nothing."""
    found = at(value, *path)
    if isinstance(found, list) and found:
        found = found[0]
    if isinstance(found, bool) or not isinstance(found, (str, int, float)):
        return ""
    return str(found).encode("utf-8", "replace").decode()  # a lone surrogate fits into no file


def each(value: Any, *path: str | int) -> list[Any]:
    """The list at a path, or an empty one."""
    found = at(value, *path)
    return found if isinstance(found, list) else []


def flat(value: Any) -> list[str]:
    """Every piece of text in a value, in order."""
    return [shown for here in leaves(value) if (shown := text(here))]


def leaves(value: Any) -> Iterator[Any]:
    """Everything in a value that is neither a mapping nor a list, in order."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Mapping):
            waiting.extend(reversed(list(here.values())))
        elif isinstance(here, list):
            waiting.extend(reversed(here))
        else:
            yield here


def date_parts(value: Any, *path: str | int) -> str:
    """A date of Crossref's kind, ``{"date-parts": [[2018, 8, 29]]}``, as far as it is sure; else nothing."""
    parts = [text(part) for part in each(value, *path, "date-parts", 0)]
    return (dates.of_parts(*[*parts, "", "", ""][:3]) or "") if parts else ""
