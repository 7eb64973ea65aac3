"""Watch files by asking for their times again and again: enough for a few drafts, and the same on every system."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

#: How often the files are asked for, in seconds.
PAUSE = 0.4

Stamp = tuple[int, int] | None


def watch(
    paths: Iterable[Path],
    changed: Callable[[list[Path]], None],
    rounds: int | None = None,
    pause: Callable[[float], object] = time.sleep,
) -> None:
    """Call ``changed`` with all files at first, and then with those that were written since, until interrupted.

    A file that is gone for a moment, as editors do when they save, is waited for. ``rounds`` bounds how often the files
    are asked for; ``pause`` is how to wait between two rounds.
    """
    files = list(paths)
    seen = {path: _stamp(path) for path in files}
    changed(files)
    while rounds is None or rounds > 0:
        pause(PAUSE)
        now = {path: _stamp(path) for path in files}
        written = [path for path in files if now[path] is not None and now[path] != seen[path]]
        seen.update({path: now[path] for path in written})
        if written:
            changed(written)
        rounds = None if rounds is None else rounds - 1


def _stamp(path: Path) -> Stamp:
    """When a file was written last, and its size; nothing while there is none."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_size
