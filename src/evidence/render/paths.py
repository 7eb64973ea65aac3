"""Mechanism chains for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.render.blocks import Block, Bullets, Heading, Page, Text
from evidence.render.claims import NOTICE
from evidence.render.words import plural, tone, word


def paths_page(data: dict[str, Any]) -> Page:
    """The page of ``paths``."""
    return Page(data, tuple(_blocks(data)), tuple(_records(data)))


def _records(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for number, path in enumerate(data["paths"], start=1):
        for place, step in enumerate(path["steps"], start=1):
            yield {"path": number, "step": place, **step}


def _blocks(data: dict[str, Any]) -> Iterator[Block]:
    yield Heading(f"From {data['from']} to {data['to']}: {plural(data['found'], 'chain')}", 1)
    if not data["paths"]:
        yield Text(
            f"No chain of claims or named gaps links them among {plural(data['edges'], 'step')} in this base.", "quiet"
        )
    for number, path in enumerate(data["paths"], start=1):
        gaps = f", {plural(path['gaps'], 'gap')}" if path["gaps"] else ""
        yield Heading(f"Chain {number} ({plural(len(path['steps']), 'step')}{gaps})", 2)
        yield Bullets(tuple(_step(step) for step in path["steps"]))
        yield Text(f"Weakest link: step {path['weakest']['step']}, {_named(path['weakest'])}", "strong", 1)
    if data["found"] > len(data["paths"]):
        yield Text(f"{data['found'] - len(data['paths'])} more; --limit shows them.", "quiet")
    yield Text(f"A chain is no stronger than its weakest link. {NOTICE}", "quiet")


def _step(step: dict[str, Any]) -> tuple[str, str]:
    link = f"{step['origin']} → {step['target']}"
    return f"{link}: {_named(step)}", "mixed" if "gap" in step else tone(step)


def _named(step: dict[str, Any]) -> str:
    if "gap" in step:
        return f"GAP: {step['gap']}"
    return f"{step['claim']} ({word(step)}, {step['certainty'].replace('-', ' ')} certainty)"
