"""The export: the same graph in every format, shapes kept, whatever stands in the data."""

from __future__ import annotations

import io
import sqlite3
import sys
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import EvidenceError
from evidence.files import stream_write
from evidence.rdf.export import FORMATS, export
from evidence.rdf.ntriples import address, below, text
from evidence.store import Store, open_store
from rdf_bases import MINI, ROOT, compiled, store

#: rdflib warns about the ways it uses itself when it reads JSON-LD and named graphs.
pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")
BASES = pytest.mark.parametrize("root", [MINI, ROOT], ids=["mini", "real"])
RDFLIB = {"turtle": "turtle", "jsonld": "json-ld", "ntriples": "nt"}


def _exported(root: Path, form: str) -> bytes:
    out = io.BytesIO()
    export(store(root), form, out)
    return out.getvalue()


def _triples(content: bytes, form: str) -> set[object]:
    from rdflib import Graph

    return set(Graph().parse(data=content.decode(), format=RDFLIB[form]))


def _quads(content: bytes, form: str) -> set[object]:
    pyoxigraph = pytest.importorskip("pyoxigraph", reason="pip install pyoxigraph to read named graphs")
    formats = {"trig": pyoxigraph.RdfFormat.TRIG, "nquads": pyoxigraph.RdfFormat.N_QUADS}
    return set(pyoxigraph.parse(content, format=formats[form]))


@pytest.mark.parametrize("form", ["turtle", "jsonld"])
def test_formats_hold_the_same_triples(form: str) -> None:
    assert _triples(_exported(MINI, form), form) == _triples(_exported(MINI, "ntriples"), "ntriples")


def test_trig_holds_the_quads_and_names_the_graphs() -> None:
    quads = _quads(_exported(MINI, "trig"), "trig")
    assert quads == _quads(_exported(MINI, "nquads"), "nquads")
    names = {str(quad.graph_name).rstrip(">").rpartition("/")[2] for quad in quads}  # type: ignore[attr-defined]
    assert names == {"DEFAULT", "curated", "computed"}


def test_verdicts_stand_in_the_computed_graph_only() -> None:
    for line in _exported(MINI, "nquads").decode().splitlines():
        computed = any(f"#{name}>" in line for name in ("ComputedVerdict", "countFor", "verdict", "vote", "counted"))
        about_terms = line.startswith("<https://w3id.org/evidence-kb/terms")
        assert about_terms or line.endswith("/graph/computed> .") == computed or not computed


@BASES
def test_export_is_the_same_twice(root: Path) -> None:
    assert _exported(root, "ntriples") == _exported(root, "ntriples")


@BASES
def test_export_keeps_to_the_shapes(root: Path) -> None:
    pyshacl = pytest.importorskip("pyshacl", reason="pip install pyshacl to check the shapes")
    from rdflib import Graph

    data = Graph().parse(data=_exported(root, "ntriples").decode(), format="nt")
    shapes = Graph().parse(ROOT / "src" / "evidence" / "rdf" / "shapes.ttl")
    conforms, _, report = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    assert conforms, report[:4000]


def test_shapes_refuse_what_is_wrong() -> None:
    pyshacl = pytest.importorskip("pyshacl", reason="pip install pyshacl to check the shapes")
    from rdflib import Graph, URIRef

    data = Graph().parse(data=_exported(MINI, "ntriples").decode(), format="nt")
    shapes = Graph().parse(ROOT / "src" / "evidence" / "rdf" / "shapes.ttl")
    for name in ("https://w3id.org/evidence-kb/terms#direction", "http://www.w3.org/ns/prov#wasGeneratedBy"):
        triple = next(iter(sorted(data.triples((None, URIRef(name), None)))))
        data.remove(triple)
        assert not pyshacl.validate(data, shacl_graph=shapes, inference="none")[0], name
        data.add(triple)


def test_rdflib_alone_writes_the_same_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    before = _triples(_exported(MINI, "ntriples"), "ntriples")
    trig = _quads(_exported(MINI, "nquads"), "nquads")
    monkeypatch.setitem(sys.modules, "pyoxigraph", None)
    turtle, other = _exported(MINI, "turtle"), _exported(MINI, "trig")
    monkeypatch.undo()
    assert _triples(turtle, "turtle") == before
    assert _quads(other, "trig") == trig


@given(st.text())
def test_any_text_survives_as_a_literal(value: str) -> None:
    from rdflib import Graph

    graph = Graph().parse(data=f"<http://a/> <http://b/> {text(value)} .", format="nt")
    assert [str(item) for item in graph.objects()] == [value]


@given(st.text(), st.text())
def test_no_text_breaks_out_of_an_address(one: str, other: str) -> None:
    for written in (address(one), below("https://example.org/", one, other)):
        assert written.startswith("<")
        assert written.endswith(">")
        assert not set(written[1:-1]) & set('<>"{}|^`\\ \n\r\t')


def _hostile(tmp_path: Path) -> Store:
    """The mini base with texts that try to break out of every format."""
    target = tmp_path / "hostile.sqlite"
    source = sqlite3.connect(compiled(MINI))
    copy = sqlite3.connect(target)
    source.backup(copy)
    nasty = '"> . <http://evil/> <http://evil/> "\\u0000\\x1b[31m‮</script>\\n@prefix evil: <'
    copy.execute("UPDATE record SET data = json_set(data, '$.label', ?) WHERE kind = 'study'", (nasty,))
    copy.execute(
        "UPDATE record SET data = json_set(data, '$.statement', ?) WHERE kind = 'claim'", (nasty + "\r\n\t\x07",)
    )
    copy.execute(
        "UPDATE record SET data = json_set(data, '$.csl.URL', ?) WHERE kind = 'source'", ("http://x/> <evil> \n",)
    )
    copy.execute("UPDATE meta SET value = ? WHERE key = 'title'", ("../..\n<evil> ‮",))
    copy.commit()
    copy.close()
    source.close()
    return open_store(target)


@pytest.mark.parametrize("form", ["turtle", "jsonld", "ntriples"])
def test_hostile_texts_stay_texts(form: str, tmp_path: Path) -> None:
    hostile = _hostile(tmp_path)
    out = io.BytesIO()
    export(hostile, form, out)
    found = _triples(out.getvalue(), form)
    assert not any(str(part).startswith("http://evil") for triple in found for part in triple)  # type: ignore[attr-defined]
    assert b"\x1b" not in out.getvalue()
    assert any("@prefix evil: <" in str(triple[2]) for triple in found)  # type: ignore[index]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "base.ttl"
    stream_write(target, partial(export, store(MINI), "turtle"))
    before = target.read_bytes()
    assert before == _exported(MINI, "turtle")
    broken = open_store(compiled(MINI))
    broken.connection.close()
    with pytest.raises(Exception, match="closed"):
        stream_write(target, partial(export, broken, "turtle"))
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["base.ttl"]


def test_bad_places_and_formats_are_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        stream_write(tmp_path / "file" / "base.ttl", partial(export, store(MINI), "turtle"))
    with pytest.raises(EvidenceError, match="no export format"):
        export(store(MINI), "rdfxml", io.BytesIO())
    assert set(FORMATS) == {"turtle", "trig", "jsonld", "nquads", "ntriples"}
