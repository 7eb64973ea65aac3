"""The services that are asked about documents: one file each. Their base addresses are parameters."""

from __future__ import annotations

import os
from typing import NamedTuple


class Services(NamedTuple):
    """Where each service is asked, without a slash at the end."""

    crossref: str = "https://api.crossref.org"
    europepmc: str = "https://www.ebi.ac.uk/europepmc/webservices/rest"
    pubmed: str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
    clinicaltrials: str = "https://clinicaltrials.gov/api/v2"


def services_of() -> Services:
    """The services, or mirrors of them that the environment names (``EVIDENCE_CROSSREF`` …)."""
    usual = Services()
    return Services(
        *(os.environ.get(f"EVIDENCE_{name.upper()}", getattr(usual, name)).rstrip("/") for name in Services._fields)
    )
