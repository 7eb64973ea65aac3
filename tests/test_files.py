"""Writing: whole or not at all, and never in place of a device or pipe."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from evidence.errors import EvidenceError
from evidence.files import atomic_write, stream_write, writing


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        read = pool.submit(pipe.read_bytes)
        atomic_write(pipe, b"through")
        assert read.result(timeout=10) == b"through"
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_a_write_that_fails_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "file"
    atomic_write(target, b"before")

    def breaks(_: object) -> None:
        raise OSError(28, "No space left on device")

    with (
        pytest.raises(EvidenceError, match="file cannot be written: No space left") as caught,
        writing("file", "make room"),
    ):
        stream_write(target, breaks)
    assert caught.value.hint == "make room"
    assert target.read_bytes() == b"before"
    assert [path.name for path in target.parent.iterdir()] == ["file"]


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="directory"):
        atomic_write(tmp_path / "folder", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
