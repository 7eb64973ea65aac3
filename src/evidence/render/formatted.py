"""What ``evidence fmt`` did, or would do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from evidence.render.safe import one_line, safe

if TYPE_CHECKING:
    from evidence.authoring.format import Formatted


def formatted_text(files: list[Formatted], dry: bool, diff: bool) -> str:
    """A line a file that changed or was left alone, diffs if wanted, and what was looked at."""
    lines: list[str] = []
    for item in files:
        if item.problem:
            problem = item.problem
            lines.append(f"{item.path}:{problem.line}:{problem.column}: {problem.code} {problem.message}")
            lines += [f"  left alone; {problem.hint}"] if problem.hint else ["  left alone"]
        elif item.changed and diff:
            lines += _diff(item)
        elif item.changed:
            lines.append(f"{'not in house style: ' if dry else ''}{item.path}")
    changed = sum(item.changed for item in files)
    left = sum(item.problem is not None for item in files)
    said = "not in house style" if dry else "brought into house style"
    summary = f"{changed} of {len(files)} files {said}" + (f", {left} left alone" if left else "")
    return "".join(f"{safe(line) if diff else one_line(line)}\n" for line in [*lines, summary])


def _diff(item: Formatted) -> Iterable[str]:
    before, after = (side.decode("utf-8-sig", "replace").splitlines() for side in (item.before, item.after))
    shown = list(difflib.unified_diff(before, after, f"a/{item.path}", f"b/{item.path}", lineterm=""))
    return shown or [f"{item.path}: line ends or a byte order mark only"]
