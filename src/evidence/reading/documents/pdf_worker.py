"""Reads a PDF page by page in a process of its own, the one door to pypdf: a parser that hangs or swells is ended.

It is given a file name and writes lines of JSON: ``pages``, then ``page`` with its ``text`` for each, or an ``error``.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sys
from typing import Any

#: What the process may use; pypdf bounds single streams, this bounds all of them together.
MEMORY = 2 * 2**30
SECONDS = 900


def main() -> None:
    """Read the file named on the command line."""
    _limit()
    logging.disable(logging.CRITICAL)
    try:
        _read(sys.argv[1])
    except MemoryError:
        _say(error="it needs more memory than it may have", hint="check its chapters one by one")
    except RecursionError:
        _say(error="it is nested too deeply", hint="print it to a new PDF")
    except Exception as error:  # whatever a parser says of bytes that somebody made
        _say(**_why(error))


def _limit() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 10))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _say(**answer: Any) -> None:
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.flush()


def _why(error: Exception) -> dict[str, str]:
    name = type(error).__name__
    if name in ("FileNotDecryptedError", "WrongPasswordError", "DependencyError"):
        return {"error": "it is encrypted", "hint": "take its password off"}
    if name in ("ImportError", "ModuleNotFoundError"):
        return {"error": "reading PDF files needs pypdf", "hint": "it comes with this program: install it anew"}
    return {"error": f"it is broken ({str(error)[:200] or name})", "hint": "print it to a new PDF"}


def _read(name: str) -> None:
    from pypdf import PasswordType, PdfReader

    with open(name, "rb") as file:  # noqa: PTH123  (the reader keeps the file open page after page)
        reader = PdfReader(file)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            _say(error="it is encrypted", hint="take its password off")
            return
        count = len(reader.pages)
        _say(pages=count, title=_title(reader))
        for number in range(count):
            page = reader.pages[number]
            _say(page=number + 1, text=page.extract_text() or "", links=_links(page))
            # What a page needed is not needed again; kept, it would add up over hundreds of pages.
            reader.resolved_objects.clear()


def _title(reader: Any) -> str | None:
    with contextlib.suppress(Exception):
        title = reader.metadata.title
        return str(title).strip() or None
    return None


def _links(page: Any) -> list[str]:
    """Addresses that the page links to; where on the page they stand is not known."""
    found: list[str] = []
    with contextlib.suppress(Exception):
        for mark in (page.get("/Annots") or [])[:500]:
            address = mark.get_object().get("/A", {}).get("/URI")
            if address:
                found.append(str(address)[:2000])
    return found


if __name__ == "__main__":
    main()
