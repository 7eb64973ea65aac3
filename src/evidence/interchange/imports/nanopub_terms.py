"""Addresses as nanopublications write them: their last words, and the CURIE that a base has for them."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote_plus

from evidence.ids import CURIE, PREFIXES

_ADDRESSES = (
    *((base, prefix) for prefix, base in PREFIXES.items()),
    ("http://identifiers.org/ncbigene/", "NCBIGene"), ("http://www.ncbi.nlm.nih.gov/gene/", "NCBIGene"),
    ("http://linkedlifedata.com/resource/umls/id/", "UMLS"), ("http://purl.uniprot.org/uniprot/", "UNIPROT"),
    ("http://www.genenames.org/cgi-bin/gene_symbol_report?hgnc_id=", "HGNC"),
    ("http://purl.uniprot.org/taxonomy/", "NCBITaxon"),
)  # fmt: skip


def local_name(node: Any) -> str:
    """What stands behind the last ``/`` or ``#``."""
    return unquote_plus(re.split(r"[/#]", str(node).rstrip("/#"))[-1]) or str(node)


def curie_of(written: str) -> str:
    """The CURIE of an address below a base that is known; empty for others."""
    found = next((f"{prefix}:{written[len(base) :]}" for base, prefix in _ADDRESSES if written.startswith(base)), "")
    return found if CURIE.match(found) else ""
