"""The proof of a verdict as a tree: word, tiers, votes, lines, documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.render.blocks import Block, Bullets, Heading, Page, Text
from evidence.render.claims import NOTICE
from evidence.render.words import DIRECTION, figure, gloss, headline, people, plural, tone, word

_TONES = {"for": "for", "against": "against", "mixed": "mixed", "neutral": "quiet"}


def proof_page(data: dict[str, Any], what_if: str = "") -> Page:
    """The page of ``why ID``."""
    return Page(data, tuple(_blocks(data, what_if)), tuple(_records(data)))


def _records(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for claim in data.get("tests", [data]):
        for vote in claim["votes"]:
            for line in vote["lines"]:
                kept = {key: vote[key] for key in ("cluster", "sign", "tier", "level", "people")}
                yield {
                    "claim": claim["id"],
                    **kept,
                    "line": line["id"],
                    "source": line["source"],
                    "finding": line["finding"],
                }


def _blocks(data: dict[str, Any], what_if: str) -> Iterator[Block]:
    yield Heading(data["statement"], 1)
    if what_if:
        yield Text(what_if, "mixed")
    if data["kind"] == "hypothesis":
        verdict = data["verdict"]
        yield Text(f"{word(verdict).upper()}: {gloss(verdict)}", tone(verdict))
        if verdict["decided_by"]:
            yield Text(
                f"The least favourable of {plural(len(data['tests']), 'test')} decides: {verdict['decided_by']}."
            )
        for claim in data["tests"]:
            yield Heading(f"{claim['id']}: {claim['statement']}", 2)
            yield from _claim(claim)
    else:
        yield from _claim(data)
    yield Text(f"{NOTICE} Method {data['verdict']['method']}; docs/method.md explains each step.", "quiet")


def _claim(data: dict[str, Any]) -> Iterator[Block]:
    verdict = data["verdict"]
    yield Text(headline(verdict), tone(verdict))
    yield Bullets(tuple((reason, "") for reason in verdict["reasons"]))
    for tier in dict.fromkeys(vote["tier"] for vote in data["votes"]):
        decides = " (this tier decides the word)" if tier == verdict["deciding_tier"] else ""
        yield Heading(f"Tier {tier}{decides}", 3)
        for vote in data["votes"]:
            if vote["tier"] == tier:
                yield from _vote(vote)
    if data["left_out"]:
        yield Heading(f"Left out ({plural(len(data['left_out']), 'line')})", 3, "quiet")
        yield Bullets(
            tuple(
                (f"{line['id']} ({line['short']}, {DIRECTION[line['direction']]}): {line['why_not']}", "quiet")
                for line in data["left_out"]
            )
        )
    if data["echoes"]:
        yield Heading(f"Echoes, weight 0 ({len(data['echoes'])})", 3, "quiet")
        yield Bullets(
            tuple((f"{item['short']}, {item['stance']}: {item['statement']}", "quiet") for item in data["echoes"])
        )


def _vote(vote: dict[str, Any]) -> Iterator[Block]:
    who = vote["label"] or vote["cluster"]
    level = vote["level"].replace("-", " ")
    yield Text(f"{vote['sign'].upper()}: {who} ({people(vote['people'])}; reaches {level})", _TONES[vote["sign"]], 1)
    for step in vote["steps"]:
        yield Text(f"· {step}", "quiet", 2)
    for line in vote["lines"]:
        numbers = "; ".join(figure(item) for item in line["figures"])
        shown = f" [{numbers}]" if numbers else ""
        about = f"{line['direction']}, {line['directness']}, outcome {line['outcome_role']}"
        yield Text(f"→ {line['id']} ({about}): {line['finding']}{shown}", "", 2)
        yield Text(f"in {line['short']} ({line['source']}), {line['locator']}", "quiet", 3)
