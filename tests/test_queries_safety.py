"""Saved questions only read, end in time, and take nothing that is not what it says to be."""

from __future__ import annotations

import io
import re
import sqlite3
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.errors import EvidenceError
from evidence.queries import sql
from evidence.queries.ask import ask
from evidence.queries.find import question, questions
from evidence.queries.header import Question, read_question
from evidence.queries.values import given as given_pairs
from evidence.queries.values import into_sparql, values
from evidence.rdf import kept, sparql, worker
from evidence.rdf.guard import checked
from evidence.rdf.sparql import Bounds
from evidence.render import plain
from evidence.render.answers_table import answer_page
from evidence.store import open_store
from rdf_bases import MINI, ROOT, compiled

QUICK = Bounds(seconds=1)
PREFIX = "PREFIX ev: <https://w3id.org/evidence-kb/terms#>\n"


def _sql(text: str, bounds: Bounds = QUICK) -> sparql.Rows:
    return sql.select(compiled(MINI), text, {}, bounds)


@pytest.mark.parametrize(
    "text",
    [
        "DELETE FROM claim",
        "WITH x AS (SELECT 1) DELETE FROM claim",
        "INSERT INTO meta VALUES ('a', 'b')",
        "ATTACH 'x.db' AS x",
        "PRAGMA writable_schema = 1",
        "SELECT * FROM pragma_table_info('claim')",
        "SELECT load_extension('x')",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP TABLE claim",
        "CREATE TABLE x (y)",
        "VACUUM INTO 'x.db'",
        "EXPLAIN SELECT 1",
        "-- nothing but a comment",
        "",
        "/* open",
        "SELECT",
        "SELECT * FROM nowhere",
        "SELECT :missing",
    ],
)
def test_sql_that_does_not_just_read_is_refused(text: str) -> None:
    before = compiled(MINI).read_bytes()
    with pytest.raises(EvidenceError) as caught:
        _sql(text)
    assert caught.value.hint
    assert compiled(MINI).read_bytes() == before


def test_sql_may_read_what_the_schema_offers() -> None:
    assert _sql("-- a remark\n/* and another */ WITH x AS (SELECT 1 AS n) SELECT n FROM x").rows == ((1,),)
    assert _sql("SELECT COUNT(*) FROM document_text WHERE document_text MATCH 'larkmint'").rows[0][0] > 0  # type: ignore[operator]
    assert _sql("SELECT x'00ff'").rows == (("x'00ff'",),)


def test_a_number_without_end_is_text_in_sql() -> None:
    assert _sql("SELECT 9e999, -9e999, 9e999 - 9e999, 1.5").rows == (("INF", "-INF", None, 1.5),)


def test_a_number_without_end_is_text_in_sparql() -> None:
    query = """SELECT ?x WHERE { VALUES ?x { "1e999"^^xsd:double "-INF"^^xsd:double "NaN"^^xsd:double 1.5e0 } }"""
    rows = sparql.select(compiled(MINI), f"PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> {query}", Bounds()).rows
    assert all(isinstance(row[0], str) for row in rows[:3]), rows
    assert rows[3] == (1.5,)


def test_a_named_graph_is_refused_where_there_is_none() -> None:
    with pytest.raises(EvidenceError, match="one graph") as caught:
        sparql.select(compiled(MINI), "SELECT ?g { graph ?g { ?s ?p ?o } }", Bounds())
    assert "docs/rdf.md" in caught.value.hint
    query = 'PREFIX graph: <http://GRAPH/> ASK { ?GRAPH graph:GRAPH "GRAPH" } # GRAPH'
    assert sparql.select(compiled(MINI), query, Bounds()).rows == ((False,),)


@pytest.mark.parametrize(
    "text",
    [
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT COUNT(*) FROM n",
        "SELECT COUNT(*) FROM line a, line b, line c, line d, line e, line f, line g, line h",
    ],
)
def test_sql_without_end_is_stopped(text: str) -> None:
    start = time.monotonic()
    with pytest.raises(EvidenceError, match="stopped after 1 seconds"):
        _sql(text)
    assert time.monotonic() - start < 10


