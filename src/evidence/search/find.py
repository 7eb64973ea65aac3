"""``find``: any record by its words, its id, or the number that other databases know it by."""

from __future__ import annotations

import re
from typing import Any

from evidence.said import MAX_CHARACTERS, normal, tokens
from evidence.search import words as english
from evidence.store.open import Store

KINDS = ("claim", "hypothesis", "concept", "study", "source")
ALL_WORDS, SOME_WORDS = "all words", "some words"
_MOST_WORDS = 32
#: Best first: a word in the title weighs more than one in a name, and that more than one in the body.
_MATCHING = (
    "SELECT rowid, bm25(document_text, 8.0, 4.0, 2.0) AS score FROM document_text"
    " WHERE document_text MATCH ? AND rowid BETWEEN ? AND ? ORDER BY score, rowid LIMIT ?"
)
_SHOWN = (
    "SELECT d.id, d.kind, d.title, snippet(document_text, -1, '', '', '…', 16) AS snippet"
    " FROM document_text t JOIN document d ON d.rowid = t.rowid WHERE t.document_text MATCH ? AND t.rowid = ?"
)
#: Of more matches of one kind than this, the first so many are ranked: words that common tell little.
_RANKED = 2000
_COUNTED = 5000
_IDS = (
    ("id", "SELECT kind, id FROM record WHERE id = ? ORDER BY kind"),
    ("evidence line", "SELECT 'study', study FROM line WHERE id = ?"),
    ("assertion", "SELECT 'source', source FROM assertion WHERE id = ?"),
)
_NUMBERS = (
    (re.compile(r"10\.\d{4,9}/.+"), "SELECT 'source', id FROM source WHERE doi IS NOT NULL AND lower(doi) = ?"),
    (re.compile(r"(?<!\S)\d{1,9}$"), "SELECT 'source', id FROM source WHERE pmid = ?"),
    (re.compile(r"(?<!\S)pmc\d+$"), "SELECT 'source', id FROM source WHERE pmcid IS NOT NULL AND lower(pmcid) = ?"),
    (re.compile(r"(?<!\S)[a-z]{2,}[\w-]*\d$"), "SELECT 'study', study FROM study_registry WHERE lower(number) = ?"),
)
#: A longer word is no number.
_LONGEST = 200


def find(store: Store, text: str, kinds: tuple[str, ...] = (), limit: int = 10) -> dict[str, Any]:
    """The records that ``text`` names or describes: by id or number first, then with all its words, then with some."""
    wanted = kinds or KINDS
    spoken = list(dict.fromkeys(tokens(normal(text))))
    said = ([word for word in spoken if word not in english.STOP] or spoken)[:_MOST_WORDS]
    found = [_named(store, kind, name, how) for kind, name, how in _by_number(store, text) if kind in wanted]
    exact = bool(found)
    counts = {} if exact else {word: _count(store, word) for word in said}
    found += _by_words(store, " AND ".join(map(_quote, said)), wanted, limit, ALL_WORDS)
    if not exact and len(found) < limit:
        found += _by_words(store, " OR ".join(map(_quote, _rarest(counts))), wanted, limit, SOME_WORDS)
    first: dict[tuple[str, str], dict[str, Any]] = {}
    for item in found:
        first.setdefault((item["kind"], item["id"]), item)
    missing = [word for word, count in counts.items() if not count]
    return {"text": text, "words": said, "missing": missing, "found": list(first.values())[:limit]}


def _by_number(store: Store, text: str) -> list[tuple[str, str, str]]:
    """Exact names: ids of records, evidence lines and assertions, DOI, PMID, PMCID and registry numbers."""
    plain = text[:MAX_CHARACTERS].encode("utf-8", "replace").decode().strip()
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
    best = sorted(
        (row["score"], row["rowid"])
        for first, last in _ranges(store, expression, kinds)
        for row in store.rows(_MATCHING, expression, first, last, limit)
    )
    shown = (store.rows(_SHOWN, expression, number) for _, number in best[:limit])
    return [{**dict(row), "by": how} for rows in shown for row in rows]


def _ranges(store: Store, expression: str, kinds: tuple[str, ...]) -> list[tuple[int, int]]:
    """The rows of each kind that are to be ranked; documents stand in the order of their kinds."""
    ends = "SELECT rowid FROM document WHERE kind = ? ORDER BY id {} LIMIT 1"
    beyond = "SELECT rowid FROM document_text WHERE document_text MATCH ? AND rowid BETWEEN ? AND ? LIMIT 1 OFFSET ?"
    found = []
    for kind in kinds:
        first, last = (store.row(ends.format(way), kind) for way in ("ASC", "DESC"))
        if first and last:
            cut = store.row(beyond, expression, first[0], last[0], _RANKED)
            found.append((first[0], cut[0] - 1 if cut else last[0]))
    return found


def _rarest(counts: dict[str, int]) -> list[str]:
    """The rarer half of the words that stand in the base at all; common ones would find nearly everything."""
    known = sorted((count, word) for word, count in counts.items() if count)
    return [word for _, word in known[: max(2, (len(known) + 1) // 2)]]


def _count(store: Store, word: str) -> int:
    """In how many documents a word stands; of more than ``_COUNTED``, that many."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM document_text WHERE document_text MATCH ? LIMIT ?)"
    row = store.row(sql, _quote(word), _COUNTED)
    return int(row[0]) if row else 0


def _quote(word: str) -> str:
    return f'"{word}"'
