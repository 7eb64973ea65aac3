"""How far two judgements agree, as a table, and every line on which they differ."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from evidence.agreement import Agreement, FieldAgreement
from evidence.render.blocks import Block, Facts, Heading, Page, Table, Text
from evidence.render.words import plural


def agreement_page(found: Agreement, a: str, b: str) -> Page:
    """The page of ``agree``; ``a`` and ``b`` name the two sides."""
    rows = tuple(_row(field) for field in found.fields)
    differ = [item._asdict() for field in found.fields for item in field.differences]
    lines = {"both": found.both, "only_a": found.only_a, "only_b": found.only_b}
    data = {"a": a, "b": b, "lines": lines, "fields": list(rows), "differ": differ}
    records = tuple(
        {**row, "differ": [item.line for item in field.differences]}
        for row, field in zip(rows, found.fields, strict=True)
    )
    return Page(data, tuple(_blocks(found, a, b)), records)


def _row(field: FieldAgreement) -> dict[str, Any]:
    shares = {"agreement": _rounded(field.agreement), "kappa": _rounded(field.kappa)}
    return {"field": field.field, "n": field.n, "alike": field.alike, **shares}


def _rounded(share: Fraction | None) -> float | None:
    return None if share is None else round(float(share), 4)


def _blocks(found: Agreement, a: str, b: str) -> Iterator[Block]:
    yield Heading(f"Agreement on {plural(found.both, 'evidence line')}", 1)
    yield Facts((("A", _side(a, found.only_a)), ("B", _side(b, found.only_b))))
    table = tuple(_cells(field) for field in found.fields)
    yield Table(("field", "n compared", "alike", "raw agreement", "kappa"), table, (20, 14, 14, 18, 18))
    yield Text(
        "Kappa is Cohen's (1960): 0 is what chance would give, 1 is full agreement. "
        "It is not defined where both use one and the same category throughout.",
        "quiet",
    )
    differ = [item for field in found.fields for item in field.differences]
    yield Heading(f"Judged differently ({len(differ)})", 2)
    if differ:
        yield Table(
            ("line", "field", "A", "B"),
            tuple((item.line, _name(item.field), item.a, item.b) for item in differ),
            (40, 16, 22, 22),
        )
    else:
        yield Text("No line.", "quiet")


def _side(name: str, only: int) -> str:
    return f"{name} ({plural(only, 'further line')} not compared)" if only else name


def _name(field: str) -> str:
    return field.replace("_", " ")


def _cells(field: FieldAgreement) -> tuple[str, ...]:
    share = "not defined" if field.agreement is None else f"{float(100 * field.agreement):.1f}%"
    kappa = "not defined" if field.kappa is None else f"{float(field.kappa):.2f}"
    return (_name(field.field), str(field.n), str(field.alike), share, kappa)
