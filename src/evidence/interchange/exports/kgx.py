"""KGX, the exchange format of Biolink graphs: an edge for every study's own result for or against a claim.

An edge is negated where the study disputes the claim, and each carries the claim's computed word beside it, so that none
reads as settled. Nodes and edges are two files, so what is written is one ``.tar.gz`` of both, as ``kgx`` itself reads.
"""

from __future__ import annotations

import gzip
import json
import tarfile
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, Any

from evidence.ids import PREFIXES
from evidence.interchange.exports import biolink
from evidence.interchange.exports.held import Lost
from evidence.interchange.gathered import one_line
from evidence.rdf.biolink import Relation, relation
from evidence.rdf.fields import DOCUMENTS
from evidence.rdf.ntriples import segment
from evidence.rdf.records import Writer
from evidence.rdf.statements import base_address
from evidence.store import Store

Row = dict[str, str | bool | list[str]]

NODE_COLUMNS = ("id", "category", "name", "description", "synonym", "xref", "publication_type", "iri")
EDGE_COLUMNS = (
    "id", "subject", "predicate", "object", "category", "negated", "qualified_predicate", "object_direction_qualifier",
    "object_aspect_qualifier", "species_context_qualifier", "original_predicate", "publications", "knowledge_level",
    "agent_type", "primary_knowledge_source",
)  # fmt: skip
#: What Biolink has no slot for, in columns of our own: none of them is named like a slot.
OWN_NODE_COLUMNS = (
    "id_in_base", "kind_in_base", "standing", "issued_on", "reports_studies", "design", "masking", "species_in_base",
    "studied_population", "administration", "participants_total", "participants_analysed", "team", "cohort", "registry",
    "part_of_studies", "includes_studies", "includes_complete", "pools",
)  # fmt: skip
OWN_EDGE_COLUMNS = (
    "study_in_base", "claim", "claim_statement", "claim_group", "claim_profile", "claim_species", "claim_administration",
    "computed_word", "computed_direction", "computed_certainty", "computed_by", "lines_without_edge", "counted",
    "why_not_counted", "independent_group", "directness", "outcome_role", "manipulates", "causal_level",
    "species_in_base", "finding", "locator",
)  # fmt: skip

#: Fields of a study that have a column of their own name.
_STUDY_AS_IT_IS = ("design", "masking", "team", "cohort", "registry", "includes_complete", "pools")
#: An own result, for or against, that stands: whatever else keeps it from speaking in a vote is told on its edge.
_STANDS = """l.role = 'own-result' AND l.status = 'accepted' AND l.direction IN ('supports', 'disputes')
  AND d.is_echo = 0 AND l.failed_check = 0
  AND (l.counted = 1 OR d.standing NOT IN (SELECT value FROM json_each(
    (SELECT value FROM meta WHERE key = 'method_values'), '$.left_out_standings')))"""
#: What a claim says beyond its triple: who finds against that has not found against the triple.
_BEYOND = "(SELECT json_extract(data, '$.says_more') FROM record WHERE kind = 'claim' AND id = l.claim) AS beyond"
_FROM = """FROM line l JOIN source d ON d.id = l.source JOIN study s ON s.id = l.study JOIN claim c ON c.id = l.claim
  JOIN concept a ON a.id = c.subject JOIN concept b ON b.id = c.object"""


def write_tsv(store: Store, out: IO[bytes]) -> None:
    """Both tables, lists with ``|`` between their items; no field holds a tab or a line break."""
    _archive(store, out, "tsv", _table)


def write_jsonl(store: Store, out: IO[bytes]) -> None:
    """Both lists, a JSON object a line; a value that is not there has no key."""
    _archive(store, out, "jsonl", _objects)


