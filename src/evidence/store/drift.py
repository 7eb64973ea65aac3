"""What a document says of a claim against what its study found: the differences that can be computed.

They stand beside what a curator wrote, never instead of it, and each names the records it was read from. Where a
difference cannot be computed (no species said, no level recorded), nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Row = Mapping[str, Any]

CAUSAL = {"0": "no causal statement", "1": "association", "2": "cause under conditions", "3": "cause"}
_SIGN = {"asserts": "supports", "hedged": "supports", "denies": "disputes"}
_OPPOSITE = {"supports": "disputes", "disputes": "supports"}
_TOWARDS = {"supports": "for", "disputes": "against"}
_ROLES = ("primary", "secondary", "not-stated", "exploratory", "post-hoc")
_WORDINGS = ("hedged", "plain", "emphatic")
_UNCONTROLLED = ("open-label", "case-series", "case-report")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*")
#: Percentages this close, in points, are named as where a figure may come from.
NEAR = 2.0


class Difference(NamedTuple):
    """One difference: a short code, and a sentence. ``at`` is the document in which it is first seen."""

    code: str
    text: str
    at: str | None = None


def differences(
    told: Row, study: Row | None, results: Sequence[Row], others: Sequence[Row], verdict: Row, chain: Sequence[Row]
) -> list[Difference]:
    """The differences of one assertion.

    ``results`` are the study's lines on the claim, ``others`` the claim's lines of other studies, ``chain`` the
    documents from the one next to the study to the asserting one itself, each with its assertions on the claim.
    """
    found = [
        *_backing(told, study, results),
        *_causal(told, results, chain),
        *_species(told, results),
        *_figures(told, study, results, others),
        *_control(told, study),
        *_wording(told, verdict, chain),
        *_standing(chain),
    ]
    return list(dict.fromkeys(found))


def own_results(lines: Iterable[Row]) -> list[Row]:
    """What a study found itself, the weightiest first: direct before indirect, primary outcome before the rest."""
    own = [line for line in lines if line["role"] != "background" and line["status"] == "accepted"]
    return sorted(
        own, key=lambda line: (line["directness"] != "direct", _ROLES.index(line["outcome_role"]), line["id"])
    )


def _backing(told: Row, study: Row | None, results: Sequence[Row]) -> Iterator[Difference]:
    sign = _SIGN.get(told["stance"])
    if study is None:
        if sign and told["stance"] != "hedged":
            yield Difference("no-source", "names no study for it")
        return
    own = own_results(results)
    if not own:
        kept = "; ".join(f"{line['id']}, {line['locator']}" for line in results)
        only = f": only a background note speaks of it ({kept})" if kept else " in this base"
        yield Difference("no-result", f"{study['label']} has no result of its own on this claim{only}")
        return
    if sign is None:
        return
    best, firm = own[0], told["stance"] != "hedged"
    if best["direction"] == _OPPOSITE[sign]:
        yield Difference("against-result", _measured(best, "goes the other way"))
    elif best["direction"] != sign and firm:
        yield Difference("not-shown", _measured(best, "does not show it"))
    elif best["outcome_role"] in ("exploratory", "post-hoc") and firm:
        yield Difference("exploratory", _measured(best, "is all that backs it"))


def _measured(line: Row, against: str) -> str:
    role = "" if line["outcome_role"] == "not-stated" else f"{line['outcome_role']} "
    return f"the study's {line['directness']} {role}result {against}: {line['finding']} ({line['id']})"


def _causal(told: Row, results: Sequence[Row], chain: Sequence[Row]) -> Iterator[Difference]:
    own = own_results(results)
    if told["causal_level"] is None or not own or told["stance"] == "asks":
        return
    carries = max(line["causal_level"] for line in own)
    if told["causal_level"] > carries:
        text = f"told as {CAUSAL[told['causal_level']]}; the study can carry {CAUSAL[carries]}"
        yield Difference("causal-level", text, _first(chain, lambda item: (item["causal_level"] or "0") > carries))


def _first(chain: Sequence[Row], test: Any) -> str | None:
    """The document nearest to the study with an assertion that passes the test."""
    return next((step["source"] for step in chain if any(test(item) for item in step["assertions"])), None)


def _species(told: Row, results: Sequence[Row]) -> Iterator[Difference]:
    own = own_results(results)
    studied = sorted({name for line in own for name in line["species"].split()})
    beyond = [name for name in told["species"] if name not in studied]
    if own and studied and beyond:
        yield Difference(
            "species", f"speaks of {' and '.join(beyond)}; the study's result is in {' and '.join(studied)}"
        )


def _figures(told: Row, study: Row | None, results: Sequence[Row], others: Sequence[Row]) -> Iterator[Difference]:
    if study is None:
        return
    for figure in told["figures"]:
        if _stands(figure["value"], study["figures"]) or _in_text(figure["value"], study["text"]):
            continue
        yield Difference(
            "figure",
            f"{_shown(figure)} does not stand among {study['label']}'s own figures{_home(figure, results, others)}",
        )


def _stands(value: str, figures: Iterable[Row]) -> bool:
    """Whether a figure stands among others: the same text, or for one in words (``1970s``) the same numbers."""
    if any(char.isalpha() for char in value):
        return any(_in_text(value, figure["value"]) for figure in figures)
    return any(_plain(figure["value"]) == _plain(value) for figure in figures)


def _plain(value: str) -> str:
    return " ".join(value.lstrip("+").split())


def _in_text(value: str, text: str) -> bool:
    numbers = _TOKEN.findall(value)
    return bool(numbers) and set(numbers) <= set(_TOKEN.findall(text))


def _shown(figure: Row) -> str:
    op = f"{figure['op']} " if figure.get("op") else ""
    unit = figure.get("unit") or ""
    return f"{op}{figure['value']}{'' if unit in ('', '%') else ' '}{unit} ({figure['name']})"


def _home(figure: Row, results: Sequence[Row], others: Sequence[Row]) -> str:
    """Where the figure does stand, or nearly: a background note of the study, or another study of the claim."""
    notes = [line for line in results if line["role"] == "background" and _stands(figure["value"], line["figures"])]
    homes = [f"a background note says it ({notes[0]['id']}, {notes[0]['locator']})"] if notes else []
    for line, found in [*_alike(figure, results), *_alike(figure, others)]:
        same = _plain(found["value"]) == _plain(figure["value"])
        size = f", n={line['n']}" if line["n"] is not None else ""
        size += f", {line['analysed']} analysed" if line.get("analysed") not in (None, line["n"]) else ""
        homes.append(f"{'the same figure' if same else _shown(found)} is {line['label']}'s ({line['id']}{size})")
    return "; " + "; ".join(homes[:3]) if homes else ""


def _alike(figure: Row, others: Sequence[Row]) -> list[tuple[Row, Row]]:
    found = []
    for line in own_results(others):
        close = [(gap, place) for place, item in enumerate(line["figures"]) if (gap := _gap(figure, item)) is not None]
        if close:
            gap, place = min(close)
            found.append((gap, line["id"], line, line["figures"][place]))
    return [(line, item) for _, _, line, item in sorted(found, key=lambda part: part[:2])]


def _gap(figure: Row, other: Row) -> float | None:
    if figure.get("unit") != "%" or other.get("unit") != "%":
        return None
    try:
        gap = abs(float(figure["value"]) - float(other["value"]))
    except ValueError:
        return None
    return gap if gap <= NEAR else None


def _control(told: Row, study: Row | None) -> Iterator[Difference]:
    if study is None or told["causal_level"] not in ("2", "3") or told["stance"] not in ("asserts", "denies"):
        return
    if study["design"] in _UNCONTROLLED or (study["control"] == "none" and "human" in study["species"]):
        yield Difference(
            "uncontrolled", f"{study['label']} had no control group, so it cannot say what the treatment adds"
        )
    elif study["masking"] == "open-label":
        yield Difference("open-label", f"{study['label']} was not masked")


def _wording(told: Row, verdict: Row, chain: Sequence[Row]) -> Iterator[Difference]:
    sign = _SIGN.get(told["stance"])
    if sign is None or told["stance"] == "hedged" or told["wording"] == "hedged":
        return
    word = verdict["word"].replace("-", " ")
    if verdict["direction"] != _TOWARDS[sign]:
        also = f", {verdict['direction']}" if verdict["word"] == "reported-once" else ""
        yield Difference("verdict", f"told as settled; the evidence in this base: {word}{also}")
    elif told["wording"] == "emphatic" and verdict["certainty"] in ("low", "very-low"):
        certainty = verdict["certainty"].replace("-", " ")
        yield Difference("wording", f"worded emphatically; the certainty of the evidence is {certainty}")
    rank = _WORDINGS.index(told["wording"])
    earlier = [
        (step, item) for step in chain[:-1] for item in step["assertions"] if _WORDINGS.index(item["wording"]) < rank
    ]
    for step, item in earlier[-1:]:
        text = f"{step['short']}, from which it comes, says it in a {item['wording']} way; here it is {told['wording']}"
        yield Difference("hedge-lost", text, chain[-1]["source"])


def _standing(chain: Sequence[Row]) -> Iterator[Difference]:
    for step in chain:
        if step["standing"] in ("retracted", "withdrawn", "replaced", "concern"):
            yield Difference("standing", f"{step['short']} is {step['standing']}", step["source"])
