"""A base as table rows, in a fixed order."""

from __future__ import annotations

import json
import string
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from evidence import said
from evidence.base import KIND_NAMES, Base
from evidence.cases import Cases, line_facts
from evidence.lint import Report
from evidence.method import Method
from evidence.model import Citation, Figure, Source
from evidence.plain import to_plain
from evidence.plain_words import is_short, key, words
from evidence.verdict import HypothesisVerdict, Proof, last_day, prove, weigh
from evidence.verdict.admit import tier_of
from evidence.verdict.report import hypothesis_json, verdict_json, votes_json, why_not

Row = tuple[Any, ...]


class Compiled(NamedTuple):
    """Everything that goes into the file."""

    base: Base
    cases: Cases
    method: Method
    method_name: str
    proofs: dict[str, Proof]
    hypotheses: dict[str, HypothesisVerdict]
    report: Report
    meta: dict[str, str]


def compile_base(base: Base, method: Method, method_name: str, report: Report, meta: dict[str, str]) -> Compiled:
    """Compute every verdict of a base."""
    cases = Cases(base)
    proofs = {claim.id: prove(cases.case(claim), method) for claim in base.claims.values()}
    verdicts = {claim: proof.verdict for claim, proof in proofs.items()}
    hypotheses = {item.id: weigh(item.tests, verdicts) for item in base.hypotheses.values()}
    return Compiled(base, cases, method, method_name, proofs, hypotheses, report, meta)


