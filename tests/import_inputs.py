"""Small inputs for the importers, in the forms that the origins publish; every statement in them is invented."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

from evidence.interchange.gathered import Gathered
from evidence.interchange.report import Imported, import_base
from evidence.loader import Loaded
from evidence.model import BaseInfo

FIRST = (
    "gene", "entrez_id", "variant", "disease", "doid", "drugs", "drug_interaction_type", "evidence_type",
    "evidence_direction", "evidence_level", "clinical_significance", "evidence_statement", "citation_id", "source_type",
    "citation", "nct_ids", "rating", "evidence_status", "evidence_id", "last_review_date",
)  # fmt: skip
PRESENT = tuple(
    {
        "drugs": "therapies",
        "drug_interaction_type": "therapy_interaction_type",
        "clinical_significance": "significance",
    }.get(name, name)
    for name in ("molecular_profile", "molecular_profile_id", *FIRST[3:])
)
ITEM = {
    "gene": "ABC1", "entrez_id": "17", "variant": "V1E", "molecular_profile": "ABC1 V1E", "molecular_profile_id": "5",
    "disease": "Invented Carcinoma", "doid": "99", "drugs": "Larkmint", "drug_interaction_type": "",
    "evidence_type": "Predictive", "evidence_direction": "Supports", "evidence_level": "B",
    "clinical_significance": "Sensitivity/Response", "evidence_statement": "Tumours with the variant shrank.",
    "citation_id": "11", "source_type": "PubMed", "citation": "Marin et al., 2015, J. Invented Res.", "nct_ids": "",
    "rating": "3", "evidence_status": "accepted", "evidence_id": "1", "last_review_date": "2019-05-02 10:00:00 UTC",
}  # fmt: skip


def civic(*items: dict[str, str], columns: tuple[str, ...] = FIRST) -> str:
    """A table of evidence items; each says only what differs from ``ITEM``, in the first downloads' names."""
    old = {
        "therapies": "drugs",
        "therapy_interaction_type": "drug_interaction_type",
        "significance": "clinical_significance",
    }
    rows = [
        [{**ITEM, "evidence_id": str(number), **item}[old.get(name, name)] for name in columns]
        for number, item in enumerate(items, 1)
    ]
    return "".join("\t".join(row) + "\n" for row in [list(columns), *rows])


def scifact(folder: Path, claims: list[object], documents: list[object] | None = None) -> Path:
    """A SciFact release in ``folder``."""
    folder.mkdir(exist_ok=True)
    if documents is None:
        documents = [
            {"doc_id": number, "title": f"Document {number}", "abstract": ["First.", "Second.", "Third."]}
            for number in (1, 2, 3)
        ]
    for name, values in (("corpus.jsonl", documents), ("claims_dev.jsonl", claims)):
        (folder / name).write_text("".join(json.dumps(value) + "\n" for value in values), "utf-8")
    return folder


PATH = """\
graph:
  _id: DB1_MESH_D1_1
  disease: Sickness
  disease_mesh: MESH:D1
  drug: larkmint
  drug_mesh: MESH:C1
links:
  - {key: decreases activity of, source: 'MESH:C1', target: 'UniProt:P1'}
  - {key: positively regulates, source: 'UniProt:P1', target: 'GO:0000001'}
  - {key: positively correlated with, source: 'GO:0000001', target: 'MESH:D1'}
  - {key: part of, source: 'UniProt:P1', target: 'UniProt:P2'}
nodes:
  - {id: 'MESH:C1', label: Drug, name: larkmint}
  - {id: 'UniProt:P1', label: Protein, name: cold receptor}
  - {id: 'UniProt:P2', label: Protein, name: cold complex}
  - {id: 'GO:0000001', label: BiologicalProcess, name: vestibular firing}
  - {id: 'MESH:D1', label: Disease, name: sickness}
references:
  - https://pubmed.ncbi.nlm.nih.gov/12345
  - https://en.wikipedia.org/wiki/Larkmint
"""


def archive(path: Path, files: dict[str, str], links: dict[str, str] | None = None) -> Path:
    """A packed folder with these files and symbolic links."""
    with tarfile.open(path, "w:gz") as packed:
        for name, text in files.items():
            item = tarfile.TarInfo(name)
            item.size = len(text.encode())
            packed.addfile(item, io.BytesIO(text.encode()))
        for name, target in (links or {}).items():
            item = tarfile.TarInfo(name)
            item.type, item.linkname = tarfile.SYMTYPE, target
            packed.addfile(item)
    return path


def empty(**options: str) -> Gathered:
    """Nothing gathered yet."""
    return Gathered(BaseInfo("imported", "1", "2024-01-01"), "a test", "the curators", options=options)


def imported(name: str, path: Path, target: Path, lenient: bool = False, **options: str) -> tuple[Imported, Loaded]:
    """What the import says, and the base it wrote."""
    from evidence.database.build import load_base

    found = import_base(
        name, path, target, empty(**{key.replace("_", "-"): value for key, value in options.items()}), lenient
    )
    return found, load_base(target)
