"""What ``evidence diff`` found, for people: the page of a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from evidence.render.blocks import Block, Bullets, Facts, Heading, Page, Table, Text
from evidence.render.claims import NOTICE
from evidence.render.words import counts, plural, tone, word

#: Characters of a value that are shown of one that changed.
_CLIP = 60


def changes_page(data: dict[str, Any], everything: bool = False) -> Page:
    """The page of ``diff``; ``everything`` lists what changed no verdict too."""
    return Page(data, tuple(_blocks(data, everything)))


def _blocks(data: dict[str, Any], everything: bool) -> Iterator[Block]:
    yield Heading("What changed", 1)
    yield Facts(tuple(_summary(data, everything)))
    yield from _problems(data)
    yield from _claims(data)
    yield from _hypotheses(data)
    yield from _rules(data)
    yield from _flips(data)
    yield from _beside(data)
    yield from _records(data, everything)
    if everything:
        yield from _quiet(data)
    yield Text(f"Verdicts are computed, by evidence {data['program']} on both sides. {NOTICE}", "quiet")


def side(data: dict[str, Any]) -> str:
    """A side with its commit and day."""
    facts = [text for text in (data["commit"] and data["commit"][:12], data["day"]) if text]
    return f"{data['name']} ({', '.join(facts)})" if facts else str(data["name"])


def _summary(data: dict[str, Any], everything: bool) -> Iterator[tuple[str, str]]:
    changed, compared = data["changed"], data["compared"]
    yield "from", side(data["before"])
    yield "to", side(data["after"])
    examined = ", ".join(f"{compared[name]} {name}" for name in ("claims", "hypotheses", "studies", "lines", "sources"))
    yield "compared", examined
    yield "verdicts", headline(data)
    more = "" if everything or not (changed["inside"] or changed["quiet_lines"]) else "; --all lists them"
    counted = plural(changed["inside"], "claim counts otherwise", "claims count otherwise")
    lines = plural(changed["quiet_lines"], "line differs", "lines differ")
    yield "without effect", f"{counted} with the same verdict, {lines} without moving one{more}"


def headline(data: dict[str, Any]) -> str:
    """How many verdicts changed, in one line."""
    changed = data["changed"]
    told = [
        f"{count} {what}"
        for count, what in (
            (changed["words"], "changed word"),
            (changed["certainties"], "changed certainty only"),
            (changed["presence"], "came or went"),
        )
        if count
    ]
    claims = plural(data["compared"]["claims"], "claim")
    found = f"of {claims} {', '.join(told)}" if told else f"none of {claims} changed word or certainty"
    moved = changed["hypotheses"]
    return found + (f"; {plural(moved, 'hypothesis', 'hypotheses')} changed, came or went" if moved else "")


def _problems(data: dict[str, Any]) -> Iterator[Block]:
    for text in data["notes"]:
        yield Text(text, "mixed")
    for one in (data["before"], data["after"]):
        if one["problems"]:
            yield Text(problem_line(one), "mixed")
            shown = one["problems"][:5]
            yield from bullets(f"{it['path']}:{it['line']} {it['code']} {it['message']}" for it in shown)


def problem_line(one: dict[str, Any]) -> str:
    """That a side has errors, and what that means for the comparison."""
    count = plural(len(one["problems"]), "error")
    return f"{one['name']} has {count} that would stop its build; what could be read of it is compared:"


def verdict(found: dict[str, Any] | None, missing: str = "not there") -> str:
    """``leans for (low)``; the certainty of a word without direction says nothing and is left out."""
    if found is None:
        return missing
    return f"{word(found)} ({found['certainty'].replace('-', ' ')})" if found["direction"] else word(found)


def arrow(item: dict[str, Any]) -> str:
    """``contested → leans against (low)``."""
    return f"{verdict(item['before'])} → {verdict(item['after'])}"


def loud(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The claims of both sides whose word or certainty changed, words first."""
    found = [item for item in data["claims"] if item["level"] in ("word", "certainty")]
    return sorted(found, key=lambda item: (item["level"] != "word", item["id"]))


