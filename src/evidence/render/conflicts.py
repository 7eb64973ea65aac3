"""Conflicts for people: both sides of each claim, and what differs between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from evidence.render.blocks import Block, Heading, Page, Table, Text
from evidence.render.claims import NOTICE
from evidence.render.words import counts, headline, kind_of, left_out, plural, tone

if TYPE_CHECKING:
    from evidence.store.listing import Listing


def conflicts_page(found: Listing, about: str | None, meta: dict[str, str], what_if: str = "") -> Page:
    """The page of ``conflicts``."""
    return Page(found.items, tuple(_blocks(found, about, meta, what_if)), tuple(_records(found.items)))


def _records(data: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in data:
        for sign in ("for", "against"):
            for study in item[sign]:
                yield {"claim": item["id"], "word": item["verdict"]["word"], "side": sign, **study}


def _blocks(listed: Listing, about: str | None, meta: dict[str, str], what_if: str) -> Iterator[Block]:
    where = f" about {about}" if about else ""
    yield Heading(f"{plural(listed.total, 'claim')}{where} with independent studies on both sides", 1)
    if what_if:
        yield Text(what_if, "mixed")
    for item in listed.items:
        yield Heading(f"{item['id']}: {item['statement']}", 2, tone(item["verdict"]))
        yield Text(f"{headline(item['verdict'])} ({counts(item['verdict'])})", tone(item["verdict"]))
        rows = tuple(_row(sign, study) for sign in ("for", "against") for study in item[sign])
        tones = tuple(sign for sign in ("for", "against") for _ in item[sign])
        yield Table(("side", "study", "kind", "what it found"), rows, (10, 26, 26, 38), tones)
        if item["differences"]:
            shown = tuple(
                (
                    found["aspect"],
                    "; ".join(found["for"]),
                    "; ".join(found["against"]),
                    "apart" if found["apart"] else "overlap",
                )
                for found in item["differences"]
            )
            yield Table(("differs in", "side for", "side against", ""), shown, (16, 38, 38, 8))
        else:
            yield Text("Nothing recorded differs between the sides.", "quiet")
    if cut := left_out(listed, "claims"):
        yield Text(cut, "strong")
    yield Text(f"Base as of {meta['as_of']}, method {meta['method']}. {NOTICE}", "quiet")


def _row(sign: str, study: dict[str, Any]) -> tuple[str, str, str, str]:
    kind = kind_of(study)
    return sign, f"{study['label']} ({study['study']}; {study['short']})", kind, study["finding"]
