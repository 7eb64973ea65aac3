"""docs/rdf.md, the published page of our terms: generated from the tables that the export is written with."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.rdf.fields import (
    CITO,
    CLASSES,
    CONCEPTS,
    DOCUMENTS,
    EVIDENCE_BY_DESIGN,
    EVIDENCE_BY_SPECIES,
    TABLES,
    TAXA,
)
from evidence.rdf.namespaces import BASES, EV, NAMESPACES
from evidence.rdf.vocabulary import CLASSES as OUR_CLASSES
from evidence.rdf.vocabulary import CODE_LISTS, PROPERTIES

_HEAD = f"""\
# The base as RDF

    evidence export turtle --output base.ttl
    evidence export trig|jsonld|nquads|ntriples

All of a base is exported, every field of every record, and what the program computed from it. The whole is written in
terms of SEPIO, ECO, PROV-O, Biolink, Web Annotation, FaBiO, CiTO, SKOS and DCTerms; where none of them has a word, a term
of our own stands in, `ev:` for `<{EV}>`. This page is made from the tables the export is written with
(`EVIDENCE_REGENERATE=1 pytest tests/test_rdf_docs.py`).

- **Addresses.** A record is `<{BASES}` + the base's title as a slug + `/kind/id>`, such as
  `…/claim/opioid-signalling-required`. Its parts lie below it. Retitling a base moves its addresses.
- **Curated and computed.** Verdicts, votes, clusters and tiers are computed. In TriG and N-Quads they stand in the graph
  `…/graph/computed`, what people wrote in `…/graph/curated`. In every format each verdict and vote has
  `prov:wasGeneratedBy` the `ev:Computation`, which names the method with its hash, the content and the program.
  Nothing computed is a property of a claim itself but `ev:verdict` and `ev:vote`, which lead there.
- **Printed numbers stay text** (`ev:printedValue "0.50"`): 0.50 keeps its zero. Counts of people are integers.
- **Code lists** (directions, designs, words …) are SKOS concepts: `ev:Direction-supports` with `skos:notation "supports"`.
- **Shapes.** `src/evidence/rdf/shapes.ttl` says in SHACL what an export keeps to; tests check the real base with pySHACL.
- **JSON-LD context**: `src/evidence/rdf/context.jsonld`; `evidence export jsonld` uses it.
- **SPARQL.** `evidence query NAME.rq` asks through rdflib with an Oxigraph store beneath, or through rdflib alone where
  none is installed (the extra `sparql` brings it). On a server load Turtle into the default graph; with TriG
  or N-Quads let it query the union of the graphs (`oxigraph serve --union-default-graph`).

Limits: a monkey or a rodent is a code of ours, for it is no single taxon. `skos:closeMatch` and not `exactMatch` leads to
external identifiers, since curators looked up names and not definitions. SEPIO's newer information model (sepio-linkml)
has other names for the same things; the terms here are those of its OWL release. The addresses are names: nothing is
served there yet.
"""


def rdf_page() -> str:
    """The whole page."""
    parts = (*_prefixes(), *_records(), *_mappings(), *_own())
    return "\n".join((_HEAD, *parts))


def _prefixes() -> Iterator[str]:
    yield "## Prefixes\n\n| prefix | address |\n| --- | --- |"
    for prefix, namespace in sorted(NAMESPACES.items()):
        yield f"| `{prefix}` | `{namespace}` |"
    yield ""


def _records() -> Iterator[str]:
    yield "## Records and their fields\n"
    for kind, table in TABLES.items():
        classes = ", ".join(f"`{name}`" for name in CLASSES.get(kind, ()))
        yield f"**{kind}**{f' is a {classes}' if classes else ' (part of its record)'}\n"
        yield "| field | property | value |\n| --- | --- | --- |"
        for field, item in table.items():
            if item.property:
                yield f"| {field} | `{item.property}` | {item.kind}{f' ({item.of})' if item.of else ''} |"
        yield ""


def _mappings() -> Iterator[str]:
    mappings = (
        ("Documents in FaBiO", DOCUMENTS),
        ("Concepts in Biolink", CONCEPTS),
        ("Evidence in ECO, by species", EVIDENCE_BY_SPECIES),
        ("Evidence in ECO, by design", EVIDENCE_BY_DESIGN),
        ("A document and a claim in CiTO, by direction", CITO),
        ("Species with one taxon", TAXA),
    )
    for title, mapping in mappings:
        yield f"## {title}\n"
        yield ", ".join(f"{name} → `{term}`" for name, term in mapping.items()) + "\n"
    yield (
        "A claim has its lines as `sepio:0000007` (has supporting evidence line), `sepio:0000008` (has disputing evidence"
        " line) or `sepio:0000006` (has evidence line); a line has its document as `sepio:0000124` (has supporting"
        " reference); claims that contradict each other are linked by `sepio:0000101`.\n"
    )


def _own() -> Iterator[str]:
    for title, terms in (("Classes", OUR_CLASSES), ("Code lists", CODE_LISTS), ("Properties", PROPERTIES)):
        yield f"## Our {title.lower()}\n\n| term | meaning |\n| --- | --- |"
        for name, meaning in sorted(terms.items(), key=lambda item: item[0].lower()):
            yield f"| `ev:{name}` | {meaning} |"
        yield ""
