"""INDRA's statement types, and its name spaces as references of a base."""

from __future__ import annotations

from typing import Any

from evidence.ids import CURIE, PREFIXES
from evidence.model import ConceptKind

#: Types with two agents: the keys of both.
_MODIFICATIONS = (
    "Phosphorylation Dephosphorylation Ubiquitination Deubiquitination Sumoylation Desumoylation Hydroxylation "
    "Dehydroxylation Acetylation Deacetylation Glycosylation Deglycosylation Farnesylation Defarnesylation "
    "Geranylgeranylation Degeranylgeranylation Palmitoylation Depalmitoylation Myristoylation Demyristoylation "
    "Ribosylation Deribosylation Methylation Demethylation"
)
PAIRS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(_MODIFICATIONS.split(), ("enz", "sub")),
    **dict.fromkeys(["Activation", "Inhibition", "IncreaseAmount", "DecreaseAmount"], ("subj", "obj")),
    "Gef": ("gef", "ras"),
    "Gap": ("gap", "ras"),
    "Autophosphorylation": ("enz", "enz"),
}
#: Types whose ends are found otherwise.
OTHERS = frozenset(("Complex", "Association", "Translocation", "Conversion", "ActiveForm", "Influence",
                    "Transphosphorylation"))  # fmt: skip
#: Types that name no second thing, or none that a claim could be about.
NOT_CLAIMS = frozenset(("Event", "Unresolved", "Migration", "HasActivity"))
#: The fields of a statement that are read, or that tell nothing of its sense.
FIELDS = frozenset(("type", "id", "matches_hash", "belief", "evidence", "supports", "supported_by", "enz", "sub", "subj",
                    "obj", "subj_delta", "obj_delta", "gef", "gap", "ras", "agent", "activity", "is_active", "members",
                    "from_location", "to_location", "obj_from", "obj_to", "residue", "position", "obj_activity"))  # fmt: skip
TYPES = PAIRS.keys() | OTHERS | NOT_CLAIMS

PREDICATES = {
    "Activation": "activates",
    "Inhibition": "inhibits",
    "IncreaseAmount": "increases-amount-of",
    "DecreaseAmount": "decreases-amount-of",
    "Gef": "is-gef-for",
    "Gap": "is-gap-for",
    "Autophosphorylation": "autophosphorylates",
    "Transphosphorylation": "transphosphorylates",
}
#: Programs that read papers: nobody has looked at what they found.
READERS = frozenset(("reach", "sparser", "trips", "medscan", "rlimsp", "eidos", "isi", "geneways", "tees", "gnbr",
                     "semrep", "cwms", "sofia", "hume", "evex", "drum", "bioexp", "llm"))  # fmt: skip

#: INDRA's name space, the prefix of a base, and what a thing named in it is. First come the most telling.
_SPACES: tuple[tuple[str, str, ConceptKind], ...] = (
    ("HGNC", "HGNC", "target"), ("UP", "UNIPROT", "target"), ("EGID", "NCBIGene", "target"), ("FPLX", "", "target"),
    ("CHEBI", "CHEBI", "drug"), ("DRUGBANK", "DRUGBANK", "drug"), ("PUBCHEM", "PUBCHEM.COMPOUND", "drug"),
    ("CHEMBL", "", "drug"), ("MONDO", "MONDO", "condition"), ("DOID", "DOID", "condition"), ("HP", "HP", "condition"),
    ("GO", "GO", "process"), ("UBERON", "UBERON", "region"), ("EFO", "EFO", "factor"), ("MESH", "MESH", "factor"),
    ("NCIT", "NCIT", "factor"),
)  # fmt: skip


def predicate_of(kind: str) -> str:
    """``Phosphorylation`` is ``phosphorylates``; each pair of opposites has two predicates."""
    return PREDICATES.get(kind) or f"{kind.lower().removesuffix('ation')}ates"


def grounding(references: Any) -> tuple[str, ConceptKind, tuple[str, ...]]:
    """Of an agent's ``db_refs``: what tells it from others (empty without), its kind, and its references in a base."""
    known = references if isinstance(references, dict) else {}
    key, kind, found = "", "factor", []
    for space, prefix, what in _SPACES:
        value = known.get(space)
        value = value[0] if isinstance(value, list) and value else value
        if not isinstance(value, str) or not value:
            continue
        local = value.rpartition(":")[2]
        key, kind = (key, kind) if key else (f"{space}:{local}", what)
        if prefix in PREFIXES and CURIE.match(f"{prefix}:{local}"):
            found.append(f"{prefix}:{local}")
    return key, kind, tuple(found)  # type: ignore[return-value]