def _archive(
    store: Store, out: IO[bytes], ending: str, text: Callable[[Iterable[Row], tuple[str, ...]], Iterator[str]]
) -> None:
    graph = Graph(store)
    with (
        gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.USTAR_FORMAT) as archive,
    ):
        for name, rows, columns in (
            ("nodes", graph.nodes(), NODE_COLUMNS + OWN_NODE_COLUMNS),
            ("edges", graph.edges(), EDGE_COLUMNS + OWN_EDGE_COLUMNS),
        ):
            with tempfile.TemporaryFile() as file:
                file.writelines(piece.encode() for piece in text(rows, columns))
                member = tarfile.TarInfo(f"{graph.name[:80]}_{name}.{ending}")
                member.size = file.tell()
                file.seek(0)
                archive.addfile(member, file)


def _table(rows: Iterable[Row], columns: tuple[str, ...]) -> Iterator[str]:
    yield "\t".join(columns) + "\n"
    for row in rows:
        yield "\t".join(_cell(row.get(column, "")) for column in columns) + "\n"


def _cell(value: str | bool | list[str]) -> str:
    if isinstance(value, list):
        return "|".join(item.replace("|", "/") for item in value)
    return str(value).lower() if isinstance(value, bool) else value


def _objects(rows: Iterable[Row], columns: tuple[str, ...]) -> Iterator[str]:
    for row in rows:
        yield json.dumps({column: row[column] for column in columns if column in row}) + "\n"


class Graph:
    """A base as rows of nodes and edges."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.writer = Writer(base_address(store))
        self.name = self.writer.base.rstrip("/").rpartition("/")[2]
        self._shared = _shared(store)
        self._names: dict[tuple[str, str], str] = {}
        self._categories = _categories(store)
        self._without_edge = Counter(
            claim for claim, why, counted in _lines(store, self._categories) if why and counted
        )

    def nodes(self) -> Iterator[Row]:
        """Every concept, document and study, by kind and id."""
        for kind, made in (("concept", self._concept), ("source", self._source), ("study", self._study)):
            for row in self.store.each("SELECT data FROM record WHERE kind = ? ORDER BY id", kind):
                record = json.loads(row["data"])
                self._names[kind, record["id"]] = name = self._curie(kind, record)
                own = {"id": name, "iri": self.writer.node(kind, record["id"])[1:-1], "id_in_base": record["id"]}
                yield _clean(own | made(record))

    def edges(self) -> Iterator[Row]:
        """An edge for each result that Biolink has a predicate for, by the line's id. After ``nodes``."""
        sql = f"""SELECT l.*, 1 AS stands, {_BEYOND}, c.subject, c.predicate, c.object, c.statement, c.topic, c.profile, c.species AS scope,
          c.routes, s.cluster, v.word, v.direction AS sign, v.certainty
          {_FROM} JOIN verdict v ON v.id = c.id AND v.kind = 'claim' WHERE {_STANDS} ORDER BY l.id"""
        for row in self.store.each(sql):
            found = _in_biolink(dict(row), self._categories)
            if not isinstance(found, str):
                yield _clean(self._edge(dict(row), *found) | self._own_edge(dict(row)))

    def _edge(self, row: dict[str, Any], said: Relation, category: str) -> dict[str, Any]:
        return {
            "id": self._own("line", row["id"]),
            "subject": self._names["concept", row["subject"]],
            "predicate": f"biolink:{said.predicate}",
            "object": self._names["concept", row["object"]],
            "category": [category],
            "negated": row["direction"] == "disputes",
            "qualified_predicate": f"biolink:{said.qualified}" if said.qualified else None,
            "object_direction_qualifier": said.direction,
            "object_aspect_qualifier": said.aspect,
            "species_context_qualifier": biolink.TAXON_CURIES.get(row["species"]),
            "original_predicate": self.writer.code("Predicate", row["predicate"])[1:-1],
            "publications": [self._names["source", row["source"]]],
            "knowledge_level": "observation",
            "agent_type": "not_provided",
            "primary_knowledge_source": f"infores:{self.name}",
        }

    def _own_edge(self, row: dict[str, Any]) -> dict[str, Any]:
        return {
            "study_in_base": self._names["study", row["study"]],
            "claim": row["claim"],
            "claim_statement": row["statement"],
            "claim_group": row["topic"],
            "claim_profile": row["profile"],
            "claim_species": row["scope"].split(),
            "claim_administration": row["routes"].split(),
            "computed_word": row["word"],
            "computed_direction": row["sign"],
            "computed_certainty": row["certainty"],
            "computed_by": self.store.meta["method"],
            "lines_without_edge": str(self._without_edge[row["claim"]]),
            "counted": bool(row["counted"]),
            "why_not_counted": row["why_not"],
            "independent_group": row["cluster"],
            "directness": row["directness"],
            "outcome_role": row["outcome_role"],
            "manipulates": row["manipulates"],
            "causal_level": row["causal_level"],
            "species_in_base": row["species"].split(),
            "finding": row["finding"],
            "locator": row["locator"],
        }

    def _concept(self, record: dict[str, Any]) -> dict[str, Any]:
        xrefs = [biolink.curie(reference) for reference in record.get("xrefs", ())]
        return {
            "category": [self._categories[record["id"]]],
            "name": record["label"],
            "description": record.get("definition"),
            "synonym": record.get("synonyms"),
            "xref": xrefs,
            "kind_in_base": record["kind"],
        }

    def _source(self, record: dict[str, Any]) -> dict[str, Any]:
        return {
            "category": ["biolink:Publication"],
            "name": record["csl"].get("title"),
            "xref": _identifiers(record["csl"]),
            "publication_type": [DOCUMENTS[record["kind"]]],
            "kind_in_base": record["kind"],
            "standing": record.get("standing", {}).get("status"),
            "issued_on": record["csl"].get("issued"),
            "reports_studies": [self._own("study", name) for name in record.get("reports", ())],
        }

    def _study(self, record: dict[str, Any]) -> dict[str, Any]:
        people = record.get("n", {})
        population = record.get("population")
        return {
            "category": ["biolink:Study"],
            "name": record["label"],
            "species_in_base": record["species"],
            "studied_population": self._names["concept", population] if population else None,
            "administration": record.get("intervention", {}).get("route"),
            "participants_total": _number(people.get("total")),
            "participants_analysed": _number(people.get("analysed")),
            "part_of_studies": [self._own("study", name) for name in record.get("part_of", ())],
            "includes_studies": [self._own("study", name) for name in record.get("includes", ())],
            **{name: record.get(name) for name in _STUDY_AS_IT_IS},
        }

    def _curie(self, kind: str, record: dict[str, Any]) -> str:
        """The first reference that names this record and no other, else an id of the base's own."""
        for reference in _references(kind, record):
            if self._shared[reference] == 1:
                return reference
        return self._own(kind, record["id"])

    def _own(self, kind: str, name: str) -> str:
        return f"{self.name}.{kind}:{segment(name)}"


