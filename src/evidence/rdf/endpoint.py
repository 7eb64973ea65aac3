"""A question to a SPARQL 1.1 server over HTTP: the standard library's client, bounded in time and size."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import partial
from http.client import HTTPException, HTTPResponse
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, NoReturn
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, OpenerDirector, Request

from evidence.errors import EvidenceError
from evidence.rdf.guard import checked
from evidence.rdf.results import value
from evidence.rdf.sparql import Bounds, Cell, Rows, too_long

#: The largest answer that is read.
MAX_BYTES = 64 * 2**20
_CHUNK = 64 * 1024


class _NoRedirect(HTTPRedirectHandler):
    """A query goes where the user sent it and nowhere else."""

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> NoReturn:  # noqa: ARG002
        fp.close()
        raise EvidenceError(f"the server sends the question on to {newurl[:200]}", "name that address if you trust it")


def select_at(address: str, query: str, bounds: Bounds) -> Rows:
    """Run a SELECT or ASK at a SPARQL endpoint."""
    request = Request(  # noqa: S310  (the scheme is checked)
        _address(address),
        urlencode({"query": checked(query)}).encode(),
        {
            "Accept": "application/sparql-results+json",
            "Content-Type": "application/x-www-form-urlencoded",
            "User-Agent": "evidence",
        },
    )
    content = _in_time(bounds, partial(_fetch, request, bounds))
    return _rows(address, content, bounds)


def _in_time(bounds: Bounds, work: Callable[[], bytes]) -> bytes:
    """What ``work`` returns or raises, while there is time; raises ``EvidenceError`` when there is no more.

    A timeout of the socket starts anew with every byte, so a server that sends one now and then would hold us for as long
    as it likes. The work is done in a thread that is left behind when time is over; it does not keep the program running.
    """
    done: SimpleQueue[bytes | BaseException] = SimpleQueue()

    def run() -> None:
        try:
            done.put(work())
        except BaseException as error:  # raised again by the one who waits
            done.put(error)

    Thread(target=run, name="sparql endpoint", daemon=True).start()
    try:
        found = done.get(timeout=bounds.seconds)
    except Empty:
        raise too_long(bounds) from None
    if isinstance(found, BaseException):
        raise found
    return found


def _fetch(request: Request, bounds: Bounds) -> bytes:
    deadline = time.monotonic() + bounds.seconds
    address = request.full_url
    try:
        with _opener().open(request, timeout=bounds.seconds) as response:
            return _read(response, deadline, bounds)
    except HTTPError as error:
        with error:
            said = error.read(300).decode("utf-8", "replace")
        raise EvidenceError(
            f"{address} answered {error.code}: {said or error.reason}", "check address and query"
        ) from error
    except TimeoutError as error:
        raise too_long(bounds) from error
    except (URLError, OSError, HTTPException) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            raise too_long(bounds) from error
        raise EvidenceError(
            f"{address} cannot be reached: {reason}", "check the address and that the server runs"
        ) from error


def _opener() -> OpenerDirector:
    """HTTP and HTTPS only, straight to the server: no files, no proxies from the environment."""
    from urllib.request import HTTPDefaultErrorHandler, HTTPErrorProcessor

    opener = OpenerDirector()
    for handler in (HTTPHandler(), HTTPSHandler(), _NoRedirect(), HTTPDefaultErrorHandler(), HTTPErrorProcessor()):
        opener.add_handler(handler)
    return opener


def _address(address: str) -> str:
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port)
    except ValueError:
        usable = False
    if not usable or not address.isascii() or any(character <= " " for character in address):
        raise EvidenceError(
            f"{address[:200]!r} is no address of a SPARQL server", "write http://host:port/query or https://…"
        )
    if parts.username is not None:
        raise EvidenceError("the address holds a user name", "put a gateway that knows you before the server instead")
    return address


def _read(response: HTTPResponse, deadline: float, bounds: Bounds) -> bytes:
    parts: list[bytes] = []
    size = 0
    while chunk := response.read1(_CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > MAX_BYTES:
            raise EvidenceError(f"the answer is larger than {MAX_BYTES // 2**20} MiB", "add a LIMIT to the query")
        if time.monotonic() > deadline:
            raise too_long(bounds)
    return b"".join(parts)


def _rows(address: str, content: bytes, bounds: Bounds) -> Rows:
    try:
        answer = json.loads(content)
        if "boolean" in answer:
            return Rows(("answer",), ((bool(answer["boolean"]),),), False, address)
        names = tuple(str(name) for name in answer["head"]["vars"])
        found = answer["results"]["bindings"]
        rows = tuple(tuple(_cell(binding.get(name)) for name in names) for binding in found[: bounds.rows])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise EvidenceError(
            f"{address} did not answer with SPARQL results in JSON", "is it the query address?"
        ) from error
    return Rows(names, rows, len(found) > bounds.rows, address)


def _cell(binding: dict[str, str] | None) -> Cell:
    return None if binding is None else value(str(binding["value"]), str(binding.get("datatype", "")))
