"""What ``evidence diff`` found, as a comment for a pull request: short, with the details folded away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from evidence.render.changes import (
    arrow,
    came_or_went,
    detail,
    field,
    headline,
    inside,
    loud,
    problem_line,
    reasons,
    record_counts,
    record_line,
    rewording,
    through,
    verdict,
)
from evidence.render.claims import NOTICE
from evidence.render.markdown import escape
from evidence.render.safe import one_line
from evidence.render.words import plural

#: Rows of one list; a comment may hold 65,536 characters.
ROWS = 40
_CLIP = 200


def comment(data: dict[str, Any]) -> str:
    """The comparison as GitHub-flavoured Markdown, fit for a comment."""
    return "\n\n".join(_parts(data)) + "\n"


def _parts(data: dict[str, Any]) -> Iterator[str]:
    yield f"## Evidence: {_text(headline(data))}"
    yield f"Compared {_side(data['before'])} with {_side(data['after'])}: {_examined(data)}."
    yield from map(_text, data["notes"])
    for one in (data["before"], data["after"]):
        if one["problems"]:
            lines = [f"{it['path']}:{it['line']} {it['code']} {it['message']}" for it in one["problems"]]
            yield f"**{_text(problem_line(one).rstrip(':'))}.**"
            yield _folded(plural(len(lines), "error"), _bullets(lines))
    yield from _claims(data)
    if data["hypotheses"]:
        rows = ((_code(it["id"]), _text(arrow(it)), _text(through(it))) for it in data["hypotheses"])
        yield _table(("hypothesis", "verdict", "through"), rows, len(data["hypotheses"]))
    yield from _rules(data)
    yield from _rest(data)
    told = f"Verdicts are computed, by evidence {data['program']} on both sides. {NOTICE}"
    yield f"<sub>{_text(told)}</sub>"


def _side(one: dict[str, Any]) -> str:
    commit = f" ({_code(one['commit'][:12])})" if one["commit"] else ""
    return f"{_code(one['name'])}{commit}"


def _examined(data: dict[str, Any]) -> str:
    names = ("claims", "hypotheses", "studies", "lines", "sources")
    return ", ".join(f"{data['compared'][name]} {name}" for name in names)


def _claims(data: dict[str, Any]) -> Iterator[str]:
    found = loud(data)
    if found:
        rows = (
            (_code(it["id"]), _text(verdict(it["before"])), f"**{_text(verdict(it['after']))}**", _text(_because(it)))
            for it in found
        )
        yield _table(("claim", "before", "after", "because of"), rows, len(found))
        told = "\n\n".join(
            f"{_code(item['id'])}: {_text(item['statement'])}\n\n{_bullets(reasons(item))}" for item in found[:ROWS]
        )
        yield _folded("Why, claim by claim", told)
    other = came_or_went(data)
    if other:
        yield _table(("claim", "came or went"), ((_code(it["id"]), _text(arrow(it))) for it in other), len(other))


def _because(item: dict[str, Any]) -> str:
    labels = {cause["kind"]: cause["label"] for cause in item["why"]["causes"]}
    return ", or ".join(" with ".join(labels[kind] for kind in kinds) for kinds in item["why"]["sufficient"])


def _rules(data: dict[str, Any]) -> Iterator[str]:
    rules = data["rules"]
    if rules:
        lines = [field(it) for it in rules["fields"]]
        lines += [f"{it['claim']}: {arrow(it)}" for it in rules["alone"]]
        moved = plural(len(rules["alone"]), "claim")
        yield f"**The verdict rules changed.** By themselves, on the old records, they move {moved}."
        yield _folded("Rules that differ, and what they move", _bullets(lines))


def _rest(data: dict[str, Any]) -> Iterator[str]:
    flips = [
        f"{item['id']}: now on {'; '.join(item['flips']['come']) or 'none'}, no longer on {'; '.join(item['flips']['gone']) or 'none'}"
        for item in data["claims"]
        if item["flips"]["come"] or item["flips"]["gone"]
    ]
    counted = [f"{item['id']}: {inside(item)}" for item in data["claims"] if item["level"] == "inside"]
    lines = [f"{detail(item)} (on {item['claim']})" for item in data["lines"] if item["quiet"]]
    for title, found in (
        ("Claims that say something else", [rewording(item, _CLIP) for item in data["reworded"]]),
        ("Judgements beside the verdicts", [detail(item) for item in data["overrides"]]),
        ("What single studies a word hangs on", flips),
        ("Other counts, same verdict", counted),
        ("Lines that changed no verdict", lines),
    ):
        if found:
            yield _folded(f"{title}: {len(found)}", _bullets(found))
    if data["records"]:
        columns = ("kind", "added", "removed", "renamed", "retired", "changed")
        counts = _table(columns, record_counts(data), len(data["records"]))
        listed = _bullets(record_line(item) for item in data["records"])
        yield _folded(f"Records: {len(data['records'])}", f"{counts}\n\n{listed}")


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]], count: int) -> str:
    columns = tuple(columns)
    lines = [f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]
    lines += [f"| {' | '.join(row)} |" for _, row in zip(range(ROWS), rows, strict=False)]
    return "\n".join(lines) + _cut(count)


def _bullets(texts: Iterable[str]) -> str:
    found = list(texts)
    return "\n".join(_bullet(text) for text in found[:ROWS]) + _cut(len(found))


def _bullet(text: str) -> str:
    inner = text.removeprefix("· ")
    return f"{'- ' if inner == text else '  - '}{_text(inner)}"


def _cut(count: int) -> str:
    return f"\n\n… and {count - ROWS} more: `evidence diff --all` lists them." if count > ROWS else ""


def _folded(title: str, inner: str) -> str:
    return f"<details><summary>{_text(title)}</summary>\n\n{inner}\n\n</details>"


def _text(text: str) -> str:
    """Text that Markdown, HTML and GitHub show as it is: nobody is mentioned and nothing becomes a link."""
    shown = one_line(text)
    shown = shown if len(shown) <= _CLIP else f"{shown[: _CLIP - 1]}…"
    quiet = re.sub(r"@(?=\w)|(?<=\w)://|www(?=\.)", lambda match: f"{match[0]}<!-- -->", escape(shown))
    return quiet.replace("~~", "\\~\\~")


def _code(text: str) -> str:
    """An id or name as code; one that code could not hold stands as text."""
    shown = one_line(text)
    return f"`{shown}`" if re.fullmatch(r"[\w./^~@{}: -]{1,100}", shown) else _text(shown)
