"""``find``: any record by its words, its id, or the number that other databases know it by."""

from __future__ import annotations

import re
from typing import Any

from evidence.search import words as english
from evidence.store.open import Store

KINDS = ("claim", "hypothesis", "concept", "study", "source")
ALL_WORDS, SOME_WORDS = "all words", "some words"
_MOST_WORDS = 32
#: Best first: a word in the title weighs more than one in a name, and that more than one in the body.
_MATCHING = (
    "SELECT d.id, d.kind, d.title, snippet(document_text, -1, '', '', '…', 16) AS snippet"
    " FROM document_text t JOIN document d ON d.rowid = t.rowid WHERE t.document_text MATCH ? AND d.kind IN ({marks})"
    " ORDER BY bm25(document_text, 8.0, 4.0, 2.0), d.rowid LIMIT ?"
)
_IDS = (
    ("id", "SELECT kind, id FROM record WHERE id = ? ORDER BY kind"),
    ("evidence line", "SELECT 'study', study FROM line WHERE id = ?"),
    ("assertion", "SELECT 'source', source FROM assertion WHERE id = ?"),
)
_NUMBERS = (
    (re.compile(r"10\.\d{4,9}/.+"), "SELECT 'source', id FROM source WHERE lower(doi) = ?"),
    (re.compile(r"(?<!\S)\d{1,9}$"), "SELECT 'source', id FROM source WHERE pmid = ?"),
    (re.compile(r"(?<!\S)pmc\d+$"), "SELECT 'source', id FROM source WHERE lower(pmcid) = ?"),
    (re.compile(r"(?<!\S)[a-z]{2,}[\w-]*\d$"), "SELECT 'study', study FROM study_registry WHERE lower(number) = ?"),
)
#: A longer word is no number.
_LONGEST = 200


def find(store: Store, text: str, kinds: tuple[str, ...] = (), limit: int = 10) -> dict[str, Any]:
    """The records that ``text`` names or describes: by id or number first, then with all its words, then with some."""
    wanted = kinds or KINDS
    spoken = list(dict.fromkeys(english.tokens(english.normal(text))))
    said = ([word for word in spoken if word not in english.STOP] or spoken)[:_MOST_WORDS]
    counts = {word: _count(store, word) for word in said}
    found = [_named(store, kind, name, how) for kind, name, how in _by_number(store, text) if kind in wanted]
    exact = bool(found)
    found += _by_words(store, " AND ".join(map(_quote, said)), wanted, limit, ALL_WORDS)
    if not exact and len(found) < limit:
        found += _by_words(store, " OR ".join(map(_quote, _rarest(counts))), wanted, limit, SOME_WORDS)
    first: dict[tuple[str, str], dict[str, Any]] = {}
    for item in found:
        first.setdefault((item["kind"], item["id"]), item)
    missing = [] if exact else [word for word, count in counts.items() if not count]
    return {"text": text, "words": said, "missing": missing, "found": list(first.values())[:limit]}


def _by_number(store: Store, text: str) -> list[tuple[str, str, str]]:
    """Exact names: ids of records, evidence lines and assertions, DOI, PMID, PMCID and registry numbers."""
    plain = text[: english.MAX_CHARACTERS].encode("utf-8", "replace").decode().strip()
    names = dict.fromkeys((plain, plain.casefold(), plain.casefold().replace(" ", "-")))
    found = []
    for name in names:
        for how, sql in _IDS:
            found += [(row[0], row[1], how) for row in store.rows(sql, name)]
    for word in plain.casefold().split()[: english.MAX_TOKENS]:
        number = word.strip(".,;()[]\"'").removeprefix("pmid:").removeprefix("doi:")
        for pattern, sql in _NUMBERS if len(number) <= _LONGEST else ():
            if match := pattern.search(number):
                found += [(row[0], row[1], "number") for row in store.rows(sql, match[0])]
    return list(dict.fromkeys(found))


def _named(store: Store, kind: str, name: str, how: str) -> dict[str, Any]:
    row = store.row("SELECT label FROM record WHERE id = ? AND kind = ?", name, kind)
    return {"id": name, "kind": kind, "title": row["label"] if row else name, "snippet": "", "by": how}


def _by_words(store: Store, expression: str, kinds: tuple[str, ...], limit: int, how: str) -> list[dict[str, Any]]:
    if not expression:
        return []
    marks = ", ".join("?" * len(kinds))
    sql = _MATCHING.format(marks=marks)
    return [{**dict(row), "by": how} for row in store.rows(sql, expression, *kinds, limit)]


def _rarest(counts: dict[str, int]) -> list[str]:
    """The rarer half of the words that stand in the base at all; common ones would find nearly everything."""
    known = sorted((count, word) for word, count in counts.items() if count)
    return [word for _, word in known[: max(2, (len(known) + 1) // 2)]]


def _count(store: Store, word: str) -> int:
    row = store.row("SELECT count(*) FROM document_text WHERE document_text MATCH ?", _quote(word))
    return int(row[0]) if row else 0


def _quote(word: str) -> str:
    return f'"{word}"'
