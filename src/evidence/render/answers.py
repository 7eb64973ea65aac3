"""The answer to a question for people: each claim it is about with its verdict and the strongest studies each way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from evidence.render.blocks import Block, Bullets, Heading, Page, Table, Text
from evidence.render.claims import NOTICE
from evidence.render.tabular import Columns
from evidence.render.words import gloss, headline, plural, size, tone, word
from evidence.store.claims import judged

#: How many studies are named on each side, and of those on neither; the rest are counted.
_NAMED, _NEITHER = 3, 2
#: How many matches are shown with their studies; the rest in a line each.
_IN_FULL = 3
_FINDING = 240
_SENTENCE = re.compile(r"(?<=[.])\s+(?=[A-Z])")
_COLUMNS = (
    "understood", "kind", "id", "score", "statement", "word", "direction", "certainty",
    "for", "against", "mixed", "neutral",
)  # fmt: skip
_SIDES = (("for", "For"), ("against", "Against"))


def answer_page(data: dict[str, Any], what_if: str = "") -> Page:
    """The page of ``ask``."""
    blocks = _answer(data, what_if) if data["understood"] else _not_known(data)
    return Page(data, tuple(blocks), tuple(_records(data)) or (Columns.fromkeys(_COLUMNS),))


def _records(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for match in data["matches"]:
        verdict = match["verdict"]
        kept = {key: match[key] for key in ("kind", "id", "score", "statement")}
        judged = {"word": verdict["word"], "direction": verdict["direction"], "certainty": verdict.get("certainty")}
        sides = {sign: match[sign] for sign in ("for", "against", "mixed", "neutral")}
        yield {"understood": data["understood"], **kept, **judged, **sides}


def _answer(data: dict[str, Any], what_if: str) -> Iterator[Block]:
    yield Heading(_asked(data), 1)
    if what_if:
        yield Text(what_if, "mixed")
    yield from _reading(data)
    if data["overview"] == "hypotheses":
        yield from _hypotheses(data["matches"])
    else:
        for match in data["matches"][:_IN_FULL]:
            yield from _match(match)
        yield from _near(data["matches"][_IN_FULL:])
    yield Text(f"{NOTICE} evidence show ID opens a claim, evidence why ID its proof.", "quiet")


def _asked(data: dict[str, Any]) -> str:
    text = " ".join(data["question"].split())
    return text if len(text) <= 160 else f"{text[:159]}…"


def _reading(data: dict[str, Any]) -> Iterator[Block]:
    """How the question was read, where that is not plain to see."""
    notes = [f"Read {wrong} as {right}." for wrong, right in data["corrected"].items()]
    if data["negated"]:
        notes.append("Asked as a denial: each verdict below is on the statement as it is worded there.")
    if data["unknown_words"]:
        notes.append(f"Not in this base, so not answered: {', '.join(data['unknown_words'])}.")
    if data["subjects"] and not data["names_subject"]:
        notes.append(f"The question names none of {', '.join(data['subjects'])}, which the claims below are about.")
    if data["overview"] == "hypotheses":
        notes.append("A hypothesis is as good as the least favourable of the claims it stands or falls with.")
    elif data["overview"]:
        notes.append(f"All claims on {data['overview']}, those with most independent studies first.")
    if notes:
        yield Text(" ".join(notes), "quiet")


def _hypotheses(matches: list[dict[str, Any]]) -> Iterator[Block]:
    rows = tuple(
        (
            match["id"],
            word(match["verdict"]),
            f"{plural(len(match['for']), 'study', 'studies')} for, {len(match['against'])} against",
            match["statement"],
        )
        for match in matches
    )
    tones = tuple(tone(match["verdict"]) for match in matches)
    yield Table(("hypothesis", "verdict", "on its tests", "statement"), rows, (20, 16, 20, 44), tones)


def _near(matches: list[dict[str, Any]]) -> Iterator[Block]:
    if matches:
        yield Heading("Also", 2)
        yield Bullets(tuple((_nearby(match), tone(match["verdict"])) for match in matches))


def _nearby(match: dict[str, Any]) -> str:
    otherwise = "".join(f"; {judged(override)}" for override in match["overrides"])
    found = f"{match['kind']} {match['id']}; {_counted(match)}{otherwise}"
    return f"{match['statement']} {word(match['verdict']).upper()} ({found})"


def _match(match: dict[str, Any]) -> Iterator[Block]:
    yield Heading(match["statement"], 2)
    yield Text(_verdict(match), tone(match["verdict"]))
    for override in match["overrides"]:
        yield Text(f"{judged(override)}; evidence show {match['id']} says why.", "mixed")
    yield Text(f"{match['kind']} {match['id']}; {_counted(match)}", "quiet")
    items = [item for sign, title in _SIDES for item in _side(match, sign, title)]
    items += [(f"Neither: {_study(study, match['kind'])}", "mixed") for study in _neither(match["studies"])]
    if items:
        yield Bullets(tuple(items))


def _verdict(match: dict[str, Any]) -> str:
    verdict = match["verdict"]
    if match["kind"] == "claim":
        return headline(verdict)
    decided = f"; decided by {verdict['decided_by']}" if verdict["decided_by"] else ""
    return f"{word(verdict).upper()}: {gloss(verdict)}{decided}"


def _counted(match: dict[str, Any]) -> str:
    parts = [f"{len(match[sign])} {sign}" for sign in ("for", "against", "mixed", "neutral") if match[sign]]
    told = f"; {plural(match['echoes'], 'echo', 'echoes')} without weight" if match["echoes"] else ""
    return f"independent studies: {', '.join(parts) or 'none'}{told}"


def _side(match: dict[str, Any], sign: str, title: str) -> Iterator[tuple[str, str]]:
    """The strongest studies on a side."""
    studies = [study for study in match["studies"] if study["sign"] == sign]
    for study in studies[:_NAMED]:
        yield f"{title}: {_study(study, match['kind'])}", sign
    rest = studies[_NAMED:]
    if rest:
        yield f"{title}: {len(rest)} more ({', '.join(study['id'] for study in rest)})", sign


def _neither(studies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The strongest mixed and neutral studies that weigh beside the sides: randomised in people, or larger than any."""
    voiced = [study for study in studies if study["sign"] in ("for", "against")]
    largest = max((_people(study) for study in voiced), default=-1)
    rest = (study for study in studies if study not in voiced)
    return [study for study in rest if _is_randomised(study) or _people(study) > largest][:_NEITHER]


