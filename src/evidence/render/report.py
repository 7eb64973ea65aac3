"""A report a clinician can print: verdict, summary of findings, both sides, harms, search, method, references."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from evidence.render.blocks import Bullets, Facts, Heading, Table, Text
from evidence.render.claims import NOTICE, qualifiers
from evidence.render.document import DocumentBlock, Numbered
from evidence.render.findings import KEY, Notes, design, summary
from evidence.render.words import DIRECTION, figure, gloss, headline, plural, size, tone, word
from evidence.store.claims import judged

_SIDES = (
    ("for", "Found for it"),
    ("against", "Found against it"),
    ("mixed", "Mixed"),
    ("neutral", "Neither for nor against"),
)


class Report(NamedTuple):
    """A report as blocks and as JSON values, with the title of its window."""

    title: str
    blocks: tuple[DocumentBlock, ...]
    data: dict[str, Any]


class References:
    """Numbers documents in the order in which they are first cited."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def cite(self, source: str) -> str:
        """``[3]``."""
        return f"[{self.numbers.setdefault(source, len(self.numbers) + 1)}]"


def report_document(data: dict[str, Any], what_if: str = "") -> Report:
    """The report of ``store.reports.report``. References are made by citeproc-py, in Vancouver style."""
    references = References()
    blocks = list(_blocks(data, references, what_if))
    listed = _listed(data, references)
    blocks += _references(data, listed)
    title = f"{data['statement']} ({data['id']})"
    kept = {key: value for key, value in data.items() if key != "sources"}
    return Report(title, tuple(blocks), {**kept, "what_if": what_if, "references": listed})


def _listed(data: dict[str, Any], references: References) -> list[dict[str, Any]]:
    from evidence.citing.items import item_of, printable
    from evidence.citing.text import bibliography

    records = [data["sources"][source] for source in references.numbers]
    texts = bibliography([printable(item_of(record), record["kind"]) for record in records], "vancouver")
    return [
        {"number": number, "source": source, "text": text}
        for (source, number), text in zip(references.numbers.items(), texts, strict=True)
    ]


def _blocks(data: dict[str, Any], references: References, what_if: str) -> Iterator[DocumentBlock]:
    yield Heading(data["statement"], 1)
    yield Text(
        f"{_TARGETS[data['target']]} {data['id']}. {data['base']['title']}, as of {data['base']['as_of']}.", "quiet"
    )
    if what_if:
        yield Text(what_if, "mixed")
    if data["target"] == "claim":
        yield from _scope(data["claims"][0])
    notes = Notes()
    yield from _verdict(data, notes)
    yield Heading("Summary of findings")
    yield summary(data["claims"], references.cite, notes)
    yield Text(KEY, "quiet")
    if data["target"] != "claim":
        yield from notes.blocks()
    for claim in data["claims"]:
        yield from _claim(claim, references, data["target"] != "claim")
    yield from _chain(data.get("chain", []))
    yield from _changes(data)
    yield from _harms(data, references)
    yield from _search(data)


_TARGETS = {"claim": "Claim", "hypothesis": "Hypothesis", "topic": "Topic"}


def _verdict(data: dict[str, Any], notes: Notes) -> Iterator[DocumentBlock]:
    yield Heading("Verdict")
    if data["target"] == "topic":
        yield Text("A topic has no verdict of its own; each of its claims is judged by itself.")
        return
    verdict = data["verdict"]
    if data["target"] == "claim":
        yield Text(headline(verdict), tone(verdict))
        first, *further = verdict["reasons"]
        yield Bullets(((first, ""), *((f"{notes.mark(reason)}: {reason}", "") for reason in further)))
    else:
        yield Text(f"{word(verdict).upper()}: {gloss(verdict)}", tone(verdict))
        if verdict["decided_by"]:
            yield Text(
                "A hypothesis is as good as the least favourable claim it stands or falls with: "
                f"{verdict['decided_by']}."
            )
    for item in data["overrides"]:
        yield Text(f"{judged(item)}. {item['why']}", "mixed")


def _claim(claim: dict[str, Any], references: References, headed: bool) -> Iterator[DocumentBlock]:
    """Both sides, study by study."""
    level = 3 if headed else 2
    if headed:
        yield Heading(f"{claim['statement']} ({claim['id']})", 2)
        yield Text(headline(claim["verdict"]), tone(claim["verdict"]))
        yield from _scope(claim)
    lines = {line["id"]: line for line in claim["evidence"]}
    for sign, title in _SIDES:
        votes = [vote for vote in claim["votes"] if vote["sign"] == sign]
        if votes:
            count = plural(len(votes), "independent study", "independent studies")
            yield Heading(f"{title} ({count})", level, "quiet" if sign == "neutral" else sign)
            rows = tuple(_row(lines[line], sign, references) for vote in votes for line in vote["lines"])
            yield Table(("Study", "Design and participants", "What it found"), rows, (22, 26, 52))
    yield from _others(claim)


def _row(line: dict[str, Any], sign: str, references: References) -> tuple[str, str, str]:
    told = "" if line["masking"] in ("not-applicable", "unknown", line["design"]) else f", {line['masking']}"
    kind = f"{design(line['design'])}{told}; {line['species'].replace(' ', ' and ')}; {size(line['n'])}"
    role = {"not-stated": "outcome role not stated", "primary": "primary outcome"}.get(
        line["outcome_role"], line["outcome_role"]
    )
    numbers = "; ".join(figure(item) for item in line["figures"])
    found = f"{line['finding']} ({numbers})" if numbers else line["finding"]
    way = DIRECTION[line["direction"]]
    apart = "" if way == sign else f"By itself {way}: "
    return f"{line['label']} {references.cite(line['source'])}", f"{kind}; {role}; {line['directness']}", apart + found