def test_sql_answers_are_cut_off() -> None:
    counting = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
    assert len(_sql(counting, Bounds(rows=7)).rows) == 7
    assert _sql(counting, Bounds(rows=7)).truncated
    long = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT printf('%.100000c', 'y') FROM n"
    assert len(_sql(long, Bounds(characters=1_000_000)).rows) <= 10
    with pytest.raises(EvidenceError):
        _sql("SELECT length(hex(zeroblob(900000000)))")


BAD_SPARQL = [
    "INSERT DATA { <a:b> <a:c> <a:d> }",
    "DELETE WHERE { ?s ?p ?o }",
    "LOAD <http://127.0.0.1/x>",
    "CLEAR ALL",
    "SELECT * { ?s ?p ?o } ; DROP ALL",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "DESCRIBE <a:b>",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 5SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { # x\rSERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { FILTER(?a<?b)SERVICE<http://127.0.0.1:1/>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 'a\\'' SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    'SELECT * { ?s ?p """a"""SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }',
    "PREFIX a: <b:> SERVICE <http://127.0.0.1:1/> {}",
    "",
    "x" * 200_000,
]


@pytest.mark.parametrize("text", BAD_SPARQL, ids=range(len(BAD_SPARQL)))
def test_sparql_that_reaches_out_or_writes_is_refused(text: str) -> None:
    with pytest.raises(EvidenceError) as caught:
        checked(text)
    assert caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE <x> { } FROM" }',
        "SELECT * { ?service ?from ?load }",
        "PREFIX s: <http://service.from/> SELECT * { ?x s:SERVICE s:from }",
        "# INSERT SERVICE\nSELECT * { <http://x/SERVICE> ?p '''FROM''' }",
        "BASE <http://x/>\nPREFIX : <y>\n\nASK { :SERVICE :from 1 }",
        "select ?x { ?x ?y ?z }",
    ],
)
def test_sparql_with_such_words_in_names_and_texts_may_run(text: str) -> None:
    assert checked(text) == text


@given(st.text(alphabet="SERVICEFROM <>{}?$:;\"'\\#\n\r.,ab5_-@()", max_size=60))
@settings(max_examples=300)
def test_what_the_guard_passes_an_engine_parses_without_service_or_from(body: str) -> None:
    """An engine with a whole grammar is the oracle: nothing it understands as SERVICE or FROM gets through."""
    from rdflib.plugins.sparql.parser import parseQuery

    query = f"SELECT * {{ ?s ?p ?o . {body} }}"
    try:
        plain_text = checked(query)
    except EvidenceError:
        return
    try:
        tree = str(parseQuery(plain_text))
    except Exception:
        return
    assert "ServiceGraphPattern" not in tree
    assert "DatasetClause" not in tree


def test_sparql_without_end_is_stopped() -> None:
    triple = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(8))
    start = time.monotonic()
    with pytest.raises(EvidenceError, match="stopped after 2 seconds"):
        sparql.select(compiled(MINI), f"SELECT (COUNT(*) AS ?n) {{ {triple} }}", Bounds(seconds=2))
    assert time.monotonic() - start < 20


def test_sparql_answers_are_cut_off() -> None:
    found = sparql.select(compiled(MINI), "SELECT * { ?a ?b ?c . ?d ?e ?f }", Bounds(rows=9))
    assert len(found.rows) == 9
    assert found.truncated
    assert sparql.select(compiled(MINI), PREFIX + "ASK { ?x a ev:Claim }", Bounds()).rows == ((True,),)


def test_sparql_mistakes_are_said() -> None:
    with pytest.raises(EvidenceError, match="cannot be run"):
        sparql.select(compiled(MINI), "SELECT ?x WHERE { ?x ", Bounds())


def test_a_file_in_the_current_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rdflib.py").write_text("raise SystemExit('run')")
    (tmp_path / "json.py").write_text("raise SystemExit('run')")
    monkeypatch.chdir(tmp_path)
    assert sparql.select(compiled(MINI), "ASK { ?x ?y ?z }", Bounds()).rows == ((True,),)


