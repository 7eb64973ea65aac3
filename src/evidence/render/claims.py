"""A claim for people: the verdict, both sides, what is left out, what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.render.blocks import Block, Bullets, Facts, Heading, Page, Table, Text
from evidence.render.words import DIRECTION, counts, figure, headline, kind_of, plural, tone, word
from evidence.store.claims import judged

#: Said once on every page that a clinician may act on.
NOTICE = "This is information about studies, not medical advice."


def claim_page(data: dict[str, Any], what_if: str = "") -> Page:
    """The page of ``show CLAIM``."""
    return Page(data, tuple(_blocks(data, what_if)), tuple(evidence_records(data)))


def evidence_records(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The evidence of a claim as flat rows."""
    keys = ("id", "study", "label", "source", "direction", "directness", "outcome_role", "tier", "counted", "why_not")
    for line in data["evidence"]:
        numbers = "; ".join(figure(item) for item in line["figures"])
        yield {"claim": data["id"], **{key: line[key] for key in keys}, "figures": numbers, "finding": line["finding"]}


def _blocks(data: dict[str, Any], what_if: str) -> Iterator[Block]:
    verdict = data["verdict"]
    yield Heading(data["statement"], 1)
    if what_if:
        yield Text(what_if, "mixed")
    yield Text(headline(verdict), tone(verdict))
    yield from _override(data)
    yield Facts(tuple(_facts(data)))
    yield from sides(data["evidence"])
    yield from _changes(verdict)
    yield from _reasons(verdict)
    yield from _left_out(data)
    yield Text(f"{NOTICE} evidence why {data['id']} prints the whole proof.", "quiet")


def _override(data: dict[str, Any]) -> Iterator[Block]:
    for item in data["overrides"]:
        yield Text(f"{judged(item)}. {item['why']}", "mixed")


def _facts(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    verdict = data["verdict"]
    yield "claim", data["id"]
    scope = qualifiers(data["qualifiers"])
    if scope:
        yield "scope", scope
    yield "independent", counts(verdict)
    for tier, tally in verdict["by_tier"].items():
        shown = ", ".join(f"{count} {sign}" for sign, count in tally.items() if count)
        yield f"  {tier}", shown + (" (decides)" if tier == verdict["deciding_tier"] else "")
    unknown = verdict["studies_of_unknown_size"]
    also = f" (and {plural(unknown, 'study', 'studies')} of unknown size)" if unknown else ""
    yield "participants", f"{verdict['participants']}{also}; {plural(verdict['teams'], 'named team')}"
    yield "newest result", verdict["newest"][:4] if verdict["newest"] else "not known"
    if verdict["tags"]:
        yield "tags", ", ".join(verdict["tags"])
    yield "contrary search", _searched(data["searched"])
    if data["hypotheses"]:
        yield "hypotheses", ", ".join(f"{item['hypothesis']} ({item['role']})" for item in data["hypotheses"])
    yield "base", f"as of {verdict['as_of']}, method {verdict['method']}"


def qualifiers(found: dict[str, Any]) -> str:
    """The scope of a claim in words."""
    parts = [f"{name}: {value if isinstance(value, str) else ', '.join(value)}" for name, value in found.items()]
    return "; ".join(parts)


def _searched(searches: list[dict[str, Any]]) -> str:
    if not searches:
        return "contrary evidence not searched"
    newest = max(searches, key=lambda search: search["date"])
    not_searched = f"; not searched: {newest['not_searched']}" if newest.get("not_searched") else ""
    return f"{newest['date']}, {newest['database']}{not_searched}"


_SIDES = (
    ("supports", "Found for it", "for"),
    ("disputes", "Found against it", "against"),
    ("mixed", "Mixed", "mixed"),
    ("neutral", "Neither for nor against", "quiet"),
)


def sides(evidence: list[dict[str, Any]]) -> Iterator[Block]:
    """Both sides as tables, counted lines only."""
    for direction, title, colour in _SIDES:
        lines = [line for line in evidence if line["counted"] and line["direction"] == direction]
        if lines:
            yield Heading(f"{title} ({plural(len(lines), 'line')})", 2, colour)
            yield Table(
                ("study", "what it found", "kind of evidence"), tuple(_row(line) for line in lines), (22, 50, 24)
            )


def _row(line: dict[str, Any]) -> tuple[str, str, str]:
    numbers = "; ".join(figure(item) for item in line["figures"])
    found = f"{line['finding']} [{numbers}]" if numbers else line["finding"]
    details = [line["outcome_role"].replace("not-stated", "outcome role not stated"), line["directness"]]
    return f"{line['label']} ({line['id']}; {line['short']})", found, f"{kind_of(line)}; {', '.join(details)}"


def _changes(verdict: dict[str, Any]) -> Iterator[Block]:
    flips = [
        (f"without {', '.join(item['studies'])} it would be: {word({'word': item['becomes'], **_way(item)})}", "")
        for item in verdict["flip_set"]
    ]
    turns = [
        (
            f"{plural(item['count'], 'more independent study', 'more independent studies')} {item['add']}"
            f" (tier {item['tier']}) would make it: {word({'word': item['becomes'], **_way(item)})}",
            "",
        )
        for item in verdict["would_change"]
    ]
    if flips or turns:
        yield Heading("What would change this")
        yield Bullets((*flips, *turns))


def _way(item: dict[str, Any]) -> dict[str, Any]:
    return {"direction": item["direction"]}


def _reasons(verdict: dict[str, Any]) -> Iterator[Block]:
    yield Heading("Why this word and this certainty")
    yield Bullets(tuple((reason, "") for reason in verdict["reasons"]))


def _left_out(data: dict[str, Any]) -> Iterator[Block]:
    out = [line for line in data["evidence"] if not line["counted"]]
    if out:
        yield Heading(f"Not counted ({plural(len(out), 'line')})", 2, "quiet")
        rows = tuple((line["id"], DIRECTION[line["direction"]], line["why_not"]) for line in out)
        yield Table(("line", "says", "why it does not count"), rows, (30, 10, 56))
    if data["echoes"]:
        documents = dict.fromkeys(f"{item['short']} ({item['source']}, {item['stance']})" for item in data["echoes"])
        yield Text(f"Echoes, weight 0: {'; '.join(documents)}.", "quiet")
