"""KB108: an external reference that cannot be expanded."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.ids import CURIE, PREFIXES, nearest_hint
from evidence.loader import Loaded
from evidence.model import Concept
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.walk import records

RULE = Rule("KB108", "bad-curie", "warning", "an external reference is not prefix:number with a known prefix")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each xref that is no CURIE, or whose prefix is not known."""
    for concept, home in records(loaded.base, Concept):
        for index, written in enumerate(concept.xrefs):
            prefix = written.partition(":")[0]
            if not CURIE.match(written):
                message = f"{written!r} is not of the form prefix:number"
                yield Finding(*inside(home, "xrefs", index), message, "write it such as CHEBI:6121")
            elif prefix not in PREFIXES:
                same = next((known for known in PREFIXES if known.lower() == prefix.lower()), None)
                otherwise = f"prefixes known: {', '.join(PREFIXES)}"
                hint = f"did you mean {same}?" if same else nearest_hint(prefix, PREFIXES, otherwise)
                yield Finding(*inside(home, "xrefs", index), f"the prefix {prefix!r} is not known", hint)
