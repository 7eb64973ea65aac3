"""One module a format: ``gather(path, into)`` reads another project's files into ``Gathered``."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from evidence.errors import EvidenceError
from evidence.interchange.gathered import Gathered


class Format(NamedTuple):
    """A format: its name on the command line, its module here, what its path names, and whose evidence it holds."""

    name: str
    module: str
    takes: str
    origin: str
    licence: str | None = None


FORMATS = (
    Format(
        "civic",
        "civic",
        "a ClinicalEvidenceSummaries .tsv, or the folder that holds one",
        "CIViC",
        "evidence statements: CC0 1.0, CIViC",
    ),
    Format(
        "scifact",
        "scifact",
        "the folder with corpus.jsonl and claims_*.jsonl, or one claims file beside its corpus.jsonl",
        "SciFact",
        "claims and labels: CC BY 4.0, SciFact; sentences of abstracts: ODC-By 1.0, S2ORC",
    ),
    Format(
        "drugmechdb",
        "drugmechdb",
        "a .tar.gz or folder of path files, or one .yaml",
        "DrugMechDB",
        "CC0 1.0, DrugMechDB",
    ),
    Format(
        "dismech",
        "dismech",
        "the folder or .tar.gz of disorders, or a folder that holds it and the reference cache",
        "DisMech",
        "BSD 3-Clause, DisMech; quoted sentences belong to their publishers",
    ),
    Format("kgx", "kgx", "a .tsv, .jsonl or .json of nodes or edges, or a folder or .tar.gz of them", "KGX"),
    Format("nanopub", "nanopub", "a .trig, .nq or TriX .xml, or a folder or .tar.gz of them", "nanopublications"),
    Format("indra", "indra", "a .json or .jsonl with statements, or a folder or .tar.gz of them", "INDRA"),
)


def gather(name: str, path: Path, into: Gathered) -> None:
    """Read ``path`` in one of ``FORMATS``; raises ``EvidenceError`` when nothing is there to read."""
    (found,) = (each for each in FORMATS if each.name == name)
    reader: Callable[[Path, Gathered], None] = import_module(f"evidence.interchange.imports.{found.module}").gather
    reader(path, into)


def hold_texts(name: str, path: Path, into: Gathered, root: Path) -> int:
    """Hold the texts that the origin's files carry below ``root``; how many. Raises ``EvidenceError``.

    Of the formats here only DisMech brings texts.
    """
    if name != "dismech":
        raise EvidenceError(f"the format {name} brings no texts", "leave --keep-texts out")
    from evidence.interchange.imports.dismech import hold_texts as hold

    return hold(path, into, root)
