"""KB105: two sources with one DOI, PMID or PMCID."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Source
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.walk import records

RULE = Rule("KB105", "shared-alias", "error", "two sources share a DOI, PMID or PMCID")

_ADDRESSES = ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each identifier at the second source that carries it; case makes no difference."""
    seen: dict[tuple[str, str], str] = {}
    for source, home in records(loaded.base, Source):
        for field in ("DOI", "PMID", "PMCID"):
            written = getattr(source.csl, field)
            if not written:
                continue
            first = seen.setdefault((field, _bare(written)), source.id)
            if first != source.id:
                message = f"the {field} {written!r} is already that of {first}"
                hint = "one document is one source; merge the two records or mend the identifier"
                yield Finding(*inside(home, "csl", field), message, hint, (loaded.base.homes[first].path,))


def _bare(written: str) -> str:
    text = written.strip().lower()
    for address in _ADDRESSES:
        text = text.removeprefix(address)
    return text