@pytest.mark.parametrize(
    "item", [item for item in questions(ROOT) if item.language == "rq"], ids=lambda item: item.name
)
def test_rdflib_alone_answers_alike(item: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    """rdflib's own engine is the oracle for the store beneath it."""
    query = into_sparql(item, values(item, item.mini))
    with_store = worker.run(compiled(MINI), query, 1000, 10**7)
    monkeypatch.setitem(sys.modules, "oxrdflib", None)
    alone = worker.run(compiled(MINI), query, 1000, 10**7)
    assert alone["engine"] == "rdflib"
    assert (alone["columns"], alone["rows"]) == (with_store["columns"], with_store["rows"])


CONTESTED = question("contested-claims.rq", ROOT)
INJECTIONS = [
    '" } ?x ?y ?z . FILTER("" = "',
    "'",
    '\\" }',
    "} SERVICE <http://x/> {",
    "a'; DROP TABLE claim; --",
    "?x",
    "{",
    "}",
]


@pytest.mark.parametrize("value", INJECTIONS)
@pytest.mark.parametrize("language", ["sql", "rq"])
def test_values_stay_values(value: str, language: str) -> None:
    item = question(f"contested-claims.{language}", ROOT)
    assert ask(item, {"topic": value}, compiled(MINI), Bounds()).rows.rows == ()


@given(st.text(max_size=50))
def test_any_text_is_one_literal_in_sparql(value: str) -> None:
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        query = into_sparql(CONTESTED, values(CONTESTED, {"topic": value}))
    except EvidenceError:
        return
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', '""', query)
    assert bare == re.sub(r'"(?:[^"\\]|\\.)*"', '""', CONTESTED.text).replace('{ "" }', '{ "" }', 1)
    parseQuery(checked(query))


@pytest.mark.parametrize(
    ("name", "pairs", "said"),
    [
        ("contested-claims", ["topik=opioid"], "no parameter 'topik'"),
        ("harms", ["topic"], "no key=value"),
        ("harms", ["topic=a", "topic=b"], "given twice"),
        ("largest-studies", ["most=three"], "whole number"),
        ("opioid-blockade-in-people", ["claims="], "one or more ids"),
        ("opioid-blockade-in-people", ["claims=a b;c"], "one or more ids"),
        ("claims-about", ["concept=two words"], "an id"),
        ("harms", ["topic=\x1b[31m"], "plain characters"),
        ("harms", ["topic=" + "x" * 5000], "plain characters"),
    ],
)
def test_bad_parameters_are_said(name: str, pairs: list[str], said: str) -> None:
    with pytest.raises(EvidenceError, match=re.escape(said)) as caught:
        values(question(name, ROOT), given_pairs(pairs))
    assert caught.value.hint


def test_a_parameter_without_default_has_to_be_given() -> None:
    item = read_question("own", "sql", "-- param: year number; the year; 2020\nSELECT :year", "own.sql")
    with pytest.raises(EvidenceError, match="needs year"):
        values(item, {})
    assert ask(item, {"year": "7"}, compiled(MINI), Bounds()).rows.rows == ((7,),)


def test_dates_are_dates() -> None:
    item = read_question("own", "sql", "-- param: day date = ; a day; 2020-01\nSELECT :day", "own.sql")
    assert values(item, {"day": "2020-01"}) == {"day": "2020-01"}
    with pytest.raises(EvidenceError, match="a date"):
        values(item, {"day": "tomorrow"})


@pytest.mark.parametrize("line", ["-- param: Bad text", "-- param: x unknown", "-- param: x", "-- mini: topic"])
def test_bad_headers_are_said(line: str) -> None:
    with pytest.raises(EvidenceError):
        read_question("own", "sql", f"{line}\nSELECT 1", "own.sql")


def test_a_sparql_parameter_needs_its_block() -> None:
    item = read_question("own", "rq", "# param: topic text = ; a topic; x\nSELECT * { ?s ?p ?o }", "own.rq")
    with pytest.raises(EvidenceError, match="0 VALUES blocks"):
        into_sparql(item, values(item, {}))


def test_own_files_and_unknown_names(tmp_path: Path) -> None:
    own = tmp_path / "mine.sql"
    own.write_text("SELECT id FROM claim_verdict ORDER BY id LIMIT 1")
    assert ask(question(str(own), ROOT), {}, compiled(MINI), Bounds()).rows.rows == (("cold-receptor-required",),)
    with pytest.raises(EvidenceError, match="no saved question") as caught:
        question("contested-claim", ROOT)
    assert caught.value.hint == "did you mean contested-claims?"
    with pytest.raises(EvidenceError, match="cannot be read"):
        question(str(tmp_path / "none.sql"), ROOT)
    (tmp_path / "bad.rq").write_bytes(b"\xff\xfe")
    with pytest.raises(EvidenceError, match="not UTF-8"):
        question(str(tmp_path / "bad.rq"), ROOT)
    (tmp_path / "big.rq").write_text("#" * 300_000)
    with pytest.raises(EvidenceError, match="larger than"):
        question(str(tmp_path / "big.rq"), ROOT)
    with pytest.raises(EvidenceError, match="SQL only"):
        question("harms", ROOT, "rq")


def test_a_base_may_have_questions_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "harms.sql").write_text("-- title: Mine\nSELECT 1")
    assert question("harms", tmp_path).title == "Mine"
    assert question("contested-claims", tmp_path).title == "Contested claims"


