"""PDF: pages as they arrive from the process that reads them. A line is a page, a column a character in its text."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from evidence.errors import EvidenceError
from evidence.reading.documents.draft import Builder, Draft
from evidence.reading.documents.pdf_text import paragraphs

#: How long the reader may be silent: it says something after every page.
SECONDS_A_PAGE = 30.0

_PACKAGES = Path(__file__).parents[3]


def read_pdf_bytes(content: bytes, path: str, progress: Callable[[int, int], None] | None = None) -> Draft:
    """A PDF that came through a pipe."""
    with tempfile.TemporaryDirectory(prefix="evidence-") as folder:
        file = Path(folder) / "draft.pdf"
        file.write_bytes(content)
        return read_pdf(file, path, progress)


def read_pdf(file: Path, path: str, progress: Callable[[int, int], None] | None = None) -> Draft:
    """A PDF as a draft; ``progress`` is told of each page. Raises ``EvidenceError`` when it cannot be read."""
    builder = Builder()
    pages: list[str] = []
    total = 0
    for answer in _answers(file, path):
        if "error" in answer:
            raise EvidenceError(f"{path} cannot be read: {answer['error']}", answer["hint"])
        if "pages" in answer:
            total, builder.title = answer["pages"], answer["title"]
        else:
            pages.append(answer["text"])
            if progress:
                progress(len(pages), total)
    if len(pages) < total or not total:
        raise EvidenceError(f"{path} cannot be read: the PDF reader ended early", "print it to a new PDF")
    if not any(page.strip() for page in pages):
        raise EvidenceError(f"{path} holds no text, only pictures of pages", "recognise its text first (OCR)")
    paragraphs(builder, pages)
    return builder.draft(path, "page")


def _answers(file: Path, path: str) -> Iterator[dict[str, Any]]:
    """What the reading process says, one answer a page; it is ended when it falls silent."""
    # -P keeps the current folder off the path: a checkout may hold a file named like a library.
    command = [sys.executable, "-P", "-c", "from evidence.reading.documents.pdf_worker import main; main()"]
    search = os.pathsep.join(filter(None, (str(_PACKAGES), os.environ.get("PYTHONPATH", ""))))
    with subprocess.Popen(  # noqa: S603  (our own interpreter and module)
        [*command, str(file.resolve())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": search},
    ) as process:
        lines: queue.Queue[bytes] = queue.Queue(maxsize=64)
        thread = threading.Thread(target=_forward, args=(process, lines), daemon=True)
        thread.start()
        try:
            while line := lines.get(timeout=SECONDS_A_PAGE):
                yield json.loads(line)
        except queue.Empty:
            raise EvidenceError(
                f"{path} cannot be read: one page takes longer than {SECONDS_A_PAGE:g} seconds", "print it to a new PDF"
            ) from None
        finally:
            process.kill()
            while thread.is_alive():  # a full queue would keep it from seeing the end
                _drain(lines)
                thread.join(0.05)


def _forward(process: subprocess.Popen[bytes], lines: queue.Queue[bytes]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        lines.put(line)
    lines.put(b"")


def _drain(lines: queue.Queue[bytes]) -> None:
    try:
        while True:
            lines.get_nowait()
    except queue.Empty:
        return