def _people(study: dict[str, Any]) -> int:
    return (study["n"] or 0) if "human" in study["species"].split() else 0


def _is_randomised(study: dict[str, Any]) -> bool:
    return "human" in study["species"].split() and study["design"].startswith("randomised")


def _study(study: dict[str, Any], kind: str) -> str:
    on = f"; {_on(study)}" if kind == "hypothesis" else ""
    facts = f"{study['id']}; {study['tier']}, {size(study['n'])}{on}"
    return f"{study['label']} ({facts}): {_short(study['finding'])}"


def _on(study: dict[str, Any]) -> str:
    """The claim that a study is counted for; both sides where its votes on several claims contradict each other."""
    if any(vote["sign"] == study["sign"] for vote in study["votes"]):
        return f"on {study['claim']}"
    return ", ".join(f"{vote['sign']} {vote['claim']}" for vote in study["votes"] if vote["sign"] != "neutral")


def _short(finding: str) -> str:
    """The first sentence of a finding; what is left out is marked."""
    whole = finding.strip()
    first = _SENTENCE.split(whole, maxsplit=1)[0]
    if len(first) > _FINDING:
        first = first[:_FINDING].rsplit(" ", 1)[0]
    return first if first == whole else f"{first} …"


def _not_known(data: dict[str, Any]) -> Iterator[Block]:
    yield Heading(_asked(data) or "No question", 1)
    words = ", ".join(data["unknown_words"])
    if words:
        why = f"no claim or hypothesis here is about: {words}"
    elif data["matches"]:
        why = "its words are known here, but no claim or hypothesis is about all of them together"
    else:
        why = "it names nothing that this base could tell apart"
    yield Text(f"NOT UNDERSTOOD: {why}.", "mixed")
    yield Text("That a thing is absent here does not mean there is no evidence about it: nobody may have looked.")
    if data["matches"]:
        yield Heading(f"Nearest, leaving out: {words}" if words else "Nearest")
        yield Bullets(tuple((_nearby(match), tone(match["verdict"])) for match in data["matches"]))
    yield Heading("What to try")
    yield Bullets(tuple((text, "") for text in _tries(data)))
    yield Text(NOTICE, "quiet")


def _tries(data: dict[str, Any]) -> Iterator[str]:
    known = [concept["label"] for concept in data["concepts"]]
    if known:
        yield f"evidence find {_quoted(known[0])}: every record with these words"
    else:
        yield "evidence find WORDS: every record with these words, studies and documents included"
    if data["nearest_names"]:
        yield f"names here that look alike: {', '.join(data['nearest_names'])}"
    if data["matches"]:
        yield f"evidence show {data['matches'][0]['id']}: the nearest {data['matches'][0]['kind']}"
    yield "evidence hypotheses: every account of how it works"


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text