def dumps(value: Any) -> str:
    """Compact JSON, keys in the order given."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def short_citation(source: Source) -> str:
    """``Williams 2018``, or the title where there is no author, as space allows."""
    csl = source.csl
    year = f" {csl.issued[:4]}" if csl.issued else ""
    if csl.author:
        first = csl.author[0]
        name = first.family or first.literal or source.id
        return name + (" et al." if csl.et_al or len(csl.author) > 2 else "") + year
    name = csl.container_title or csl.title or source.id
    return (name if len(name) <= 40 else name[:39] + "…") + year


def _meta(c: Compiled) -> Iterator[Row]:
    yield from sorted(c.meta.items())


def _record(c: Compiled) -> Iterator[Row]:
    for record, home in sorted(c.base.entries, key=lambda entry: (entry[0].id, KIND_NAMES[type(entry[0])])):
        label = getattr(record, "label", None) or getattr(record, "statement", None)
        if isinstance(record, Source):
            label = record.csl.title or short_citation(record)
        yield record.id, KIND_NAMES[type(record)], label or record.id, home.path, home.line, dumps(to_plain(record))


def _concept(c: Compiled) -> Iterator[Row]:
    for item in c.base.concepts.values():
        yield item.id, item.kind, item.label, item.definition


def _concept_name(c: Compiled) -> Iterator[Row]:
    for item in c.base.concepts.values():
        names = dict.fromkeys((item.label.casefold(), *(name.casefold() for name in item.synonyms)))
        for name in names:
            yield name, item.id, name == item.label.casefold()


def _concept_key(c: Compiled) -> Iterator[Row]:
    for item in c.base.concepts.values():
        forms: dict[tuple[str, ...], set[str]] = {}
        for name in (item.label, *item.synonyms):
            if found := key(words(name)):
                forms.setdefault(found, set()).add(name)
        for part, written in forms.items():
            yield " ".join(part), item.id, "\n".join(sorted(written)) if is_short(part) else None


def _concept_said(c: Compiled) -> Iterator[Row]:
    for item in c.base.concepts.values():
        for name in sorted({said.key(said.tokens(said.normal(name))) for name in (item.label, *item.synonyms)} - {""}):
            yield name, item.id


def _concept_claims(c: Compiled) -> Iterator[Row]:
    yield from sorted(Counter(item.subject for item in c.base.claims.values()).items())


def _concept_ancestor(c: Compiled) -> Iterator[Row]:
    for concept, above in c.base.ancestors.items():
        for ancestor in sorted(above - {concept}):
            yield concept, ancestor


def _concept_xref(c: Compiled) -> Iterator[Row]:
    for item in c.base.concepts.values():
        for curie in dict.fromkeys(item.xrefs):
            yield item.id, curie


def _source(c: Compiled) -> Iterator[Row]:
    for item in c.base.sources.values():
        csl: Citation = item.csl
        yield (
            item.id, item.kind, csl.title, short_citation(item), csl.container_title, csl.issued, last_day(csl.issued),
            csl.DOI, csl.PMID, csl.PMCID, csl.URL, item.standing.status, last_day(item.standing.date),
            item.kind in c.method.echo_kinds,
        )  # fmt: skip


def _source_study(c: Compiled) -> Iterator[Row]:
    for study, sources in c.base.reporting.items():
        for source in sources:
            yield source, study


def _source_origin(c: Compiled) -> Iterator[Row]:
    for item in c.base.sources.values():
        for origin in dict.fromkeys(item.derived_from):
            yield item.id, origin


def _assertion(c: Compiled) -> Iterator[Row]:
    for source, item in c.base.assertions():
        yield (
            item.id, source.id, item.claim, item.stance, item.statement, item.wording, item.causal_level, item.study,
            item.via, item.locator, item.drift,
        )  # fmt: skip


def _study(c: Compiled) -> Iterator[Row]:
    clusters = c.cases.clusters
    for item in c.base.studies.values():
        days = [day for name in c.base.reporting[item.id] if (day := c.cases.sources[name].date)]
        given = item.intervention
        yield (
            item.id, item.label, item.design, item.masking, item.population, given.drug, given.dose, given.route,
            item.control, item.comparator, item.timepoint, c.cases.studies[item.id].n, item.team, item.cohort, item.pools,
            item.includes_complete, clusters[item.id], c.cases.near[item.id], min(days, default=None),
        )  # fmt: skip


def _pairs(name: str) -> Callable[[Compiled], Iterator[Row]]:
    def rows(c: Compiled) -> Iterator[Row]:
        for item in c.base.studies.values():
            for value in dict.fromkeys(getattr(item, name)):
                yield item.id, value

    return rows


def _line(c: Compiled) -> Iterator[Row]:
    reasons = {line: reason for proof in c.proofs.values() for line, reason in why_not(proof).items()}
    lines = ((study, place, line) for study in c.base.studies.values() for place, line in enumerate(study.evidence))
    for study, position, line in lines:
        claim = c.base.claims[line.claim]
        facts = line_facts(study, line, line.id in c.cases.failed)
        tier = tier_of(facts, c.cases.sources[line.source], c.cases.studies[study.id], claim.profile, c.method)
        reason = reasons.get(line.id)
        yield (
            line.id, study.id, position, line.claim, line.source, line.direction, line.directness, line.role,
            line.outcome_role, line.manipulates, line.causal_level, line.status, " ".join(facts.species),
            facts.population, line.finding, line.locator, line.note, facts.failed_check, tier.id, reason is None, reason,
        )  # fmt: skip


def _figure(c: Compiled) -> Iterator[Row]:
    owners: list[tuple[str, tuple[Figure, ...]]] = [(line.id, line.figures) for _, line in c.base.lines()]
    owners += [(item.id, item.figures) for _, item in c.base.assertions()]
    for owner, figures in owners:
        for position, figure in enumerate(figures):
            yield owner, position, figure.name, figure.op, figure.value, figure.unit, figure.note


def _effect(c: Compiled) -> Iterator[Row]:
    for _, line in c.base.lines():
        if (item := line.effect) is not None:
            yield (
                line.id, item.measure, item.outcome, item.timepoint, item.better, item.value, item.low, item.high,
                item.se, item.level,
            )  # fmt: skip


def _claim(c: Compiled) -> Iterator[Row]:
    for item in c.base.claims.values():
        facts = c.cases.claim_facts(item)
        yield (
            item.id, item.group, item.profile, item.subject, item.predicate, item.object, item.statement,
            " ".join(facts.species), " ".join(facts.routes), " ".join(sorted(facts.kin)),
            max((search.date for search in item.searched), default=None),
        )  # fmt: skip


def _claim_phrasing(c: Compiled) -> Iterator[Row]:
    for item in c.base.claims.values():
        for phrasing in dict.fromkeys(item.phrasings):
            yield item.id, phrasing


def _claim_opposes(c: Compiled) -> Iterator[Row]:
    for item in c.base.claims.values():
        for other in dict.fromkeys(item.opposes):
            yield item.id, other


def _hypothesis(c: Compiled) -> Iterator[Row]:
    for item in c.base.hypotheses.values():
        yield item.id, item.label, item.statement


def _hypothesis_claim(c: Compiled) -> Iterator[Row]:
    for item in c.base.hypotheses.values():
        for role, claims in (("tests", item.tests), ("bears", item.bears)):
            for position, claim in enumerate(claims):
                yield item.id, role, position, claim


def _hypothesis_rival(c: Compiled) -> Iterator[Row]:
    for item in c.base.hypotheses.values():
        for rival in dict.fromkeys(item.rivals):
            yield item.id, rival


def _chain_step(c: Compiled) -> Iterator[Row]:
    for item in c.base.hypotheses.values():
        for position, step in enumerate(item.chain):
            yield item.id, position, step.from_, step.to, step.claim, step.gap


def _verdict(c: Compiled) -> Iterator[Row]:
    told: dict[str, set[str]] = {}
    for source, assertion in c.base.assertions():
        told.setdefault(assertion.claim, set()).add(source.id)
    for claim, proof in c.proofs.items():
        echoes = told.get(claim, set()) | {line.source for line in proof.echoes}
        data = verdict_json(proof, len(echoes), c.method_name, c.base.info.as_of)
        counts = data["independent"]
        yield (
            claim, "claim", data["word"], data["direction"], proof.verdict.place, data["certainty"], counts["for"],
            counts["against"], counts["mixed"], counts["neutral"], data["echoes"], dumps(data),
        )  # fmt: skip
    for name, found in c.hypotheses.items():
        place = c.proofs[found.decided_by].verdict.place if found.decided_by else 4
        data = hypothesis_json(found, c.method_name, c.base.info.as_of)
        empty = (None,) * 6
        yield name, "hypothesis", found.word, found.direction, place, *empty, dumps(data)


def _vote(c: Compiled) -> Iterator[Row]:
    for claim, proof in c.proofs.items():
        tiers = c.method.tiers[c.base.claims[claim].profile]
        for item in votes_json(proof):
            yield (
                claim, item["cluster"], item["sign"], tiers[item["tier"]].id, item["level"], item["people"],
                item["dated"], dumps(item["studies"]), dumps(item["lines"]), dumps(item["steps"]),
            )  # fmt: skip


def _diagnostic(c: Compiled) -> Iterator[Row]:
    for item in c.report.diagnostics:
        yield (*item[:8],)


def _document(c: Compiled) -> Iterator[Row]:
    from evidence.database.documents import documents

    for number, found in enumerate(documents(c.base), start=1):
        yield (number, *found)


def _spelling(c: Compiled) -> Iterator[Row]:
    from evidence.database.documents import documents

    times: Counter[str] = Counter()
    for _, kind, *texts in documents(c.base):
        if kind in ("claim", "concept", "hypothesis"):
            parts = " ".join(texts).casefold().split()
            times.update(
                word for part in parts if part[0].isalpha() and (word := part.strip(string.punctuation)).isalpha()
            )
    yield from sorted(times.items())


TABLES: tuple[tuple[str, Callable[[Compiled], Iterator[Row]]], ...] = (
    ("meta", _meta),
    ("record", _record),
    ("concept", _concept),
    ("concept_name", _concept_name),
    ("concept_key", _concept_key),
    ("concept_said", _concept_said),
    ("concept_claims", _concept_claims),
    ("concept_ancestor", _concept_ancestor),
    ("concept_xref", _concept_xref),
    ("source", _source),
    ("source_study", _source_study),
    ("source_origin", _source_origin),
    ("assertion", _assertion),
    ("study", _study),
    ("study_species", _pairs("species")),
    ("study_registry", _pairs("registry")),
    ("study_part", _pairs("part_of")),
    ("study_includes", _pairs("includes")),
    ("line", _line),
    ("figure", _figure),
    ("effect", _effect),
    ("claim", _claim),
    ("claim_phrasing", _claim_phrasing),
    ("claim_opposes", _claim_opposes),
    ("hypothesis", _hypothesis),
    ("hypothesis_claim", _hypothesis_claim),
    ("hypothesis_rival", _hypothesis_rival),
    ("chain_step", _chain_step),
    ("verdict", _verdict),
    ("vote", _vote),
    ("diagnostic", _diagnostic),
    ("document", _document),
    ("spelling", _spelling),
)