def came_or_went(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The claims that only one side holds."""
    return [item for item in data["claims"] if item["level"] == "presence"]


def _claims(data: dict[str, Any]) -> Iterator[Block]:
    found = loud(data)
    if found:
        yield Heading("Verdicts")
    for item in found:
        yield Heading(item["id"], 3)
        yield Text(item["statement"], "quiet", 1)
        yield Text(arrow(item), tone(item["after"]), 1)
        yield Text(f"independent studies: {counts(item['before'])} → {counts(item['after'])}", "", 1)
        yield from (Text(text, "", 2 if text.startswith("· ") else 1) for text in reasons(item))
    if came_or_went(data):
        yield Heading("Claims that came or went")
        yield from bullets(f"{item['id']}: {arrow(item)}" for item in came_or_went(data))


def bullets(texts: Iterable[str]) -> Iterator[Block]:
    """A list, unless it is empty."""
    found = tuple((text, "") for text in texts)
    if found:
        yield Bullets(found)


def reasons(item: dict[str, Any]) -> list[str]:
    """Why a verdict changed: each kind of change with what it does alone, then the records."""
    causes, sets = item["why"]["causes"], item["why"]["sufficient"]
    found = []
    for cause in causes:
        told = "" if len(causes) == 1 else f": {_alone(cause, item)}"
        found.append(f"{cause['label']}{told}")
        found += [f"· {detail(it)}" for it in cause["details"]]
    if len(causes) > 1 and not any(len(kinds) == 1 for kinds in sets):
        labels = {cause["kind"]: cause["label"] for cause in causes}
        found += [f"only together: {' + '.join(labels[kind] for kind in kinds)}" for kinds in sets]
    return found


def _alone(cause: dict[str, Any], item: dict[str, Any]) -> str:
    if cause["suffices"]:
        text = "alone enough for the new verdict"
    elif all(cause["alone"][key] == item["before"][key] for key in ("word", "direction", "certainty")):
        text = "alone changes nothing"
    else:
        text = f"alone makes it {verdict(cause['alone'])}"
    return f"{text}; the new verdict needs it" if cause["needed"] else text


def detail(item: dict[str, Any], clip: int = _CLIP) -> str:
    """One record that differs, on a line."""
    if item["change"] != "changed" or not item["fields"]:
        return f"{item['record']} {item['change']}" + (f": {item['says']}" if item["says"] else "")
    return f"{item['record']}: {'; '.join(field(it, clip) for it in item['fields'])}"


def field(item: dict[str, Any], clip: int = _CLIP) -> str:
    """A field with both values."""
    return f"{item['field']} {_clip(item['before'], clip)} → {_clip(item['after'], clip)}"


def _clip(text: str, clip: int) -> str:
    return (text if len(text) <= clip else f"{text[: clip - 1]}…") or "not said"


def _hypotheses(data: dict[str, Any]) -> Iterator[Block]:
    if data["hypotheses"]:
        yield Heading("Hypotheses")
        yield from bullets(f"{it['id']}: {arrow(it)}; {through(it)}" for it in data["hypotheses"])


def through(item: dict[str, Any]) -> str:
    """Through which tests the verdict of a hypothesis changed."""
    if item["before"] is None or item["after"] is None:
        return "the hypothesis is new" if item["before"] is None else "the hypothesis is gone"
    parts = [f"through {', '.join(item['through'])}"] if item["through"] else []
    parts += [f"test added: {', '.join(item['tests_added'])}"] if item["tests_added"] else []
    parts += [f"test removed: {', '.join(item['tests_removed'])}"] if item["tests_removed"] else []
    old, new = item["before"]["decided_by"], item["after"]["decided_by"]
    decides = f"{new or 'no claim'} decides" + (f", before {old or 'none'} did" if old != new else "")
    return "; ".join([*parts, decides])


def _rules(data: dict[str, Any]) -> Iterator[Block]:
    rules = data["rules"]
    if rules:
        yield Heading("Verdict rules")
        yield Text(f"{data['before']['method']} → {data['after']['method']}", "", 1)
        alone = [f"{it['claim']}: {arrow(it)}" for it in rules["alone"]]
        yield from bullets(field(it) for it in rules["fields"])
        moved = plural(len(alone), "claim")
        yield Text(f"By themselves, on the old records, they move {moved}{':' if alone else '.'}", "", 1)
        yield from bullets(alone)


def _flips(data: dict[str, Any]) -> Iterator[Block]:
    found = [item for item in data["claims"] if item["flips"]["gone"] or item["flips"]["come"]]
    if found:
        yield Heading("What single studies a word hangs on")
        rows = tuple(
            (item["id"], "; ".join(item["flips"]["come"]) or "–", "; ".join(item["flips"]["gone"]) or "–")
            for item in found
        )
        yield Table(("claim", "hangs on now", "no longer on"), rows, (30, 25, 25))


def _beside(data: dict[str, Any]) -> Iterator[Block]:
    if data["reworded"]:
        yield Heading("Claims that say something else")
        yield from bullets(rewording(item, _CLIP * 3) for item in data["reworded"])
    if data["overrides"]:
        yield Heading("Judgements beside the verdicts")
        yield from bullets(detail(item) for item in data["overrides"])


def rewording(item: dict[str, Any], clip: int) -> str:
    """What a claim says now, and how many of its lines were judged before it did."""
    judged = plural(item["lines_kept"], "line was judged", "lines were judged")
    parts = "; ".join(field(it, clip) for it in item["fields"])
    return f"{item['claim']}: {parts}" + (f" ({judged} against the old wording)" if item["lines_kept"] else "")


def record_counts(data: dict[str, Any]) -> list[tuple[str, ...]]:
    """Kinds of record with how many were added, removed, renamed, retired and changed."""
    kinds = ("added", "removed", "renamed", "retired", "changed")
    names = list(dict.fromkeys(item["kind"] for item in data["records"]))
    found = data["records"]
    return [
        (name, *(str(sum(it["kind"] == name and it["change"] == kind for it in found)) for kind in kinds))
        for name in names
    ]


def record_line(item: dict[str, Any]) -> str:
    """One record that came, went or moved."""
    more = f" from {item['former']}" if item["former"] else f" to {item['pointer']}" if item["pointer"] else ""
    fields = f": {', '.join(item['fields'])}" if item["change"] == "changed" else ""
    return f"{item['kind']} {item['id']} {item['change']}{more}{fields}"


def _records(data: dict[str, Any], everything: bool) -> Iterator[Block]:
    if not data["records"]:
        return
    yield Heading("Records")
    columns = ("kind", "added", "removed", "renamed", "retired", "changed")
    yield Table(columns, tuple(record_counts(data)), (20, 8, 8, 8, 8, 8))
    yield from bullets(record_line(it) for it in data["records"] if everything or it["change"] != "changed")


def _quiet(data: dict[str, Any]) -> Iterator[Block]:
    found = [item for item in data["claims"] if item["level"] == "inside"]
    if found:
        yield Heading("Other counts, same verdict")
        yield from bullets(f"{item['id']}: {inside(item)}" for item in found)
    lines = [item for item in data["lines"] if item["quiet"]]
    if lines:
        yield Heading("Lines that changed no verdict")
        yield from bullets(f"{detail(item)} (on {item['claim']})" for item in lines)


def inside(item: dict[str, Any]) -> str:
    """What differs inside a verdict whose word and certainty stand."""
    parts = [f"{it['field'].replace('_', ' ')} {_part(it['before'])} → {_part(it['after'])}" for it in item["inside"]]
    return "; ".join(parts) or "only what would change it"


def _part(value: Any) -> str:
    if isinstance(value, dict):
        return counts({"independent": value})
    return "; ".join(value) or "none" if isinstance(value, list) else "none" if value is None else str(value)
