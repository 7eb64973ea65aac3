"""Answers of services, kept in the user's cache folder with the day they were asked."""

from __future__ import annotations

import contextlib
import json
import os
from datetime import date
from pathlib import Path
from typing import NamedTuple

from evidence.files import atomic_write, digest


class Kept(NamedTuple):
    """An answer as it came: status (200 or 404), media type, body, and the day it was asked (YYYY-MM-DD)."""

    status: int
    media_type: str
    body: bytes
    asked_on: str


def keep(folder: Path | None, url: str, answer: Kept) -> None:
    """Keep an answer; a cache that cannot be written is done without."""
    if folder is not None:
        facts = {"url": url, "status": answer.status, "media_type": answer.media_type, "asked_on": answer.asked_on}
        facts["sha256"] = digest(answer.body)
        with contextlib.suppress(OSError):
            atomic_write(_path(folder, url), json.dumps(facts).encode() + b"\n" + answer.body)


def kept(folder: Path | None, url: str, most: int) -> Kept | None:
    """The answer kept for an address; ``None`` when there is none, or a damaged one, or one larger than ``most``."""
    if folder is None:
        return None
    try:
        with os.fdopen(os.open(_path(folder, url), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as file:
            head, body = file.readline(65536), file.read(most + 1)
        facts = json.loads(head)
        answer = Kept(
            int(facts["status"]), str(facts["media_type"]), body, date.fromisoformat(facts["asked_on"]).isoformat()
        )
        whole = facts["url"] == url and facts["sha256"] == digest(body)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return answer if whole else None


def _path(folder: Path, url: str) -> Path:
    name = digest(url.encode("utf-8", "surrogateescape"))
    return folder / name[:2] / f"{name}.answer"
