"""KB106: an identifier that cannot be one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Source, Study
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.walk import records

RULE = Rule("KB106", "bad-identifier", "error", "a DOI, PMID, PMCID, URL or registry number has not its form")

_FORMS: dict[str, tuple[re.Pattern[str], str]] = {
    "DOI": (re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[!-~]+\Z"), "write the bare DOI: 10.1000/xyz123"),
    "PMID": (re.compile(r"[1-9][0-9]{0,8}\Z"), "write the number only"),
    "PMCID": (re.compile(r"PMC[1-9][0-9]{0,8}\Z"), "write PMC and the number"),
    "URL": (
        re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.\-]*(?::[0-9]{1,5})?(?:[/?#][^\s<>\"\\^`{|}\x00-\x20\x7f]*)?\Z"),
        "write an http or https address",
    ),
}
#: Registers whose numbers have a known form; the start tells which. Others are taken as they are.
_REGISTERS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("NCT", re.compile(r"NCT[0-9]{8}\Z"), "NCT and eight digits"),
    ("ISRCTN", re.compile(r"ISRCTN[0-9]{8}\Z"), "ISRCTN and eight digits"),
    ("ACTRN", re.compile(r"ACTRN[0-9]{14}p?\Z"), "ACTRN and fourteen digits"),
    ("EUDRACT", re.compile(r"EudraCT[ :]?[0-9]{4}-[0-9]{6}-[0-9]{2}\Z"), "EudraCT 2016-003990-17"),
    ("EUCTR", re.compile(r"EUCTR[0-9]{4}-[0-9]{6}-[0-9]{2}(?:-[A-Z]{2,3})?\Z"), "EUCTR2011-001520-37-SE"),
    ("CRD", re.compile(r"CRD[0-9]{8,15}\Z"), "CRD and its digits"),
)
_ANY_REGISTER = re.compile(r"(?=.*[0-9])[!-~]{4,40}\Z")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each identifier that does not have its form: links and twins would be missed."""
    for source, home in records(loaded.base, Source):
        for field, (form, hint) in _FORMS.items():
            written = getattr(source.csl, field)
            if written is not None and not form.match(written):
                yield Finding(*inside(home, "csl", field), f"{written!r} is not a {field}", hint)
    for study, home in records(loaded.base, Study):
        for index, number in enumerate(study.registry):
            hint = _misfit(number)
            if hint:
                message = f"{number!r} is not a registry number"
                yield Finding(*inside(home, "registry", index), message, hint)


def _misfit(number: str) -> str:
    for start, form, hint in _REGISTERS:
        if number.upper().startswith(start):
            return "" if form.match(number) else f"write {hint}"
    return "" if _ANY_REGISTER.match(number) else "write the number alone, without spaces"
