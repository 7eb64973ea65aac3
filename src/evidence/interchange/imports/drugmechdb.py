"""DrugMechDB's paths from drug to disease: each a hypothesis, each link of it a claim.

A path is curated knowledge: it names documents to read, and no result of a study. So its claims have no evidence lines
and their word is "no evidence"; the documents are listed in the hypothesis' ``todo``, and papers among them become
sources that wait for their lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from evidence.interchange.gathered import Gathered, one_line
from evidence.interchange.imports.drugmechdb_wording import KINDS, sentence, xref
from evidence.interchange.imports.members import Member, members, text_of
from evidence.model import ChainStep, Citation, Claim, Concept, Hypothesis, Source
from evidence.yaml_text import Document, read

_PMID = re.compile(r"https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/([1-9][0-9]{0,8})\b")
_PMCID = re.compile(r"https?://(?:www\.|pmc\.)?ncbi\.nlm\.nih\.gov/(?:pmc/)?articles/(PMC[1-9][0-9]{0,8})\b")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)(10\.[0-9]{4,9}(?:\.[0-9]+)*/[!-~]+)\Z", re.IGNORECASE)


class Link(NamedTuple):
    """A link between two nodes, by their ids in the origin."""

    source: str
    key: str
    target: str


@dataclass(frozen=True, slots=True)
class DrugPath:
    """One path, whole."""

    id: str
    drug: str
    disease: str
    nodes: Mapping[str, tuple[str, str]]
    links: tuple[Link, ...]
    references: tuple[str, ...]
    comment: str


class MisfitError(ValueError):
    """What is wrong with a path, and where in its record."""

    def __init__(self, message: str, *at: str | int) -> None:
        super().__init__(message)
        self.at = at


def gather(path: Path, into: Gathered) -> None:
    """Read paths from a folder, a packed folder, or a file with one path or a list of them."""
    for member in members(path, into, (".yaml", ".yml")):
        name = member.name
        if name.rpartition("/")[2].startswith("_"):
            into.remark("left out: an index of the files")
            continue
        document = _document(member, into)
        if document is None:
            continue
        several = isinstance(document.value, tuple)
        for index, value in enumerate(document.value if several else (document.value,)):
            into.count("paths")
            try:
                _take(_path(value), into)
            except MisfitError as error:
                at = ((index,) if several else ()) + error.at
                place = (name, *document.place(at))
                into.problem("IM002", "error", place, str(error), "the path is left out")


def _document(member: Member, into: Gathered) -> Document | None:
    """The file's YAML; ``None``, and a problem, when it cannot be read."""
    text = text_of(member, into)
    document = None if text is None else read(text)
    if document is None or not document.troubles:
        return document
    trouble = document.troubles[0]
    message = f"the YAML cannot be read ({trouble.kind}): {one_line(trouble.detail, 200)}"
    into.problem("IM001", "error", (member.name, trouble.line, trouble.column), message, "the file is left out")
    return None


def _path(value: Any) -> DrugPath:
    """A path from plain values; raises ``MisfitError``."""
    graph = _part(value, "graph", dict)
    nodes = dict(_nodes(_part(value, "nodes", tuple)))
    links = tuple(dict.fromkeys(_links(_part(value, "links", tuple), nodes)))
    references = value.get("references") or ()
    if isinstance(references, str):
        references = (references,)
    if not isinstance(references, tuple) or not all(isinstance(each, str) for each in references):
        raise MisfitError("references is no list of texts", "references")
    name = _text(graph, "_id", "graph")
    drug = _end(graph, ("drug_mesh", "drugbank"), "drug", nodes, links, first=True)
    disease = _end(graph, ("disease_mesh",), "disease", nodes, links, first=False)
    comment = value.get("comment")
    return DrugPath(
        name, drug, disease, nodes, links, tuple(dict.fromkeys(one_line(each, 500) for each in references)),
        one_line(comment, 1000) if isinstance(comment, str) else "",
    )  # fmt: skip


def _part(value: Any, name: str, kind: type) -> Any:
    if not isinstance(value, dict):
        raise MisfitError("a path is a mapping with graph, nodes and links")
    if not isinstance(value.get(name), kind) or not value[name]:
        raise MisfitError(f"{name} is missing, or no {'list' if kind is tuple else 'mapping'}", name)
    return value[name]


def _text(value: Any, key: str, *at: str | int) -> str:
    found = value.get(key) if isinstance(value, dict) else None
    if not isinstance(found, str) or not one_line(found):
        raise MisfitError(f"{key} is missing, or no text", *at, key)
    return one_line(found, 300)


def _nodes(listed: tuple[Any, ...]) -> Iterator[tuple[str, tuple[str, str]]]:
    for index, node in enumerate(listed):
        label = _text(node, "label", "nodes", index)
        if label not in KINDS:
            raise MisfitError(f"the node's label is {label[:60]!r}", "nodes", index, "label")
        yield _text(node, "id", "nodes", index), (_text(node, "name", "nodes", index), label)


def _links(listed: tuple[Any, ...], nodes: Mapping[str, object]) -> Iterator[Link]:
    for index, link in enumerate(listed):
        found = Link(*(_text(link, key, "links", index) for key in ("source", "key", "target")))
        for key, node in (("source", found.source), ("target", found.target)):
            if node not in nodes:
                raise MisfitError(f"{key} is {node[:60]!r}, which is none of the nodes", "links", index, key)
        yield found


