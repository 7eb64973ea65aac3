"""KB103: an id that no record has."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.base import Base
from evidence.ids import nearest_hint
from evidence.loader import Loaded, placed
from evidence.rules.references import fits, references
from evidence.rules.rule import Finding, Rule, inside

RULE = Rule("KB103", "unknown-reference", "error", "an id is named that no record has")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each reference to an id that no record has."""
    base = loaded.base
    unknown = [item for item in references(base) if item.id not in base.kinds]
    unread = _unread(loaded) if unknown else set()
    hints: dict[tuple[str, str], str] = {}  # the nearest id is slow to find, and one is missed often
    for reference in unknown:
        if reference.id in unread:
            continue
        key = (reference.id, reference.kind)
        hint = hints[key] = hints.get(key) or _hint(base, *key)
        message = f"{reference.field} names {reference.id!r}, but there is no such {reference.kind}"
        yield Finding(*inside(reference.home, *reference.at), message, hint)


def _hint(base: Base, name: str, kind: str) -> str:
    known = (other for other, kinds in base.kinds.items() if any(fits(its, kind) for its in kinds))
    return nearest_hint(name, known, f"add the {kind}, or name one that exists")


def _unread(loaded: Loaded) -> set[str]:
    """The ids of records that stand in a file but could not be taken in; that is reported elsewhere."""
    found: set[str] = set()
    for path, parsed in loaded.parsed.items():
        here = placed(path)
        if not parsed.troubles or here is None:
            continue
        if not here[1]:
            found.add(path.rpartition("/")[2].removesuffix(".yaml"))
        value = loaded.document(path).value
        for item in value if isinstance(value, tuple) else ():
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                found.add(item["id"])
    return found
