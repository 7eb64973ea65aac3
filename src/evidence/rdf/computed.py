"""What the program computed, as triples of its own graph: verdicts, votes, clusters and tiers. Never mixed up with what
people wrote: each verdict and vote says which computation it came from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from evidence.rdf import ntriples as nt
from evidence.rdf.namespaces import term
from evidence.rdf.ntriples import Triple
from evidence.rdf.records import Writer
from evidence.store import Store

_COUNTS = (
    ("for", "ev:countFor"),
    ("against", "ev:countAgainst"),
    ("mixed", "ev:countMixed"),
    ("neutral", "ev:countNeutral"),
)


def computed(store: Store, writer: Writer) -> Iterator[Triple]:
    """Everything computed, in a fixed order."""
    yield from _computation(store, writer)
    for row in store.each("SELECT id, kind, data FROM verdict ORDER BY id, kind"):
        yield from _verdict(writer, row["id"], row["kind"], json.loads(row["data"]))
    for row in store.each("SELECT * FROM vote ORDER BY claim, cluster"):
        yield from _vote(writer, dict(row))
    yield from _marks(store, writer)


def _computation(store: Store, writer: Writer) -> Iterator[Triple]:
    about = _computation_of(writer)
    yield Triple(about, term("rdf:type"), term("prov:Activity"))
    yield Triple(about, term("rdf:type"), term("ev:Computation"))
    yield Triple(about, term("prov:used"), nt.address(writer.base))
    yield Triple(about, term("ev:method"), nt.text(store.meta["method"]))
    yield Triple(about, term("ev:contentSha256"), nt.text(store.meta["content"]))
    yield Triple(about, term("ev:program"), nt.text(store.meta["program"]))


def _computation_of(writer: Writer) -> str:
    return nt.below(writer.base, "computation")


def _verdict(writer: Writer, name: str, kind: str, data: dict[str, Any]) -> Iterator[Triple]:
    target, verdict = writer.node(kind, name), writer.node(kind, name, "verdict")
    yield Triple(target, term("ev:verdict"), verdict)
    yield Triple(verdict, term("rdf:type"), term("ev:ComputedVerdict"))
    yield Triple(verdict, term("rdf:type"), term("sepio:0000001"))
    yield Triple(verdict, term("ev:about"), target)
    yield Triple(verdict, term("prov:wasGeneratedBy"), _computation_of(writer))
    yield Triple(verdict, term("ev:word"), writer.code("Word", data["word"]))
    if data["direction"]:
        yield Triple(verdict, term("ev:sign"), writer.code("Sign", data["direction"]))
    yield Triple(verdict, term("ev:certainty"), writer.code("Certainty", data["certainty"]))
    if tier := data["tier" if kind == "hypothesis" else "deciding_tier"]:
        yield Triple(verdict, term("ev:decidingTier"), writer.code("Tier", tier))
    if kind == "claim":
        yield from _claim_verdict(writer, verdict, data)
    elif data["decided_by"]:
        yield Triple(verdict, term("ev:decidedBy"), writer.node("claim", data["decided_by"]))


def _claim_verdict(writer: Writer, verdict: str, data: dict[str, Any]) -> Iterator[Triple]:
    yield from _counts(verdict, data["independent"])
    for key, name in (("participants", "ev:participants"), ("studies_of_unknown_size", "ev:studiesOfUnknownSize"),
                      ("teams", "ev:countTeams"), ("echoes", "ev:countEchoes")):  # fmt: skip
        yield Triple(verdict, term(name), nt.number(data[key]))
    for key, name in (("reasons", "ev:reason"), ("tags", "ev:tag")):
        for item in data[key]:
            yield Triple(verdict, term(name), nt.text(item))
    if data["newest"]:
        yield Triple(verdict, term("ev:newestResult"), nt.date(data["newest"]))
    yield from _flips(writer, verdict, data["flip_set"])
    yield from _turns(writer, verdict, data["would_change"])


def _counts(subject: str, counts: dict[str, int]) -> Iterator[Triple]:
    for key, name in _COUNTS:
        yield Triple(subject, term(name), nt.number(counts[key]))


def _flips(writer: Writer, verdict: str, items: list[dict[str, Any]]) -> Iterator[Triple]:
    for item in items:
        node = nt.inside(verdict, "flip", item["cluster"])
        yield Triple(verdict, term("ev:flip"), node)
        yield Triple(node, term("rdf:type"), term("ev:Flip"))
        yield Triple(node, term("ev:cluster"), nt.text(item["cluster"]))
        yield from _becomes(writer, node, item)
        for study in item["studies"]:
            yield Triple(node, term("ev:withoutStudy"), writer.node("study", study))


def _turns(writer: Writer, verdict: str, items: list[dict[str, Any]]) -> Iterator[Triple]:
    for item in items:
        node = nt.inside(verdict, "turn", item["add"])
        yield Triple(verdict, term("ev:wouldChange"), node)
        yield Triple(node, term("rdf:type"), term("ev:Turn"))
        yield Triple(node, term("ev:addSign"), writer.code("Sign", item["add"]))
        yield Triple(node, term("ev:addCount"), nt.number(item["count"]))
        yield Triple(node, term("ev:tier"), writer.code("Tier", item["tier"]))
        yield from _becomes(writer, node, item)


def _becomes(writer: Writer, node: str, item: dict[str, Any]) -> Iterator[Triple]:
    yield Triple(node, term("ev:becomes"), writer.code("Word", item["becomes"]))
    if item["direction"]:
        yield Triple(node, term("ev:sign"), writer.code("Sign", item["direction"]))


def _vote(writer: Writer, row: dict[str, Any]) -> Iterator[Triple]:
    vote = writer.node("claim", row["claim"], "vote", row["cluster"])
    yield Triple(writer.node("claim", row["claim"]), term("ev:vote"), vote)
    yield Triple(vote, term("rdf:type"), term("ev:Vote"))
    yield Triple(vote, term("prov:wasGeneratedBy"), _computation_of(writer))
    yield Triple(vote, term("ev:cluster"), nt.text(row["cluster"]))
    yield Triple(vote, term("ev:sign"), writer.code("Sign", row["sign"]))
    yield Triple(vote, term("ev:tier"), writer.code("Tier", row["tier"]))
    yield Triple(vote, term("ev:certainty"), writer.code("Certainty", row["level"]))
    if row["people"] is not None:
        yield Triple(vote, term("ev:participants"), nt.number(row["people"]))
    if row["dated"]:
        yield Triple(vote, term("ev:dated"), nt.date(row["dated"]))
    for key, name, kind in (("studies", "ev:ofStudy", "study"), ("lines", "ev:fromLine", "line")):
        for item in json.loads(row[key]):
            yield Triple(vote, term(name), writer.node(kind, item))
    for step in json.loads(row["steps"]):
        yield Triple(vote, term("ev:reason"), nt.text(step))


def _marks(store: Store, writer: Writer) -> Iterator[Triple]:
    """What was found out about single studies, lines and documents on the way."""
    for row in store.each("SELECT id, cluster, first_day FROM study ORDER BY id"):
        study = writer.node("study", row["id"])
        yield Triple(study, term("ev:cluster"), nt.text(row["cluster"]))
        if row["first_day"]:
            yield Triple(study, term("ev:firstReported"), nt.date(row["first_day"]))
    for row in store.each("SELECT id, tier, counted, why_not FROM line ORDER BY id"):
        line = writer.node("line", row["id"])
        yield Triple(line, term("ev:tier"), writer.code("Tier", row["tier"]))
        yield Triple(line, term("ev:counted"), nt.boolean(bool(row["counted"])))
        if row["why_not"]:
            yield Triple(line, term("ev:whyNotCounted"), nt.text(row["why_not"]))
    for row in store.each("SELECT id, short, is_echo FROM source ORDER BY id"):
        source = writer.node("source", row["id"])
        yield Triple(source, term("dcterms:bibliographicCitation"), nt.text(row["short"]))
        yield Triple(source, term("ev:isEcho"), nt.boolean(bool(row["is_echo"])))
