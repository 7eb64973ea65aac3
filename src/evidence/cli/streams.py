"""Standard output and error such that one that is closed or full ends a run with a line, not with a traceback."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TYPE_CHECKING, Any, TextIO

from evidence.errors import EvidenceError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class ReaderLeftError(Exception):
    """Whoever read the answer has seen enough. No ``OSError``, for typer would end with 1 on that."""


class _Raw(io.RawIOBase):
    """A stream over another one. After the first failure everything goes nowhere, so that nothing fails again."""

    def __init__(self, raw: io.RawIOBase) -> None:
        self._raw = raw

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._raw.fileno()

    def isatty(self) -> bool:
        return self._raw.isatty()

    def write(self, content: ReadableBuffer, /) -> int | None:
        try:
            return self._raw.write(content)
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
            self.failed(error)
            return memoryview(content).nbytes

    def failed(self, error: OSError) -> None:
        """What a failure means; nothing for notes beside the answer."""


class _Answer(_Raw):
    def failed(self, error: OSError) -> None:
        if isinstance(error, BrokenPipeError):
            raise ReaderLeftError from error
        why = "standard output is closed" if error.errno == errno.EBADF else error.strerror
        raise EvidenceError(f"cannot write the answer: {why}", "send it where there is room for it") from error


def mend() -> None:
    """Make standard output raise ``EvidenceError`` or ``ReaderLeftError`` alone, and standard error nothing.

    The number of a stream that was closed is taken, or the next file to be opened would get it and all that is said.
    """
    if sys.stdout is not sys.__stdout__ or sys.stderr is not sys.__stderr__:
        return  # somebody listens in
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDONLY)
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stdout = _over(sys.stdout, _Answer)
    sys.stderr = _over(sys.stderr, _Raw)


def _over(stream: TextIO | None, kind: type[_Raw]) -> TextIO:
    if stream is None:  # a descriptor that can only be read fails as the closed one did
        raw: Any = io.FileIO(os.open(os.devnull, os.O_RDONLY), "w")
        encoding, at_once = "utf-8", True
    else:
        raw, encoding = getattr(stream.buffer, "raw", None) or stream.buffer, stream.encoding  # python -u: no buffer
        at_once = kind is _Raw or stream.isatty()
    return io.TextIOWrapper(io.BufferedWriter(kind(raw)), encoding, errors="backslashreplace", line_buffering=at_once)