def _scope(claim: dict[str, Any]) -> Iterator[DocumentBlock]:
    scope = qualifiers(claim["qualifiers"])
    if scope:
        yield Text(f"Scope: {scope}.", "quiet")


def _others(claim: dict[str, Any]) -> Iterator[DocumentBlock]:
    """What stands in the base and was not counted, by reason."""
    reasons: dict[str, int] = {}
    for line in claim["evidence"]:
        if not line["counted"]:
            why = line["why_not"]
            why = "another line of the same study speaks for it" if why.startswith("the vote comes from") else why
            reasons[why] = reasons.get(why, 0) + 1
    parts = [f"{number} because {why}" for why, number in reasons.items()]
    if claim["echoes"]:
        told = len({item["source"] for item in claim["echoes"]})
        parts.append(
            "1 document that only repeats or comments on it"
            if told == 1
            else f"{told} documents that only repeat or comment on it"
        )
    if parts:
        yield Text(f"Not counted: {'; '.join(parts)}. evidence show {claim['id']} lists them.", "quiet")


def _chain(chain: list[dict[str, Any]]) -> Iterator[DocumentBlock]:
    if chain:
        yield Heading("The chain from drug to relief")
        yield Bullets(tuple(_step(step) for step in chain))


def _step(step: dict[str, Any]) -> tuple[str, str]:
    link = f"{step['from']} → {step['to']}"
    if "gap" in step:
        return f"{link}: gap: {step['gap']}", "mixed"
    return f"{link}: {step['claim']} ({word(step['verdict'])})", tone(step["verdict"])


def _changes(data: dict[str, Any]) -> Iterator[DocumentBlock]:
    deciding = [
        claim for claim in data["claims"] if claim["role"] != "bears" and claim["verdict"]["word"] != "no-evidence"
    ]
    items = [item for claim in deciding for item in _turns(claim, data["target"] != "claim")]
    for key, title in (("would_support", "Would support it"), ("would_refute", "Would refute it")):
        if data.get(key):
            items.append(f"{title}: {data[key]}")
    if data.get("rivals"):
        items.append(f"Rival accounts: {', '.join(data['rivals'])}.")
    if items:
        yield Heading("What would change this")
        yield Bullets(tuple((item, "") for item in items))


def _turns(claim: dict[str, Any], named: bool) -> Iterator[str]:
    name = f"{claim['id']}: " if named else ""
    labels = {line["study"]: line["label"] for line in claim["evidence"]}
    for item in claim["verdict"]["flip_set"]:
        gone = ", ".join(labels.get(study, study) for study in item["studies"])
        yield f"{name}without {gone} it would be {word({**item, 'word': item['becomes']})}."
    for item in claim["verdict"]["would_change"]:
        more = plural(item["count"], "more independent study", "more independent studies")
        then = word({**item, "word": item["becomes"]})
        yield f"{name}{more} {item['add']} it (tier {item['tier']}) would make it {then}."


def _harms(data: dict[str, Any], references: References) -> Iterator[DocumentBlock]:
    if data["harms"]:
        yield Heading("Harms")
        yield Text(
            "Beside how well a treatment works stands what it may cost; these claims are judged by the same rules."
        )
        notes = Notes("h")
        yield summary(data["harms"], references.cite, notes)
        yield from notes.blocks()


def _search(data: dict[str, Any]) -> Iterator[DocumentBlock]:
    yield Heading("Search for contrary evidence")
    searched = {claim["id"]: claim["searched"] for claim in data["claims"]}
    items = []
    for claim, found in searched.items():
        if not found:
            items.append((f"{claim}: contrary evidence was not searched for.", "mixed"))
        items += [(f"{claim}: {_searched(item)}", "") for item in found]
    yield Bullets(tuple(items))


def _searched(item: dict[str, Any]) -> str:
    hits = f", {plural(item['hits'], 'hit')}" if item.get("hits") is not None else ""
    text = f"{item['date']}, {item['database']}: {item['query']}{hits}; by {item['by']}."
    for key, title in (("found", "Found"), ("not_searched", "Not searched")):
        if item.get(key):
            text += f" {title}: {item[key].rstrip('.')}."
    return text


def _references(data: dict[str, Any], listed: list[dict[str, Any]]) -> Iterator[DocumentBlock]:
    base = data["base"]
    unchecked = sum(_unchecked(data["sources"][item["source"]]) for item in listed)
    yield Heading("Method and date")
    yield Facts(
        (
            (
                "Base",
                f"{base['title']}, version {base['version']}, as of {base['as_of']} (content {base['content'][:12]})",
            ),
            (
                "Method",
                f"verdict rules {base['method']}: computed, not judged by a panel; docs/method.md explains them",
            ),
            ("Certainty", "in GRADE's four levels, by rule from the study records; no GRADE panel has rated it"),
            (
                "Standing",
                f"corrections and retractions not checked for {unchecked} of {plural(len(listed), 'cited document')}",
            ),
            (
                "Limits",
                "votes ignore effect size; publication bias remains; no evidence in this base is not no evidence",
            ),
        )
    )
    yield Text(f"{NOTICE} It does not replace the judgement of a clinician.", "strong")
    if listed:
        yield Heading("References")
        yield Numbered(tuple(item["text"] for item in listed))


def _unchecked(record: dict[str, Any]) -> bool:
    return "standing" not in record or record["standing"].get("status") == "unknown"
