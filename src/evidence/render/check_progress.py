"""A bar for long files, on a terminal alone: the answer itself never has it in it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: Shorter files are done before a bar would be read.
FEW_PAGES = 20


@contextmanager
def bar(name: str) -> Iterator[Callable[[int, int], None] | None]:
    """Yields what to tell of pages read and all pages; nothing where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    import shutil

    from rich.console import Console
    from rich.progress import Progress

    from evidence.render.safe import one_line

    screen = shutil.get_terminal_size()  # as in render/terminal
    with Progress(console=Console(stderr=True, width=screen.columns, height=screen.lines), transient=True) as shown:
        task = shown.add_task(one_line(name).replace("[", "("), total=None, visible=False)
        yield lambda done, total: shown.update(task, completed=done, total=total, visible=total >= FEW_PAGES)
