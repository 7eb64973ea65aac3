"""What was gathered, written as a base: whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from evidence.errors import EvidenceError
from evidence.files import writing
from evidence.interchange.gathered import Gathered

#: ``made(folder)`` looks the new base over before it is moved into place, and raises to refuse it.
Look = Callable[[Path], None]


def refuse_existing(target: Path, origin: Path | None = None) -> None:
    """Raise ``EvidenceError`` when something stands where the base would, or that is within the folder it is made of."""
    try:
        there = target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir())))
    except OSError as error:
        raise EvidenceError(f"{target} cannot be looked into: {error.strerror}", "name another with --into") from error
    if there:
        raise EvidenceError(f"{target} is there already", "name a new or empty folder with --into")
    if origin is not None and origin.is_dir() and target.resolve().is_relative_to(origin.resolve()):
        raise EvidenceError(f"{target} lies in the folder that is read", "name one outside of it with --into")


def write_base(gathered: Gathered, target: Path, made: Look) -> int:
    """Write the base into the new folder ``target``; the number of files.

    Written beside it under a temporary name and moved when ``made`` has looked it over, so that nothing half-written
    ever stands there. Raises ``EvidenceError`` when ``target`` exists or cannot be written.
    """
    from evidence.yaml_write import text_of

    refuse_existing(target)
    with writing(target, "name another with --into"):
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    with writing(target, "make room, or name another"):
        try:
            count = 0
            for path, value in gathered.files():
                file = folder / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text_of(value).encode())
                count += 1
            made(folder)
            folder.chmod(0o755)
            os.replace(folder, target)  # noqa: PTH105  (an empty folder may stand there)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return count
