"""What became of the documents of a base, and what follows from it, for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.render.blocks import Block, Facts, Heading, Page, Text
from evidence.render.changes import arrow, bullets, loud, through
from evidence.render.claims import NOTICE
from evidence.render.words import counts, plural, tone

_MOST = 12


def recorded_page(data: dict[str, Any]) -> Page:
    """What the records themselves say, when nothing was looked up."""
    standings = ", ".join(f"{count} {name}" for name, count in data["standings"].items())
    facts = (
        ("examined", plural(data["examined"], "source")),
        ("standing", standings),
        ("never looked up", str(data["never_checked"])),
        ("no DOI or PMID", str(len(data["without_identifier"]))),
    )
    blocks: list[Block] = [Heading("What the records say became of the documents", 1), Facts(facts)]
    blocks += bullets(f"{item['id']}: {_note(item['standing'])}" for item in data["sources"])
    blocks.append(
        Text(
            "Unknown is not ok. --retraction-watch FILE, --crossref FILE or --online looks them up; docs/standing.md.",
            "quiet",
        )
    )
    return Page(data, tuple(blocks), tuple(_flat(item["id"], item["standing"]) for item in data["sources"]))


def status_page(data: dict[str, Any], everything: bool = False) -> Page:
    """What lists say, against the records; ``everything`` names also the documents about which nothing was found."""
    records = tuple(
        {**_flat(item["id"], item["found"] or {}), "outcome": item["outcome"], "recorded": item["recorded"]["status"]}
        for item in data["findings"]
    )
    return Page(data, tuple(_blocks(data, everything)), records)


def _flat(name: str, standing: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, **{key: standing.get(key) for key in ("status", "date", "authority", "checked_on", "note")}}


def _blocks(data: dict[str, Any], everything: bool) -> Iterator[Block]:
    outcomes = data["outcomes"]
    yield Heading("What became of the documents", 1)
    yield Facts(tuple(_summary(data)))
    for snapshot in data["snapshots"]:
        yield from _problems(snapshot["name"], snapshot["problems"], everything)
    yield from _problems("the base", data["problems"], everything)
    for outcome, head in (
        ("news", "Found, and not in the record"),
        ("milder", "The record says something graver, so it is left as it is"),
        ("known", "Found, and in the record already"),
    ):
        if outcomes[outcome]:
            yield Heading(f"{head} ({outcomes[outcome]})")
            yield from (block for item in _of(data, outcome) for block in _finding(item))
    yield from _unconfirmed(data)
    if data["cascade"]:
        yield from _cascade(data["cascade"])
    if data["drafts"]:
        yield from _drafts(data["drafts"])
    yield from _quiet(data, everything)
    yield from _ending(data)


def _summary(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    outcomes = data["outcomes"]
    for snapshot in data["snapshots"]:
        when = (
            f"as of {snapshot['as_of']} ({snapshot['dated_by']})"
            if snapshot["as_of"]
            else "of unknown date (--as-of DATE)"
        )
        yield "looked in", f"{snapshot['name']}, {when}, {plural(snapshot['examined'], 'entry', 'entries')}"
    looked = data["examined"] - outcomes["unseen"]
    yield "sources", f"{data['examined']} examined, {looked} looked up, {outcomes['unseen']} not"
    found = outcomes["news"] + outcomes["milder"] + outcomes["known"]
    yield (
        "notices",
        f"about {plural(found, 'source')}; nothing found about {outcomes['silent']}, which is not the same as ok",
    )


def _problems(name: str, problems: list[str], everything: bool) -> Iterator[Block]:
    if problems:
        yield Text(f"{name}: {plural(len(problems), 'thing')} could not be read or looked up:", "mixed")
        yield from bullets(problems if everything else problems[:5])
        if len(problems) > 5 and not everything:
            yield Text(f"and {len(problems) - 5} more; --all lists them", "quiet", 1)


def _of(data: dict[str, Any], outcome: str) -> list[dict[str, Any]]:
    return [item for item in data["findings"] if item["outcome"] == outcome]


def _finding(item: dict[str, Any]) -> Iterator[Block]:
    yield Heading(item["id"], 3)
    yield Text(item["title"], "quiet", 1)
    yield Text(f"record: {_note(item['recorded'])}", "", 1)
    if item["found"]:
        bad = item["found"]["status"] in ("retracted", "withdrawn", "replaced", "concern")
        yield Text(f"found: {_note(item['found'])}", "against" if bad else "", 1)
    for doubt in item["doubts"]:
        yield Text(f"look at this: {doubt}", "mixed", 1)


def _note(standing: dict[str, Any]) -> str:
    """``retracted on 2010-02-06 (Retraction Watch, looked up 2026-11-01). Notice: …``."""
    said = str(standing["status"]) + (f" on {standing['date']}" if standing.get("date") else "")
    looked = f"looked up {standing['checked_on']}" if standing.get("checked_on") else ""
    who = ", ".join(filter(None, (standing.get("authority"), looked)))
    return said + (f" ({who})" if who else "") + (f". {standing['note']}" if standing.get("note") else "")


def _cascade(found: dict[str, Any]) -> Iterator[Block]:
    yield Heading("What follows")
    moves = {name: [item for item in found["lines"] if item["move"] == name] for name in ("out", "back", "stays")}
    for name, one, many in (
        ("out", "evidence line drops out", "evidence lines drop out"),
        ("back", "evidence line comes back", "evidence lines come back"),
        ("stays", "evidence line is touched and stays", "evidence lines are touched and stay"),
    ):
        items = moves[name]
        yield Text(
            f"{plural(len(items), one, many)}{':' if items else '.'}",
            "against" if items and name == "out" else "",
        )
        yield from bullets(f"{item['line']} on {item['claim']}: {item['reason']}" for item in items)
    data = found["comparison"]
    yield Text(
        f"{plural(len(loud(data)), 'verdict')} of {plural(data['compared']['claims'], 'claim')} would change word or certainty."
    )
    for item in loud(data):
        yield Heading(item["id"], 3)
        yield Text(item["statement"], "quiet", 1)
        yield Text(arrow(item), tone(item["after"]), 1)
        yield Text(f"independent studies: {counts(item['before'])} → {counts(item['after'])}", "", 1)
    changed = data["hypotheses"]
    yield Text(
        f"{plural(len(changed), 'hypothesis', 'hypotheses')} of {data['compared']['hypotheses']} would change{':' if changed else '.'}"
    )
    yield from bullets(f"{item['id']}: {arrow(item)}; {through(item)}" for item in changed)
    yield from _told_on(found)


def _told_on(found: dict[str, Any]) -> Iterator[Block]:
    repeats, pooled = found["repeats"], found["pooled"]
    yield Text(f"{plural(len(repeats), 'document repeats', 'documents repeat')} them{':' if repeats else '.'}")
    yield from bullets(
        f"{item['source']} from {item['of']}" + (f" in {plural(item['steps'], 'step')}" if item["steps"] else ", by its study")
        + (f"; speaks of {', '.join(item['claims'])}" if item["claims"] else "")
        for item in repeats
    )  # fmt: skip
    if pooled:
        yield Text(
            "Syntheses that pool a study left without a document in good standing; their own result is not recomputed:",
            "mixed",
        )
        yield from bullets(f"{item['synthesis']} pools {item['study']}" for item in pooled)


def _drafts(found: dict[str, Any]) -> Iterator[Block]:
    cited = found["cited"]
    yield Heading("Drafts")
    yield Text(
        f"{plural(len(cited), 'place cites', 'places cite')} them, of {plural(found['citations'], 'citation')} looked at{':' if cited else '.'}"
    )
    yield from bullets(
        f"{item['path']}, {item['unit']} {item['line']}: {item['source']} ({item['text']})" for item in cited
    )


def _unconfirmed(data: dict[str, Any]) -> Iterator[Block]:
    """Records that carry a notice which no list knows."""
    items = [item for item in _of(data, "silent") if item["recorded"]["status"] not in ("unknown", "ok")]
    if items:
        yield Heading(f"In the record, and in no list that was read ({len(items)})")
        yield from bullets(f"{item['id']}: {_note(item['recorded'])}" for item in items)


def _quiet(data: dict[str, Any], everything: bool) -> Iterator[Block]:
    for outcome, head in (("silent", "Nothing found"), ("unseen", "Not looked up")):
        items = _of(data, outcome)
        if not items:
            continue
        yield Heading(f"{head} ({len(items)})")
        shown = items if everything else items[:_MOST]
        names = ", ".join(item["id"] for item in shown)
        more = f" and {len(items) - len(shown)} more; --all lists them" if len(shown) < len(items) else ""
        yield Text(names + more, "quiet")
        if outcome == "unseen":
            reasons = sorted({doubt for item in items for doubt in item["doubts"]})
            yield from bullets(f"{sum(reason in item['doubts'] for item in items)}: {reason}" for reason in reasons)


def _ending(data: dict[str, Any]) -> Iterator[Block]:
    if data["written"]:
        yield Text(
            f"{plural(len(data['written']), 'record')} written. git diff shows them; git restore takes them back."
        )
    elif proposed := [item for item in data["findings"] if item["proposed"]]:
        quiet = sum(item["outcome"] == "silent" for item in proposed)
        told = f"of {plural(len(proposed) - quiet, 'record')}, and on {quiet} the day on which nothing was found"
        yield Text(f"Nothing was written; --write would set the standing {told}.")
    yield Text(f"Verdicts are computed. {NOTICE}", "quiet")