def _end(
    graph: Any, keys: tuple[str, ...], what: str, nodes: Mapping[str, Any], links: tuple[Link, ...], first: bool
) -> str:
    """The node of the drug or the disease: the one that the graph names, else the only end of the links."""
    named = [graph[key] for key in keys if isinstance(graph.get(key), str) and graph[key] in nodes]
    if named:
        return str(named[0])
    starts, ends = {link.source for link in links}, {link.target for link in links}
    loose = sorted(starts - ends if first else ends - starts)
    fitting = [node for node in loose if nodes[node][1] == ("Drug" if first else "Disease")]
    for found in (fitting, loose):
        if len(found) == 1:
            return found[0]
    raise MisfitError(f"the {what} is none of the nodes", "graph", keys[0])


def _take(path: DrugPath, into: Gathered) -> None:
    """The path as concepts, claims, sources and a hypothesis."""
    chain = _chain(path)
    if not chain:
        raise MisfitError("no links lead from the drug to the disease", "links")
    concepts = {node: _concept(node, *path.nodes[node], into) for node in path.nodes}
    claims = {link: _claim(link, concepts, into) for link in path.links}
    name = into.slug("hypothesis", path.id, path.id)
    if name in into.hypotheses:
        raise MisfitError(f"the path {path.id[:60]!r} is there already", "graph", "_id")
    drug, disease = path.nodes[path.drug][0], path.nodes[path.disease][0]
    through = [path.nodes[link.target][0] for link in chain[:-1]]
    tests = tuple(dict.fromkeys(claims[link] for link in chain))
    into.hypotheses[name] = Hypothesis(
        name,
        f"{drug} for {disease} ({path.id})",
        f"{drug} treats {disease}{' by way of ' + _listed(through) if through else ''}.",
        tests,
        bears=tuple(sorted({claim for claim in claims.values() if claim not in tests})),
        chain=tuple(ChainStep(concepts[link.source], concepts[link.target], claims[link]) for link in chain),
        todo=_todo(path, into),
    )


def _listed(names: list[str]) -> str:
    shown = names if len(names) <= 4 else [*names[:2], f"{len(names) - 3} more steps", names[-1]]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _chain(path: DrugPath) -> tuple[Link, ...]:
    """A shortest way from drug to disease; of several, the first by node id."""
    onward: dict[str, list[Link]] = {}
    for link in sorted(path.links):
        onward.setdefault(link.source, []).append(link)
    reached: dict[str, tuple[Link, ...]] = {path.drug: ()}
    waiting = [path.drug]
    for node in waiting:
        for link in onward.get(node, ()):
            if link.target not in reached:
                reached[link.target] = (*reached[node], link)
                waiting.append(link.target)
    return reached.get(path.disease, ())


def _concept(node: str, name: str, label: str, into: Gathered) -> str:
    slug = into.slug("concept", node, name)
    known = into.concepts.get(slug)
    if known is None:
        reference = xref(node)
        if reference is None:
            into.remark(f"without an external reference: a node whose id is of {node.partition(':')[0][:20]}")
        into.concepts[slug] = Concept(slug, KINDS[label], name, xrefs=(reference,) if reference else ())
    elif name.casefold() not in {known.label.casefold(), *map(str.casefold, known.synonyms)}:
        into.concepts[slug] = replace(known, synonyms=(*known.synonyms, name))
    return slug


def _claim(link: Link, concepts: Mapping[str, str], into: Gathered) -> str:
    subject, target = concepts[link.source], concepts[link.target]
    predicate = "-".join(re.findall("[a-z0-9]+", link.key.lower()))
    name = into.slug("claim", "\t".join(link), f"{subject} {predicate} {target}")
    if name not in into.claims:
        words = sentence(into.concepts[subject].label, link.key, into.concepts[target].label)
        into.claims[name] = Claim(name, "links", "mechanism", subject, predicate, target, words)
    return name


def _todo(path: DrugPath, into: Gathered) -> str:
    """What is left to do: read what the path refers to, papers first."""
    if not path.references:
        into.remark("a path that names no document")
    for reference in path.references:
        _source(reference, into)
    read = (
        f"Read what DrugMechDB names for this path, and add its results: {', '.join(path.references)}."
        if (path.references)
        else "DrugMechDB names no document for this path."
    )
    return f"{read} Its comment: {path.comment}" if path.comment else read


def _source(reference: str, into: Gathered) -> None:
    """A paper as a source that waits for its lines; other pages stand in the ``todo`` alone."""
    for field, form in (("PMID", _PMID), ("PMCID", _PMCID), ("DOI", _DOI)):
        found = form.match(reference)
        if found:
            number = found[1].rstrip(".").lower() if field == "DOI" else found[1]
            name = into.slug("source", f"{field} {number}", f"{field} {number}")
            citation = replace(Citation("article-journal"), **{field: number})  # type: ignore[arg-type]
            into.sources.setdefault(name, Source(name, "journal-article", citation))
            return
    into.remark("named in the todo of its path, no source: a reference to a database, an encyclopaedia or a page")
