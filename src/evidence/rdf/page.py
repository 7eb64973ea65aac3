"""docs/rdf.md, the published page of our terms: generated from the tables that the export is written with."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.rdf.biolink import PREDICATES, SAME, relation
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
from evidence.rdf.vocabulary import CODE_LISTS, PROPERTIES, WIDER

_HEAD = f"""\
# The base as RDF

    evidence export turtle --output base.ttl
    evidence export trig|jsonld|nquads|ntriples

All of a base is exported, every field of every record, and what the program computed from it. The whole is written in
terms of SEPIO, ECO, PROV-O, Biolink, Web Annotation, FaBiO, CiTO, SKOS and Dublin Core; where none of them has a word, or
only a wider one, a term of our own stands in, `ev:` for `<{EV}>`. The wider ones are
named below and in the export (`rdfs:subPropertyOf`). This page is made from the tables the export is written with
(`EVIDENCE_REGENERATE=1 pytest tests/test_rdf_docs.py`).

- **Addresses.** A record is `<{BASES}` + the base's title as a slug + `/kind/id>`, such as
  `…/claim/opioid-signalling-required`. Its parts lie below it. Retitling a base moves its addresses. A title without a
  Latin letter or digit becomes `untitled-` and the start of its sha256.
- **Curated and computed.** Verdicts, votes, clusters and tiers are computed. In TriG and N-Quads they stand in the graph
  `…/graph/computed`, what people wrote in `…/graph/curated`. In every format each verdict and vote has
  `prov:wasGeneratedBy` the `ev:Computation`, which names the method with its hash, the content and the program.
  Nothing computed is a property of a claim itself but `ev:verdict` and `ev:vote`, which lead there. What a claim's result
  was in each tier is the count of its votes by `ev:tier` and `ev:sign`; what was left out is told by `ev:whyNotCounted`.
- **Printed numbers stay text** (`ev:printedValue "0.50"`): 0.50 keeps its zero. Counts of people are integers.
- **Code lists** (directions, designs, words …) are SKOS concepts: `ev:Direction-supports` with `skos:notation "supports"`.
- **Shapes.** `src/evidence/rdf/shapes.ttl` says in SHACL what an export keeps to; tests check the real base with pySHACL.
- **JSON-LD context**: `src/evidence/rdf/context.jsonld`; `evidence export jsonld` uses it.
- **SPARQL.** `evidence query NAME.rq` asks through rdflib with an Oxigraph store beneath, or through rdflib alone where
  none is installed (the extra `sparql` brings it). On a server load Turtle into the default graph; with TriG
  or N-Quads let it query the union of the graphs (`oxigraph serve --union-default-graph`). Here, without `--endpoint`, all
  triples stand in one graph without a name: a question with `GRAPH` is refused, for it could only find nothing. A double
  or float that is no finite number is answered as its text.

Limits: a monkey or a rodent is a code of ours, for it is no single taxon. A claim has `biolink:predicate` only where
Biolink says the same, in part with its qualifiers; `ev:predicate` is the base's own word. `skos:closeMatch` and not
`exactMatch` leads to external identifiers, since curators looked up names and not definitions. FaBiO has no word for a
meta-analysis, which need not be a systematic review. SEPIO's newer information model (sepio-linkml) has other names for
the same things; the terms here are those of its OWL release. The addresses are names: nothing is served there yet.
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
        ("Species with one taxon (`skos:exactMatch` of the code)", TAXA),
    )
    for title, mapping in mappings:
        yield f"## {title}\n"
        yield ", ".join(f"{name} → `{term}`" for name, term in mapping.items()) + "\n"
    yield "## Predicates that Biolink has, with direction and aspect of the object\n"
    yield ", ".join(_predicates()) + "\n"
    yield (
        "A claim has its lines as `sepio:0000007` (has supporting evidence line), `sepio:0000008` (has disputing evidence"
        " line), `sepio:0000009` (has inconclusive evidence line) where it is neutral, or `sepio:0000006` (has evidence line)"
        " where it is mixed; a line has its study as `sepio:0000085` (has supporting activity) and its document as"
        " `sepio:0000124` (has supporting reference); a claim is a `sepio:0000000` (proposition); claims that contradict each"
        " other are linked by `sepio:0000101`.\n"
    )
    yield "## Our properties that narrow one of others\n\n| ours | wider |\n| --- | --- |"
    for name, wider in sorted(WIDER.items()):
        yield f"| `ev:{name}` | `{wider}` |"
    yield ""


def _predicates() -> Iterator[str]:
    for name in sorted({*SAME, *(name.replace("_", "-") for name in PREDICATES)}):
        if said := relation(name):
            qualifiers = ", ".join(filter(None, (said.direction, said.aspect)))
            yield f"{name} → `biolink:{said.predicate}`{f' ({qualifiers})' if qualifiers else ''}"


def _own() -> Iterator[str]:
    for title, terms in (("Classes", OUR_CLASSES), ("Code lists", CODE_LISTS), ("Properties", PROPERTIES)):
        yield f"## Our {title.lower()}\n\n| term | meaning |\n| --- | --- |"
        for name, meaning in sorted(terms.items(), key=lambda item: item[0].lower()):
            yield f"| `ev:{name}` | {meaning} |"
        yield ""
