"""What the tests of RDF and of saved questions share: the two bases, compiled once, and texts that a test keeps current."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from evidence.database.build import build
from evidence.store import Store, open_store

ROOT = Path(__file__).parent.parent
MINI = ROOT / "examples" / "mini"
_FOLDER = TemporaryDirectory(prefix="evidence-bases-")


@cache
def compiled(root: Path) -> Path:
    """The base at ``root``, compiled away from the checkout."""
    target = Path(_FOLDER.name) / f"{root.name}.sqlite"
    built = build(root, target, use_cache=False)
    assert built.path is not None, [str(item) for item in built.report.errors[:5]]
    return built.path


@cache
def store(root: Path) -> Store:
    """The compiled base, open."""
    return open_store(compiled(root))


def keep(path: Path, text: str) -> None:
    """Compare a file with what it is made from; with EVIDENCE_REGENERATE set, write it instead."""
    if os.environ.get("EVIDENCE_REGENERATE"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert path.is_file(), f"{path} is missing: run this test with EVIDENCE_REGENERATE=1"
    found = path.read_text("utf-8")
    assert found == text, f"{path} is not current: run this test with EVIDENCE_REGENERATE=1 and look at the difference"
