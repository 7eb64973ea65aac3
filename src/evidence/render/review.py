"""What ``evidence review`` found, for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.render.blocks import Block, Bullets, Facts, Heading, Page, Text
from evidence.render.changes import verdict
from evidence.render.claims import NOTICE
from evidence.render.words import DIRECTION, plural

#: Items of a section that are listed unless all are asked for.
SHOWN = 8


def review_page(data: dict[str, Any], everything: bool = False) -> Page:
    """The page of ``review``."""
    return Page(data, tuple(_blocks(data, None if everything else SHOWN)), tuple(_records(data)))


def _blocks(data: dict[str, Any], shown: int | None) -> Iterator[Block]:
    examined = ", ".join(f"{count} {name}" for name, count in data["examined"].items())
    yield Heading(f"{data['title']}: what waits", 1)
    yield Facts((("examined", examined), ("as of", data["as_of"]), ("old means", f"{data['months']} months or more")))
    for title, summary, items in _sections(data):
        yield Heading(title)
        yield Text(summary, "", 1)
        if items:
            yield Bullets(tuple((text, "") for text in items[:shown]) + _more(items, shown))
    yield Heading("Most useful next")
    steps = tuple((f"{step['command']}  ({step['why']})", "strong") for step in data["next"])
    yield Bullets(steps) if steps else Text("Nothing waits that this review knows of.", "", 1)
    yield Text(NOTICE, "quiet")


def _more(items: list[str], shown: int | None) -> tuple[tuple[str, str], ...]:
    rest = 0 if shown is None else len(items) - shown
    return ((f"and {rest} more (--all)", "quiet"),) if rest > 0 else ()


def _sections(data: dict[str, Any]) -> Iterator[tuple[str, str, list[str]]]:
    """Each section: its title, what was looked at and found, and the items."""
    yield _drafts(data)
    yield _contrary(data)
    yield _reach(data)
    yield _directions(data)
    yield _own_results(data)
    yield _standing(data)
    yield _texts(data)
    yield _unseen(data)
    todos = data["todos"]
    yield (
        "Noted as still to do",
        f"Records that carry a todo: {len(todos)}.",
        [f"{it['kind']} {it['id']}: {it['todo']}" for it in todos],
    )


_Section = tuple[str, str, list[str]]


def _drafts(data: dict[str, Any]) -> _Section:
    found = data["drafts"]
    moving = sum(bool(item["would_make"]) for item in found)
    summary = f"Lines: {data['examined']['lines']}. Drafts: {len(found)}; accepting one alone would change a verdict: {moving}."
    return "Waiting for acceptance", summary, [_draft(item) for item in found]


def _draft(item: dict[str, Any]) -> str:
    who = f"made by {item['made_by']}" if item["made_by"] else "maker not named"
    since = f"since {item['since']}" if item["since"] else "since when is not known"
    made = item["would_make"]
    effect = f"would make it {verdict(made['after'])}, now {verdict(made['before'])}" if made else "changes no verdict"
    return f"{item['line']} {item['direction']} {item['claim']}; {who}, {since}; {effect}"


def _contrary(data: dict[str, Any]) -> _Section:
    found = data["contrary"]
    summary = (
        f"Claims: {found['examined']}. Without a dated search for contrary evidence: {len(found['missing'])}; "
        f"with an old one: {len(found['old'])}."
    )
    items = [f"{claim}: not searched" for claim in found["missing"]]
    items += [f"{it['claim']}: last searched {it['newest']}, {_months(it['months'])}" for it in found["old"]]
    return "Search for contrary evidence", summary, items


def _months(months: int | None) -> str:
    return "which is no date" if months is None else f"{plural(months, 'month')} before"


def _reach(data: dict[str, Any]) -> _Section:
    found = data["reach"]
    summary = (
        f"Claims with evidence that counts: {found['examined']}. On several studies of one team: {len(found['one_team'])}; "
        f"on one independent study: {len(found['one_voice'])}; on several, too few of which name their team to tell: "
        f"{len(found['team_not_known'])}."
    )
    items = [
        f"{it['claim']}: {plural(it['voices'], 'study', 'studies')}, all of {it['teams'][0]}"
        for it in found["one_team"]
    ]
    items += [f"{it['claim']}: only {', '.join(it['studies'])}" for it in found["one_voice"]]
    items += [
        f"{it['claim']}: {plural(it['voices'], 'study', 'studies')}, {it['of_unknown_team']} of unknown team"
        for it in found["team_not_known"]
    ]
    return "Evidence of one team, or of one study", summary, items


def _directions(data: dict[str, Any]) -> _Section:
    found = data["directions"]
    total = found["accepted"]
    shares = [
        f"{count} {DIRECTION[name]} ({100 * count / total:.0f} %)"
        for name, count in found["by_direction"].items()
        if total
    ]
    summary = (
        f"{plural(total, 'accepted line')}: {', '.join(shares) or 'none'}. {found['claims_disputed']} of "
        f"{plural(found['claims_with_lines'], 'claim')} with lines are disputed by any. What share is usual is not known "
        "here; a base in which hardly anything is disputed was more likely searched on one side only (KB307)."
    )
    return "How much is disputed", summary, []


def _own_results(data: dict[str, Any]) -> _Section:
    found = data["own_results"]
    summary = (
        f"Claims: {found['examined']}. Nothing counts: {len(found['nothing_counts'])}; something, but no study's own result: "
        f"{len(found['no_own_result'])}."
    )
    items = [f"{claim}: nothing counts" for claim in found["nothing_counts"]]
    return "Own results", summary, items + [f"{claim}: only syntheses count" for claim in found["no_own_result"]]


def _standing(data: dict[str, Any]) -> _Section:
    found = data["standing"]
    summary = (
        f"Sources: {found['examined']}. Never looked up for retraction or concern: {len(found['unchecked'])}; "
        f"looked up long ago: {len(found['old'])}."
    )
    items = [f"{name}: never looked up" for name in found["unchecked"]]
    return "Standing", summary, items + [f"{it['source']}: looked up {it['checked_on']}" for it in found["old"]]


def _texts(data: dict[str, Any]) -> _Section:
    found = data["texts"]
    results = ", ".join(f"{count} {name}" for name, count in found["results"].items()) or "none"
    summary = (
        f"A text is held of {found['held']} of {plural(found['examined'], 'source')}; figures and quotes: {results}."
    )
    items = [f"{name}: a figure or quote failed" for name in found["failed"]]
    items += [f"{it['source']}: not held, {plural(it['figures'], 'figure')} unchecked" for it in found["not_held"]]
    return "Texts and figures", summary, items


def _unseen(data: dict[str, Any]) -> _Section:
    found = data["unseen"]
    summary = (
        f"Accepted lines: {found['accepted']}. Naming nobody who accepted them: {found['by_nobody']}; "
        f"only their maker: {found['by_maker']}."
    )
    items = [f"{it['study']}: {plural(it['lines'], 'line')}" for it in found["studies"]]
    return "Accepted without a second person", summary, items


def _records(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One row an item, for CSV."""
    for title, _, items in _sections(data):
        yield from ({"section": title, "item": item} for item in items)
