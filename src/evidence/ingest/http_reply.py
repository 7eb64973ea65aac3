"""What a service answered: taken in piece by piece, and refused when it is too large, too slow or of another kind."""

from __future__ import annotations

import time
from datetime import date
from typing import Any, NamedTuple

from evidence.errors import EvidenceError
from evidence.ids import quoted
from evidence.ingest.http_cache import Kept

#: The most that one answer may hold, in bytes, unless the question says otherwise.
MAX_BYTES = 16 * 1024 * 1024
_AGAIN = frozenset((429, 500, 502, 503, 504))
_REDIRECTS = frozenset((301, 302, 303, 307, 308))

INSTEAD = "a file works without the network: evidence source add FILE (RIS, BibTeX, nbib, JATS, PDF …)"


class Question(NamedTuple):
    """What is asked: the service's name for messages, the address, and what may come back.

    ``hosts`` are those a redirect may lead to besides the address's own. ``days`` is how old a kept answer may be.
    """

    service: str
    url: str
    media: tuple[str, ...]
    hosts: frozenset[str] = frozenset()
    days: int = 7
    most: int = MAX_BYTES


class Passing(Exception):  # noqa: N818  (says what went wrong for now)
    """A failure that may pass. ``pause`` is what the service asked for, in seconds."""

    def __init__(self, message: str, hint: str, pause: float | None = None) -> None:
        super().__init__(message)
        self.hint, self.pause = hint, pause


def why(error: Exception) -> str:
    """What failed, in words that name no address, proxy or password."""
    name = type(error).__name__
    if "Timeout" in name:
        return "did not answer in time"
    if name == "ProxyError":
        return "could not be reached: the proxy did not answer"
    return "broke off its answer"


def reply_of(response: Any, question: Question, deadline: float) -> Kept | str:
    """The answer in a response of urllib3, or the address it redirects to.

    Raises ``Passing`` for a failure that may pass by ``deadline`` (monotonic seconds), else ``EvidenceError``.
    """
    status = int(response.status)
    if status in _REDIRECTS:
        target = response.headers.get("Location", "")
        if not target:
            raise EvidenceError(f"{question.service} redirects to nowhere", "try again later")
        return str(target)
    if status in _AGAIN:
        raise Passing(f"answers {status}", INSTEAD, _asked_pause(response))
    if status in (404, 410):
        return Kept(404, "", b"", date.today().isoformat())
    if status != 200:
        raise EvidenceError(f"{question.service} refuses to answer: {status}", INSTEAD)
    media = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if media not in question.media:
        wanted = " or ".join(question.media)
        hint = "it may be out of order, or a proxy answers in its place; try again later"
        raise EvidenceError(f"{question.service} sent {quoted(media or 'something unnamed')}, not {wanted}", hint)
    return Kept(200, media, _body(response, question, deadline), date.today().isoformat())


def _asked_pause(response: Any) -> float | None:
    """Retry-After in seconds; ``None`` when there is none that can be read."""
    import urllib3

    given = response.headers.get("Retry-After")
    try:
        return max(0.0, float(urllib3.Retry().parse_retry_after(given))) if given else None
    except urllib3.exceptions.InvalidHeader:
        return None


def _body(response: Any, question: Question, deadline: float) -> bytes:
    too_large = EvidenceError(
        f"{question.service} sends more than {question.most // 2**20} MiB, which is not taken", "take in a file of it"
    )
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise EvidenceError(f"{question.service} sends a compressed answer that was not asked for", "try again later")
    announced = response.headers.get("Content-Length", "")
    if announced.isascii() and announced.isdigit() and int(announced[:18]) > question.most:
        raise too_large
    pieces, size = [], 0
    while piece := response.read1(65536, decode_content=False):
        pieces.append(piece)
        size += len(piece)
        if size > question.most:
            raise too_large
        if time.monotonic() > deadline:
            raise EvidenceError(f"{question.service} is too slow", "try again later")
    return b"".join(pieces)
