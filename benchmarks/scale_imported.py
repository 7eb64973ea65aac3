"""An imported base of any size, for ``scale.py``: a KGX graph with so many edges, most between invented genes.

Three edges are about two invented things in every graph, so the same questions have the same answers at every size.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

QUERY = Path(__file__).parent.parent / "queries" / "claims-about.rq"
CLAIM = "larkmint-affects-nausea"
#: Lines that a paper gives, and edges that a gene is in, on average.
_A_PAPER, _A_GENE = 2, 8

#: The commands that read, on a base made by ``write_graph`` and imported.
READING: Mapping[str, tuple[str, ...]] = {
    "imported: show CLAIM": ("show", CLAIM),
    "imported: ask": ("ask", "Does larkmint affect nausea?"),
    "imported: find": ("find", "larkmint nausea"),
    "imported: conflicts CLAIM": ("conflicts", CLAIM),
    "imported: paths": ("paths", "larkmint", "nausea"),
    "imported: query NAME.rq": ("query", str(QUERY), "--param", "concept=nausea"),
}


def write_graph(folder: Path, lines: int) -> Path:
    """Write nodes and edges as JSON lines, and give the file of edges."""
    draw = random.Random(lines)
    genes = max(4, 2 * lines // _A_GENE)
    nodes = [("MESH:1", "larkmint"), ("MESH:2", "nausea"), *((f"HGNC:{n}", f"gene {n}") for n in range(genes))]
    with (folder / "graph_nodes.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": name, "name": label}) + "\n" for name, label in nodes)
    edges = folder / "graph_edges.jsonl"
    with edges.open("w", encoding="utf-8") as file:
        for number, (subject, object_, paper, negated) in enumerate(_edges(draw, lines, genes)):
            edge = {
                "id": f"edge-{number}", "subject": subject, "predicate": "biolink:affects", "object": object_,
                "publications": [f"PMID:{paper}"], "negated": negated, "knowledge_level": "observation",
            }  # fmt: skip
            file.write(json.dumps(edge) + "\n")
    return edges


def _edges(draw: random.Random, lines: int, genes: int) -> Iterator[tuple[str, str, int, bool]]:
    yield from (("MESH:1", "MESH:2", paper, paper == 3) for paper in (1, 2, 3))
    for _ in range(lines - 3):
        one, other = draw.randrange(genes), draw.randrange(genes)
        yield f"HGNC:{one}", f"HGNC:{other}", draw.randrange(10, 10 + max(1, lines // _A_PAPER)), draw.random() < 0.1
