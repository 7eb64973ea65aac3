"""``ask``: a question or statement in plain words → the claims and hypotheses it is about, with both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evidence.search.heard import Heard, hear
from evidence.search.rank import Ranked, Ranking, rank
from evidence.search.sides import SIGNS, echoes, sides, verdict_of
from evidence.search.world import Unit, World
from evidence.store.claims import overrides
from evidence.store.open import Store

if TYPE_CHECKING:
    from evidence.verdict import Scope

#: How many matches an answer holds unless told; of a question for a whole group, all of them.
FEW = 5
#: How many nearest claims are offered for a question that was not understood.
_OFFERED = 3
#: The most names that are compared with a word that was not understood.
_COMPARED = 500
#: A match this much worse than the best is not what was asked.
_WORTH = 0.35


def ask(store: Store, question: str, scope: Scope | None = None, limit: int | None = None) -> dict[str, Any]:
    """Answer a question; ``understood`` is false when the base does not know what it is about."""
    world = World(store)
    heard = hear(store, question)
    ranking = rank(world, heard)
    unknown = [unit.text for unit in ranking.units if not unit.reach]
    return {
        "question": question,
        "understood": ranking.understood,
        "matches": [_match(store, match, scope) for match in _chosen(store, ranking, limit)],
        "overview": ranking.overview,
        "concepts": _concepts(store, heard),
        "corrected": heard.corrected,
        "negated": heard.negated,
        "names_subject": not world.subjects or world.is_anchored(ranking.units),
        "subjects": world.subjects,
        "unknown_words": unknown,
        "nearest_names": [] if ranking.understood else _nearest_names(store, ranking.units),
    }


def _chosen(store: Store, ranking: Ranking, limit: int | None) -> list[Ranked]:
    if not ranking.understood:
        return [match for match in ranking.matches if match.score > 0.05][: limit or _OFFERED]
    if ranking.overview:
        return _whole(store, ranking)[:limit]
    least = _WORTH * ranking.matches[0].score
    return [match for match in ranking.matches if match.score >= least][: limit or FEW]


def _whole(store: Store, ranking: Ranking) -> list[Ranked]:
    """A whole group, every member of which is what was asked: the best or the best studied first."""
    names = [match.id for match in ranking.matches]
    if ranking.overview == "hypotheses":
        rows = store.among("SELECT id, place FROM verdict WHERE id IN ({marks}) AND kind = 'hypothesis'", names)
    else:
        rows = store.among("SELECT claim, -count(*) FROM vote WHERE claim IN ({marks}) GROUP BY claim", names)
    places = {row[0]: row[1] for row in rows}
    found = sorted(ranking.matches, key=lambda match: (places.get(match.id, 0), match.id))
    return [match._replace(score=1.0) for match in found]


def _match(store: Store, match: Ranked, scope: Scope | None) -> dict[str, Any]:
    item = (match.kind, match.id)
    table = "claim" if match.kind == "claim" else "hypothesis"
    row = store.row(f"SELECT statement FROM {table} WHERE id = ?", match.id)  # noqa: S608  (names of our own)
    studies = sides(store, item, scope)
    return {
        "id": match.id,
        "kind": match.kind,
        "score": match.score,
        "statement": row["statement"] if row else "",
        "verdict": verdict_of(store, item, scope),
        **{sign: [study["id"] for study in studies if study["sign"] == sign] for sign in SIGNS},
        "echoes": echoes(store, item, scope),
        "overrides": overrides(store, match.id),
        "studies": studies,
    }


def _concepts(store: Store, heard: Heard) -> list[dict[str, str]]:
    names = dict.fromkeys(concept for mention in heard.mentions for concept in mention.concepts)
    marks = ", ".join("?" * len(names))
    rows = store.rows(f"SELECT id, label FROM concept WHERE id IN ({marks})", *names)  # noqa: S608  (marks only)
    labels = {row["id"]: row["label"] for row in rows}
    return [{"id": name, "label": labels[name]} for name in names if name in labels]


def _nearest_names(store: Store, units: list[Unit]) -> list[str]:
    """Names in the base that begin alike and look like what was not understood."""
    from evidence.ids import nearest

    found = {}
    for word in [unit.text for unit in units if not unit.reach and 4 < len(unit.text) < 40][:5]:
        found[nearest(word, _beginning_like(store, word))] = True
    return [name for name in found if name]


def _beginning_like(store: Store, word: str) -> list[str]:
    """The names that share the first letter of a word, or as many more as leave few enough to compare."""
    sql = "SELECT DISTINCT name FROM concept_name WHERE name >= ? AND name < ? ORDER BY name LIMIT ?"
    names: list[str] = []
    for size in range(1, len(word)):
        rows = store.rows(sql, word[:size], word[:size] + "\U0010ffff", _COMPARED + 1)
        names = [row[0] for row in rows]
        if len(names) <= _COMPARED:
            break
    return names[:_COMPARED]
