"""The studies on either side of a claim, as the writers' check names them: what was done, in whom, and where to read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from evidence.store import Store


class StudyNote(NamedTuple):
    """One study in a line: its label, what it was, and the address of its paper (or nothing)."""

    id: str
    label: str
    detail: str
    url: str = ""


def study_notes(store: Store, names: Iterable[str]) -> dict[str, StudyNote]:
    """A note for each study or source named; an id the base does not hold stands for itself."""
    return {name: _note(store, name) for name in dict.fromkeys(names)}


def _note(store: Store, name: str) -> StudyNote:
    row = store.row("SELECT id, label, design, masking, n FROM study WHERE id = ?", name)
    if row is None:
        paper = store.row("SELECT id, short, kind, doi, url FROM source WHERE id = ?", name)
        if paper is None:
            return StudyNote(name, name, "")
        return StudyNote(name, paper["short"], paper["kind"].replace("-", " "), _address(paper["doi"], paper["url"]))
    species = [
        item["species"]
        for item in store.rows("SELECT species FROM study_species WHERE study = ? ORDER BY species", name)
    ]
    said = [row["design"].replace("-", " ")]
    if row["masking"] not in ("not-applicable", "unknown"):
        said.append(row["masking"].replace("-", " "))
    if row["n"]:
        said.append(f"n = {row['n']}")
    if species and species != ["human"]:
        said.append(" and ".join(species))
    sql = (
        "SELECT d.doi, d.url FROM source_study s JOIN source d ON d.id = s.source WHERE s.study = ? AND d.is_echo = 0"
        " ORDER BY d.doi IS NULL, d.issued, d.id"
    )
    paper = store.row(sql, name)
    return StudyNote(name, row["label"], ", ".join(said), _address(paper["doi"], paper["url"]) if paper else "")


def _address(doi: str | None, url: str | None) -> str:
    """Where to read it; only web addresses, for a page must not lead anywhere else."""
    if doi:
        from urllib.parse import quote

        return f"https://doi.org/{quote(doi, safe='/().;:-_')}"
    return url if url and url.startswith(("https://", "http://")) else ""


def named(studies: Mapping[str, StudyNote], names: Iterable[str]) -> list[StudyNote]:
    """The notes of some studies, in order."""
    return [studies.get(name, StudyNote(name, name, "")) for name in names]
