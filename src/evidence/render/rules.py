"""The list of lint rules."""

from __future__ import annotations

from evidence.render.blocks import Heading, Page, Table, Text
from evidence.rules import ALL


def rules_page() -> Page:
    """Every rule with its severity and summary."""
    data = [item.rule._asdict() for item in ALL]
    rows = tuple((item.rule.code, item.rule.name, item.rule.severity, item.rule.summary) for item in ALL)
    table = Table(("code", "name", "severity", "what it finds"), rows, (8, 26, 10, 56))
    last = Text("evidence rule CODE explains one, with examples. Errors keep the base from being built.", "quiet")
    return Page(data, (Heading(f"{len(ALL)} lint rules", 1), table, last), tuple(data))
