"""The rows of a page as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from evidence.render.blocks import Page
from evidence.render.safe import one_line

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?\Z")


class Columns(dict[str, Any]):
    """Stands for the records of an empty table: its keys are the columns, and it is no row."""


def render(page: Page) -> str:
    """One header line, then a row a record; a cell that a spreadsheet would run as a formula is quoted."""
    columns = list(dict.fromkeys(key for record in page.records for key in record))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if columns:
        writer.writerow(columns)
    for record in page.records:
        if not isinstance(record, Columns):
            writer.writerow([_cell(record.get(column)) for column in columns])
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
        value = " ".join(value)
    text = one_line(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return f"'{text}" if text[:1] in "=+-@" and text and not _NUMBER.match(text) else text
