"""The same lines in other programs, for ``scale.py``: each takes them in and keeps them, then answers two questions.

``rows BASE.sqlite LINES.tsv`` writes the lines of a compiled base; ``take NAME LINES.tsv FILE`` has a program build its
own structure from them and write it to its own file; ``ask NAME FILE`` opens that file and prints two counts: the lines
on one claim, and the claims with a line that supports beside a line that disputes.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

CLAIM = "opioid-signalling-required"
PREFIX = "urn:x:"


def rows(base: str, target: str) -> None:
    """Claim, subject, predicate, object, direction, study, line and finding of every line."""
    import sqlite3

    sql = (
        "SELECT l.claim, c.subject, c.predicate, c.object, l.direction, l.study, l.id, l.finding"
        " FROM line l JOIN claim c ON c.id = l.claim ORDER BY l.id"
    )
    with Path(target).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter="\t").writerows(sqlite3.connect(base).execute(sql))


def each(source: str) -> Iterator[list[str]]:
    """The lines again."""
    with Path(source).open(newline="", encoding="utf-8") as file:
        yield from csv.reader(file, delimiter="\t")


def counted(pairs: Iterable[tuple[str, str]]) -> tuple[int, int]:
    """The two answers, from the claim and direction of every line."""
    found: dict[str, list[str]] = defaultdict(list)
    for claim, direction in pairs:
        found[claim].append(direction)
    both = sum({"supports", "disputes"} <= set(directions) for directions in found.values())
    return len(found[CLAIM]), both


def ask_evidence(file: str) -> tuple[int, int]:
    """From the compiled base, in SQL."""
    import sqlite3

    base = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    (own,) = base.execute("SELECT count(*) FROM line WHERE claim = ?", (CLAIM,)).fetchone()
    (both,) = base.execute(
        "SELECT count(*) FROM (SELECT claim FROM line GROUP BY claim"
        " HAVING sum(direction = 'supports') AND sum(direction = 'disputes'))"
    ).fetchone()
    return own, both


def take_rdflib(source: str, target: str) -> None:
    """Five triples a line, written as N-Triples."""
    from rdflib import Graph, Literal, URIRef

    graph = Graph()
    for claim, subject, predicate, object_, direction, study, name, finding in each(source):
        line, node = URIRef(PREFIX + name), URIRef(PREFIX + claim)
        graph.add((node, URIRef(PREFIX + predicate), URIRef(PREFIX + subject)))
        graph.add((node, URIRef(PREFIX + "object"), URIRef(PREFIX + object_)))
        graph.add((line, URIRef(PREFIX + "claim"), node))
        graph.add((line, URIRef(PREFIX + "direction"), Literal(direction)))
        graph.add((line, URIRef(PREFIX + "study"), URIRef(PREFIX + study)))
        graph.add((line, URIRef(PREFIX + "finding"), Literal(finding)))
    graph.serialize(target, format="nt", encoding="utf-8")


def ask_rdflib(file: str) -> tuple[int, int]:
    """In SPARQL, as counts over groups."""
    from rdflib import Graph

    graph = Graph()
    graph.parse(file, format="nt")
    head = f"PREFIX x: <{PREFIX}> "
    own = graph.query(head + f"SELECT (COUNT(?l) AS ?n) {{ ?l x:claim <{PREFIX}{CLAIM}> }}")
    both = graph.query(
        head + "SELECT ?c { ?l x:claim ?c ; x:direction ?d } GROUP BY ?c"
        ' HAVING (SUM(IF(?d = "supports", 1, 0)) > 0 && SUM(IF(?d = "disputes", 1, 0)) > 0)'
    )
    return int(next(iter(own))[0]), len(both)


def take_pybel(source: str, target: str) -> None:
    """An edge a line, with its citation, its text and annotations, written as node-link JSON."""
    import pybel
    from pybel.dsl import BiologicalProcess

    graph = pybel.BELGraph(name="lines", version="1")
    graph.annotation_pattern.update(dict.fromkeys(("claim", "direction", "line"), ".*"))
    for claim, subject, _, object_, direction, study, name, finding in each(source):
        add = graph.add_decreases if direction == "disputes" else graph.add_increases
        add(
            BiologicalProcess("x", name=subject), BiologicalProcess("x", name=object_), citation=("other", study),
            evidence=finding, annotations={"claim": {claim}, "direction": {direction}, "line": {name}},
        )  # fmt: skip
    pybel.to_nodelink_file(graph, target)


def ask_pybel(file: str) -> tuple[int, int]:
    """Over the annotations of the edges."""
    import pybel

    graph = pybel.from_nodelink_file(file)
    told = (data["annotations"] for _, _, data in graph.edges(data=True))
    return counted((next(iter(one["claim"])).identifier, next(iter(one["direction"])).identifier) for one in told)


def take_indra(source: str, target: str) -> None:
    """A statement with one evidence a line, those alike combined by the assembler, written as JSON."""
    from indra.ontology import IndraOntology
    from indra.preassembler import Preassembler
    from indra.statements import Concept, Event, Evidence, Influence, stmts_to_json_file

    made = []
    for claim, subject, _, object_, direction, study, name, finding in each(source):
        told = Evidence(
            source_api="lines", source_id=name, text=finding, annotations={"claim": claim, "direction": direction},
            text_refs={"study": study}, epistemics={"negated": direction == "disputes"},
        )  # fmt: skip
        made.append(Influence(Event(Concept(f"{claim} {subject}")), Event(Concept(object_)), evidence=[told]))
    stmts_to_json_file(Preassembler(IndraOntology()).combine_duplicate_stmts(made), target)


def ask_indra(file: str) -> tuple[int, int]:
    """Over the evidence of the assembled statements."""
    from indra.statements import stmts_from_json_file

    found = (told.annotations for statement in stmts_from_json_file(file) for told in statement.evidence)
    return counted((one["claim"], one["direction"]) for one in found)


def take_civicpy(source: str, target: str) -> None:
    """An evidence record a line in the program's own cache, written as it writes it."""
    from civicpy import civic

    numbers: dict[str, int] = {}
    for count, (claim, _, _, _, direction, study, name, finding) in enumerate(each(source)):
        number = numbers.setdefault(claim, len(numbers))
        record = civic.Evidence(
            id=count, type="evidence", assertion_ids=[], description=finding, disease_id=None, evidence_level="B", name=name,
            evidence_direction=direction, evidence_type="PREDICTIVE", molecular_profile_id=number, phenotype_ids=[],
            rating=3, significance=claim, source_id=study, status="accepted", therapy_ids=[], variant_origin="",
            therapy_interaction_type=None, assertions=[], phenotypes=[], therapies=[],
        )  # fmt: skip
        civic.CACHE[hash(record)] = record
    civic.save_cache(target)


def ask_civicpy(file: str) -> tuple[int, int]:
    """Over the evidence records of its cache; nothing is fetched."""
    from civicpy import civic

    civic.load_cache(file, on_stale="ignore")
    records = [item for item in civic.CACHE.values() if isinstance(item, civic.Evidence)]
    return counted((item.significance, item.evidence_direction) for item in records)


TAKE: dict[str, Callable[[str, str], None]] = {
    "rdflib": take_rdflib, "pybel": take_pybel, "indra": take_indra, "civicpy": take_civicpy,
}  # fmt: skip
ASK: dict[str, Callable[[str], tuple[int, int]]] = {
    "evidence": ask_evidence, "rdflib": ask_rdflib, "pybel": ask_pybel, "indra": ask_indra, "civicpy": ask_civicpy,
}  # fmt: skip


def main(arguments: list[str]) -> None:
    """Do the one step that the arguments name."""
    step, *rest = arguments
    if step == "rows":
        rows(*rest)
    elif step == "take":
        TAKE[rest[0]](*rest[1:])
    else:
        own, both = ASK[rest[0]](rest[1])
        print(f"{own} lines, {both} claims")


if __name__ == "__main__":
    main(sys.argv[1:])