def _references(kind: str, record: dict[str, Any]) -> list[str]:
    """What may stand for a record: a prefix that it uses once, for two of a kind are parts or neighbours of it."""
    if kind == "source":
        return _identifiers(record["csl"])
    known = [item for item in record.get("xrefs", ()) if item.partition(":")[0] in PREFIXES]
    times = Counter(item.partition(":")[0] for item in known)
    return [biolink.curie(item) for item in known if times[item.partition(":")[0]] == 1]


def _shared(store: Store) -> Counter[str]:
    """How many records each reference is given for."""
    found: Counter[str] = Counter()
    for row in store.each("SELECT kind, data FROM record WHERE kind IN ('concept', 'source')"):
        record = json.loads(row["data"])
        given = _identifiers(record["csl"]) if row["kind"] == "source" else map(biolink.curie, record.get("xrefs", ()))
        found.update(set(given))
    return found


def _identifiers(csl: dict[str, Any]) -> list[str]:
    """What Biolink names a document by, in its order."""
    pmcid = str(csl.get("PMCID", "")).removeprefix("PMC")
    pairs = (("PMID", csl.get("PMID")), ("doi", csl.get("DOI")), ("PMC", pmcid))
    return [f"{prefix}:{value}" for prefix, value in pairs if value]


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)


