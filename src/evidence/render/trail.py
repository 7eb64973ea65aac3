"""A trail for people: each statement, what its source and its study say, where it grew, and the verdict now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.render.blocks import Block, Bullets, Facts, Heading, Page, Table, Text
from evidence.render.claims import NOTICE
from evidence.render.findings import design
from evidence.render.words import DIRECTION, figure, headline, plural, size, tone, word
from evidence.store.drift import CAUSAL

_UNCHECKED = "Whether this document was corrected or retracted has not been checked."


def trail_page(data: dict[str, Any], what_if: str = "") -> Page:
    """The page of ``trail SOURCE``."""
    return Page(data, tuple(_blocks(data, what_if)), tuple(_records(data)))


def _blocks(data: dict[str, Any], what_if: str) -> Iterator[Block]:
    yield Heading(f"{data['id']}: {data['title'] or '[title not verified]'}", 1)
    if what_if:
        yield Text(what_if, "mixed")
    yield Facts(tuple(_facts(data)))
    if data["assertions"]:
        yield Heading("At a glance")
        rows = tuple(_glance(node) for node in data["assertions"])
        tones = tuple("mixed" if "drift" in node or node["differences"] else "" for node in data["assertions"])
        yield Table(("it says", "beyond its source", "verdict of the claim"), rows, (46, 28, 26), tones)
        for number, node in enumerate(data["assertions"], start=1):
            yield from _node(number, node)
    yield from _reports(data["reports"])
    yield from _restated(data)
    yield Text(
        f"{NOTICE} 'Computed' differences are read from the records; 'curator' ones were written by a person.", "quiet"
    )


def _facts(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "document", f"{data['source_kind'].replace('-', ' ')}, {data['issued'] or 'date not verified'}"
    back = ", ".join(f"{item['short']} ({item['source_kind'].replace('-', ' ')})" for item in data["derived_from"])
    yield "goes back to", back or "no document is recorded"
    if data["assertions"]:
        yield "it asserts", _tally(data["assertions"])
    if data["reports"]:
        yield "it reports", plural(len(data["reports"]), "result")
    yield "standing", _UNCHECKED if data["standing"] == "unknown" else data["standing"]
    yield "base", f"as of {data['as_of']}, method {data['method']}"


def _tally(nodes: list[dict[str, Any]]) -> str:
    """How many statements go beyond their source, and how many have none."""
    noted = sum("drift" in node for node in nodes)
    codes = [{item["code"] for item in node["differences"]} for node in nodes]
    beyond = sum("drift" in node or bool(found - {"no-source"}) for node, found in zip(nodes, codes, strict=True))
    none = sum("no-source" in found for found in codes)
    also = f"; {none} {'names' if none == 1 else 'name'} no study" if none else ""
    their = "its" if beyond == 1 else "their"
    return f"{plural(len(nodes), 'statement')}; {beyond} beyond {their} source ({noted} by a curator's note){also}"


_CODES = {
    "no-source": "names no study", "no-result": "not a result of the study",
    "against-result": "the study's result goes against it",
    "not-shown": "the study does not show it", "exploratory": "exploratory result only", "causal-level": "more causal",
    "species": "other species", "figure": "figure not the study's", "uncontrolled": "no control group",
    "open-label": "not masked", "verdict": "told as settled", "wording": "emphatic", "hedge-lost": "hedge lost",
    "standing": "source not in good standing",
}  # fmt: skip


def _glance(node: dict[str, Any]) -> tuple[str, str, str]:
    codes = list(dict.fromkeys(_CODES[item["code"]] for item in node["differences"]))
    noted = ["curator's note"] if "drift" in node else []
    return f"{node['id']}: {node['statement']}", "; ".join(codes + noted) or "nothing found", _verdict(node)


def _verdict(node: dict[str, Any]) -> str:
    verdict = node["verdict"]
    certainty = "" if verdict["word"] == "no-evidence" else f" ({verdict['certainty'].replace('-', ' ')} certainty)"
    return f"{word(verdict)}{certainty}"


def _node(number: int, node: dict[str, Any]) -> Iterator[Block]:
    yield Heading(f"{number}. {node['claim_statement']} ({node['claim']})")
    yield Table(("step", "how it is put", "what it says"), tuple(_steps(node)), (24, 24, 52))
    yield from _beyond(node)
    yield Text(f"Verdict of the claim now: {headline(node['verdict'])}", tone(node["verdict"]))


def _steps(node: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    yield f"here: {node['short']}", how(node), node["statement"]
    for document in node["documents"]:
        name = f"{document['short']} ({document['source_kind'].replace('-', ' ')})"
        for item in document["assertions"]:
            yield name, how(item), item["statement"]
        if not document["assertions"] and not _has_lines(node, document):
            yield name, "", "nothing on this claim is recorded"
        for line in node["results"]:
            if line["source"] == document["source"]:
                yield _line_row(name, line)
    shown = {document["source"] for document in node["documents"]}
    for line in node["results"]:
        if line["source"] not in shown:
            yield _line_row(f"{line['short']} (reports the study)", line)
    yield from _study(node)


def _has_lines(node: dict[str, Any], document: dict[str, Any]) -> bool:
    return any(line["source"] == document["source"] for line in node["results"])


def how(told: dict[str, Any]) -> str:
    """How an assertion is put: stance, wording, causal level, species, figures."""
    parts = [f"{told['stance']}, {told['wording']}"]
    if told.get("causal_level") is not None:
        parts.append(CAUSAL[told["causal_level"]])
    parts += [" and ".join(told["species"])] if told["species"] else []
    parts += [", ".join(figure(item) for item in told["figures"])] if told["figures"] else []
    return "; ".join(parts)


def _line_row(name: str, line: dict[str, Any]) -> tuple[str, str, str]:
    outcome = line["outcome_role"].replace("not-stated", "outcome role not stated")
    role = "background note" if line["role"] == "background" else f"{outcome}, {line['directness']}"
    species = line["species"].replace(" ", " and ")
    how_put = f"{DIRECTION[line['direction']]}; {role}; {CAUSAL[line['causal_level']]}; {species}"
    numbers = "; ".join(figure(item) for item in line["figures"])
    counted = "" if line["counted"] else f" (not counted: {line['why_not']})"
    return f"{name}, {line['id']}", how_put, f"{line['finding']}{f' [{numbers}]' if numbers else ''}{counted}"


def _study(node: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    facts = node["study_facts"]
    if facts is None:
        yield "study", "", "no study is named"
        return
    n = facts["n"] or {}
    total = n.get("total", n.get("analysed"))
    parts = [facts["population"], facts["participants"], facts["comparator"], facts["timepoint"]]
    about = "; ".join(part.rstrip(".") for part in parts if part)
    masking = "" if facts["masking"] in ("not-applicable", "unknown", facts["design"]) else f", {facts['masking']}"
    kind = f"{design(facts['design'])}{masking}; {' and '.join(facts['species'])}; {size(total)}"
    yield f"study: {facts['label']}", kind, about


def _beyond(node: dict[str, Any]) -> Iterator[Block]:
    items = [(f"curator: {node['drift']}", "mixed")] if "drift" in node else []
    for item in node["differences"]:
        at = f" (first seen in {item['at']})" if item["at"] else ""
        items.append((f"computed: {item['text']}{at}", "mixed"))
    if items:
        yield Heading("Where it goes beyond its source, or has none", 3)
        yield Bullets(tuple(items))
    else:
        yield Text("No difference was found between this statement and its study.", "quiet")


def _reports(lines: list[dict[str, Any]]) -> Iterator[Block]:
    if lines:
        yield Heading(f"What it reports ({plural(len(lines), 'result')})")
        rows = tuple((*_line_row(line["claim"], line)[:2], _line_row("", line)[2], _verdict(line)) for line in lines)
        yield Table(("claim, line", "kind of result", "finding", "claim now"), rows, (26, 20, 38, 16))


def _restated(data: dict[str, Any]) -> Iterator[Block]:
    if data["restated"]:
        yield Heading(f"Who restates it ({plural(len({node['source'] for node in data['restated']}), 'document')})")
        rows = tuple(
            (f"{node['short']} ({node['id']})", how(node), node["statement"], _glance(node)[1])
            for node in data["restated"]
        )
        yield Table(("document", "how it is put", "what it says", "beyond its source"), rows, (20, 20, 36, 24))
    silent = [item for item in data["derived"] if item["source"] not in {node["source"] for node in data["restated"]}]
    if silent:
        names = "; ".join(f"{item['short']} ({item['source']})" for item in silent)
        yield Text(f"Also derived from it, with no statement recorded: {names}.", "quiet")


def _records(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    keys = ("id", "source", "claim", "stance", "wording", "causal_level", "study", "via", "statement", "drift")
    for part, nodes in (("asserts", data["assertions"]), ("restated", data["restated"])):
        for node in nodes:
            yield {
                "part": part,
                **{key: node.get(key) for key in keys},
                "species": node["species"],
                "figures": "; ".join(figure(item) for item in node["figures"]),
                "results": "; ".join(f"{line['id']} {line['direction']}" for line in node["results"]),
                "differences": [item["code"] for item in node["differences"]],
                "word": node["verdict"]["word"],
                "direction": node["verdict"]["direction"],
                "certainty": node["verdict"]["certainty"],
            }
    for line in data["reports"]:
        kept = {
            "part": "reports",
            "id": line["id"],
            "source": data["id"],
            "claim": line["claim"],
            "stance": line["direction"],
        }
        verdict = line["verdict"]
        told = {"statement": line["finding"], "causal_level": line["causal_level"], "study": line["study"]}
        yield {
            **kept,
            **told,
            "word": verdict["word"],
            "direction": verdict["direction"],
            "certainty": verdict["certainty"],
        }