@pytest.mark.parametrize("language", ["sql", "rq"])
def test_control_characters_are_shown_and_not_obeyed(language: str, tmp_path: Path) -> None:
    target = tmp_path / "hostile.sqlite"
    source, copy = sqlite3.connect(compiled(MINI)), sqlite3.connect(target)
    source.backup(copy)
    source.close()
    nasty = "a\x1b[31mb\x07c\u202ed\ne"
    copy.execute("UPDATE claim SET statement = ?", (nasty,))
    copy.execute("UPDATE record SET data = json_set(data, '$.statement', ?) WHERE kind = 'claim'", (nasty,))
    copy.commit()
    copy.close()
    answer = ask(question(f"contested-claims.{language}", ROOT), {}, target, Bounds())
    assert nasty in answer.rows.rows[0]
    shown = plain.render(answer_page(answer), 200)
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert "⟨U+001B⟩" in shown


def test_a_damaged_base_is_said(tmp_path: Path) -> None:
    for name, content in (("empty", b""), ("text", b"no database" * 100), ("cut", compiled(MINI).read_bytes()[:5000])):
        target = tmp_path / f"{name}.sqlite"
        target.write_bytes(content)
        for language in ("sql", "rq"):
            with pytest.raises(EvidenceError):
                ask(question(f"contested-claims.{language}", ROOT), {}, target, Bounds())


def test_worker_answers_are_json_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong in the worker comes back as an answer, not as a traceback."""
    request = (
        '{"database": "/nowhere", "query": "ASK {}", "seconds": 5, "memory": 8589934592, "rows": 1, "characters": 1}'
    )

    class Stream(io.BytesIO):
        buffer = property(lambda self: self)

    out = Stream()
    monkeypatch.setattr(worker, "_limit", lambda *_: None)
    monkeypatch.setattr(sys, "stdin", Stream(request.encode()))
    monkeypatch.setattr(sys, "stdout", out)
    worker.main()
    assert b"no compiled base" in out.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?f ?c",
        "ASK {" + "{" * 3000 + "}" * 3000 + "}",
    ],
)
def test_an_engine_that_breaks_down_takes_nothing_with_it(text: str) -> None:
    with pytest.raises(EvidenceError, match="ended without an answer|stopped after|more memory"):
        sparql.select(compiled(MINI), text, Bounds(seconds=20, memory=2**30))


def test_triples_are_kept_once_and_laid_out_anew_when_the_base_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    store = open_store(compiled(MINI))
    first = kept.keep(store)
    assert first is not None
    assert kept.keep(store) == first
    inside = worker.run(compiled(MINI), "SELECT * { ?x ?y ?z }", 10**6, 10**9, first)
    afresh = worker.run(compiled(MINI), "SELECT * { ?x ?y ?z }", 10**6, 10**9)
    assert sorted(map(str, inside["rows"])) == sorted(map(str, afresh["rows"]))
    places = set()
    for number in range(5):
        store.meta["content"] = f"another state {number}"
        places.add(kept.keep(store))
    assert len(places) == 5
    assert len(list(first.parent.iterdir())) == 2


def test_kept_triples_that_are_damaged_are_laid_out_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = kept.keep(open_store(compiled(MINI)))
    assert folder is not None
    for file in folder.iterdir():
        file.write_bytes(b"no store")
    assert worker.run(compiled(MINI), "ASK { ?x ?y ?z }", 1, 100, folder)["rows"] == [[True]]


def test_where_nothing_can_be_kept_the_question_is_answered_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "evidence").write_text("a file in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert kept.keep(open_store(compiled(MINI))) is None
    assert sparql.select(compiled(MINI), "ASK { ?x ?y ?z }", Bounds()).rows == ((True,),)
