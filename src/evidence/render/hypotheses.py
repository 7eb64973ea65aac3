"""Hypotheses for people: the list, and one in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from evidence.render.blocks import Block, Bullets, Heading, Page, Table, Text
from evidence.render.claims import NOTICE
from evidence.render.words import counts, gloss, left_out, tone, word
from evidence.store.claims import judged

if TYPE_CHECKING:
    from evidence.store.listing import Listing


def hypotheses_page(found: Listing, meta: dict[str, str], what_if: str = "") -> Page:
    """The page of ``hypotheses``."""
    blocks: list[Block] = [Heading(meta["title"], 1)]
    if what_if:
        blocks.append(Text(what_if, "mixed"))
    for item in found.items:
        blocks.append(Heading(f"{item['label']} ({item['id']})", 3))
        blocks.append(Text(item["statement"], "", 1))
        blocks.append(Text(_decision(item["verdict"]), tone(item["verdict"]), 1))
    if cut := left_out(found, "hypotheses"):
        blocks.append(Text(cut, "strong"))
    blocks.append(
        Text(
            "A hypothesis is as good as the least favourable of the claims it stands or falls with. "
            f"Base as of {meta['as_of']}, method {meta['method']}. {NOTICE} evidence show ID opens one.",
            "quiet",
        )
    )
    records = tuple(
        {
            "id": item["id"],
            "label": item["label"],
            "word": item["verdict"]["word"],
            "direction": item["verdict"]["direction"],
            "certainty": item["verdict"]["certainty"],
            "tier": item["verdict"]["tier"],
            "decided_by": item["verdict"]["decided_by"],
            "statement": item["statement"],
            "tests": [test["id"] for test in item["tests"]],
            "bears": [claim["id"] for claim in item["bears"]],
            "rivals": item["rivals"],
        }
        for item in found.items
    )
    return Page(found.items, tuple(blocks), records)


def _decision(verdict: dict[str, Any]) -> str:
    """Word, certainty, kind of evidence and the claim that decides, in one line."""
    if not verdict["decided_by"] or verdict["tier"] is None:
        return f"{word(verdict).upper()}: {gloss(verdict)}"
    certainty = verdict["certainty"].replace("-", " ")
    return (
        f"{word(verdict).upper()} ({certainty} certainty, {verdict['tier']} studies); {verdict['decided_by']} decides"
    )


def hypothesis_page(data: dict[str, Any], what_if: str = "") -> Page:
    """The page of ``show HYPOTHESIS``."""
    return Page(data, tuple(_blocks(data, what_if)), tuple(_records(data)))


def _records(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for role in ("tests", "bears"):
        for item in data[role]:
            verdict = item["verdict"]
            kept = {key: verdict[key] for key in ("word", "direction", "certainty")}
            yield {"hypothesis": data["id"], "role": role, "claim": item["id"], **kept, "statement": item["statement"]}


def _blocks(data: dict[str, Any], what_if: str) -> Iterator[Block]:
    verdict = data["verdict"]
    yield Heading(f"{data['label']}: {data['statement']}", 1)
    if what_if:
        yield Text(what_if, "mixed")
    yield Text(f"{_decision(verdict)}: {gloss(verdict)}", tone(verdict))
    yield from _claims("It stands or falls with", data["tests"])
    yield from _claims("These make it more or less likely", data["bears"])
    yield from _chain(data["chain"])
    yield from _rest(data)
    yield Text(f"{NOTICE} evidence why {data['id']} prints the whole proof.", "quiet")


def _claims(title: str, claims: list[dict[str, Any]]) -> Iterator[Block]:
    if claims:
        yield Heading(title)
        rows = tuple(
            (
                item["id"],
                word(item["verdict"]),
                item["verdict"]["certainty"].replace("-", " "),
                counts(item["verdict"]),
                item["statement"],
            )
            for item in claims
        )
        tones = tuple(tone(item["verdict"]) for item in claims)
        columns = ("claim", "verdict", "certainty", "independent studies", "statement")
        yield Table(columns, rows, (24, 14, 10, 16, 36), tones)


def _chain(chain: list[dict[str, Any]]) -> Iterator[Block]:
    if chain:
        yield Heading("Chain from drug to relief")
        yield Bullets(tuple(_step(step) for step in chain))


def _step(step: dict[str, Any]) -> tuple[str, str]:
    link = f"{step['from']} → {step['to']}"
    if "gap" in step:
        return f"{link}: GAP: {step['gap']}", "mixed"
    return f"{link}: {step['claim']} ({word(step['verdict'])})", tone(step["verdict"])


def _rest(data: dict[str, Any]) -> Iterator[Block]:
    items = []
    if data["rivals"]:
        items.append((f"Rivals: {', '.join(data['rivals'])}", ""))
    for key, title in (("would_support", "Would support it"), ("would_refute", "Would refute it")):
        if data[key]:
            items.append((f"{title}: {data[key]}", ""))
    items += [(f"{judged(item)}. {item['why']}", "mixed") for item in data["overrides"]]
    if items:
        yield Heading("Rivals and what would settle it")
        yield Bullets(tuple(items))
