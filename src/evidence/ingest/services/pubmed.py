"""PubMed through NCBI's E-utilities, as MEDLINE text: the one form that the reader of files reads too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evidence.errors import EvidenceError
from evidence.ingest.described import Described
from evidence.ingest.http import Client
from evidence.ingest.http_reply import Question

NAME = "PubMed"
_HOSTS = frozenset(("eutils.ncbi.nlm.nih.gov",))
#: E-utilities asks not to be given more than some 200 numbers in an address.
BATCH = 100


def records(pmids: Iterable[str], client: Client, base: str, days: int = 7) -> tuple[Mapping[str, Described], str]:
    """The records with these PubMed numbers, by number, and the day of the oldest answer.

    A number that PubMed does not hold is missing. Raises ``EvidenceError`` for an answer that is no MEDLINE text.
    """
    from evidence.ingest.formats.medline import read

    wanted = sorted(set(pmids), key=int)
    found: dict[str, Described] = {}
    days_asked = []
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        url = f"{base}/efetch.fcgi?db=pubmed&id={','.join(some)}&rettype=medline&retmode=text&tool=evidence"
        answer = client.ask(Question(NAME, url, ("text/plain",), _HOSTS, days))
        days_asked.append(answer.asked_on)
        items = list(read(answer.body, f"{NAME}, asked on {answer.asked_on}")) if answer.body.strip() else []
        given = [item for item in items if isinstance(item, Described)]
        if items and not given and b"not available" not in answer.body:
            raise EvidenceError(f"{NAME} sent what is no MEDLINE text", "try again later")
        found.update((item.csl.PMID, item) for item in given if item.csl.PMID in some)
    return found, min(days_asked, default="")
