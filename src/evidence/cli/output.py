"""Where a whole document goes: to standard output, or into the file that was named."""

from __future__ import annotations

import sys
from pathlib import Path

from evidence.errors import EvidenceError


def put(text: str, output: Path | None) -> None:
    """Write ``text`` to ``output``, or to standard output when none is named; a file is written whole or not at all."""
    from evidence.cli.session import note, write
    from evidence.files import atomic_write, writing
    from evidence.render.safe import safe

    shown = safe(text)
    if output is None:
        write(shown)
        return
    with writing(output, "name another file with --output"):
        if output.is_dir():
            raise EvidenceError(f"{output} is a folder", "name a file with --output")
        atomic_write(output, shown.encode("utf-8", "backslashreplace"))
    note(f"written to {output}")


def columns() -> int:
    """How wide to draw: COLUMNS, or the screen, or 80; at most 120."""
    import os
    import shutil

    asked = os.environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit():
        return max(60, min(int(asked[:9]), 120))
    return max(60, min(shutil.get_terminal_size((80, 24)).columns, 120)) if sys.stdout.isatty() else 80


def unicode_screen() -> bool:
    """Whether box-drawing characters may be used: in a pipe, where text is UTF-8, and on a screen that says so."""
    return not sys.stdout.isatty() or (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