def _clean(row: dict[str, Any]) -> Row:
    """A row without what is not known, each text on one line and without characters that nobody sees."""
    found: Row = {}
    for column, value in row.items():
        if isinstance(value, list):
            value = [_line(item) for item in value]
        elif isinstance(value, str):
            value = _line(value)
        if value not in (None, "", []):
            found[column] = value
    return found


def _line(text: str) -> str:
    return one_line(text, limit=1_000_000)


def left_out(store: Store) -> list[Lost]:
    """The lines that become no edge, by the first reason why, the claims that no edge is about, and those of whose
    lines that count only some are edges: no reader can compute their words from the graph."""
    found: Counter[str] = Counter()
    claims = set(store.ids("claim"))
    partly = set()
    for claim, why, counted in _lines(store, _categories(store)):
        if why is None:
            claims.discard(claim)
        else:
            found[f"line {why}"] += 1
            if counted:
                partly.add(claim)
    if claims:
        found["claim without such an edge"] = len(claims)
    told = [Lost(what, "*", count) for what, count in sorted(found.items())]
    partly -= claims
    return [*told, Lost("claim", "every line that counts", len(partly))] if partly else told


def _lines(store: Store, categories: Mapping[str, str]) -> Iterator[tuple[str, str | None, bool]]:
    """The claim of every line, why the line is no edge (``None``: it is one), and whether it counts."""
    sql = f"""SELECT l.claim, l.role, l.direction, l.directness, l.counted, {_BEYOND}, c.subject, c.predicate, c.object, {_STANDS} AS stands
      {_FROM.replace(" JOIN", " LEFT JOIN")}"""
    for row in store.each(sql):
        found = _in_biolink(dict(row), categories)
        yield row["claim"], found if isinstance(found, str) else None, bool(row["counted"])


def _categories(store: Store) -> dict[str, str]:
    """The Biolink class of every concept."""
    found = {}
    for row in store.each("SELECT data FROM record WHERE kind = 'concept'"):
        record = json.loads(row["data"])
        found[record["id"]] = biolink.category(record["kind"], map(biolink.curie, record.get("xrefs", ())))
    return found


def _in_biolink(row: dict[str, Any], categories: Mapping[str, str]) -> tuple[Relation, str] | str:
    """What the edge of a line says and its class; or why the line is no edge."""
    if row["role"] != "own-result":
        return "that is a synthesis or somebody else's result"
    if row["direction"] not in ("supports", "disputes"):
        return "that is neutral or mixed"
    if not row["stands"]:
        return "that is not accepted, only restates, fails a check or rests on a document left out of verdicts"
    if row["beyond"]:
        return "whose claim says more than its triple"
    if row["direction"] == "disputes" and row["directness"] != "direct":
        return "that disputes its claim indirectly: it found nothing against the triple itself"
    said = relation(row["predicate"]) if row["predicate"] else None
    if said is None:
        return "whose claim Biolink has no predicate for"
    category = biolink.association(said, categories[row["subject"]], categories[row["object"]])
    if category is None:
        return "whose claim has a direction that Biolink has no place for between such ends"
    return said, category


_HELD = {
    "concept": {"id", "kind", "label", "synonyms", "xrefs", "definition"},
    "source": {"id", "kind", "csl.title", "csl.issued", "csl.PMID", "csl.DOI", "csl.PMCID", "reports", "standing.status"},
    "study": {
        "id", "label", "species", "population", "intervention.route", "n.total", "n.analysed", "part_of", "includes",
        *_STUDY_AS_IT_IS,
    },
    "line": {
        "id", "claim", "source", "direction", "directness", "role", "outcome_role", "manipulates", "causal_level",
        "species", "status", "finding", "locator",
    },
    "claim": {
        "id", "group", "profile", "subject", "predicate", "object", "statement", "qualifiers.species", "qualifiers.route",
    },
}  # fmt: skip


def holds(kind: str, field: str, _: Any) -> bool:
    """Concepts, studies and documents as nodes; of the lines that become edges, what was found, where, and the claim."""
    return field in _HELD.get(kind, ())
