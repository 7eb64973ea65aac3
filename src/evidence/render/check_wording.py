"""What a finding proposes: words to put in place of the sentence, or advice on what to do with it."""

from __future__ import annotations

from evidence.reading.judge.findings import Finding

#: Codes whose suggestion tells a writer what to do; that of all others is a sentence to say instead.
ADVICE = frozenset(("EV001", "EV205", "EV302", "EV303", "EV401"))


def milder(finding: Finding) -> str:
    """The sentence that the evidence would carry, or nothing."""
    return "" if finding.code in ADVICE else finding.suggestion


def proposal(finding: Finding) -> str:
    """The suggestion with a word before it that says what it is; nothing where there is none."""
    if not finding.suggestion:
        return ""
    return finding.suggestion if finding.code in ADVICE else f"Instead: {finding.suggestion}"
