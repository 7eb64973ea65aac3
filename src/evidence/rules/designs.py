"""Groups of study designs and source kinds that several rules speak of."""

from __future__ import annotations

SYNTHESES = frozenset(("meta-analysis", "systematic-review", "guideline"))

#: May hold a synthesis of other people's studies beside its own record.
MAY_SYNTHESISE = SYNTHESES | {"regulatory-record"}

OBSERVATIONAL = frozenset(
    ("cohort", "case-control", "cross-sectional", "case-series", "case-report", "pharmacovigilance")
)

#: Documents that report data of their own, so that what they say is an evidence line and not an assertion.
WITH_DATA = frozenset(("journal-article", "preprint", "systematic-review", "meta-analysis", "registry-entry"))
