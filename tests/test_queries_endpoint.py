"""Saved SPARQL questions over HTTP: on a real Oxigraph server, unchanged; and what a hostile server may do."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from evidence.errors import EvidenceError
from evidence.files import stream_write
from evidence.queries.ask import ask, ask_server
from evidence.queries.find import question, questions
from evidence.queries.header import Question
from evidence.rdf.endpoint import select_at
from evidence.rdf.export import export
from evidence.rdf.sparql import Bounds
from rdf_bases import MINI, ROOT, compiled, store

SPARQL = [item for item in questions(ROOT) if item.language == "rq"]
#: The server ends by itself after this long, whatever becomes of the test run.
LIFETIME = 300


def _oxigraph() -> str | None:
    beside = Path(sys.executable).parent / "oxigraph"
    return str(beside) if beside.is_file() else shutil.which("oxigraph")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _ready(port: int, process: subprocess.Popen[bytes]) -> bool:
    for _ in range(100):
        if process.poll() is not None:
            return False
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.1)
    return False


@pytest.fixture(scope="module", params=[MINI, ROOT], ids=["mini", "real"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """An Oxigraph server that holds the export of a base in Turtle: the base's root and the query address."""
    binary = _oxigraph()
    if binary is None:
        pytest.skip("the oxigraph server is not installed: pip install oxigraph")
    folder = tmp_path_factory.mktemp("oxigraph")
    stream_write(folder / "base.ttl", partial(export, store(request.param), "turtle"))
    load = [binary, "load", "--location", str(folder / "store"), "--file", str(folder / "base.ttl")]
    subprocess.run(load, check=True, capture_output=True, timeout=120)
    port = _free_port()
    command = [
        binary,
        "serve-read-only",
        "--location",
        str(folder / "store"),
        "--bind",
        f"127.0.0.1:{port}",
        "--timeout-s",
        "30",
    ]
    if bounded := shutil.which("timeout"):
        command = [bounded, str(LIFETIME), *command]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            assert _ready(port, process), "the server did not start"
            yield request.param, f"http://127.0.0.1:{port}/query"
        finally:
            process.terminate()


@pytest.mark.parametrize("item", SPARQL, ids=lambda item: item.name)
def test_every_question_runs_unchanged_on_a_server(item: Question, server: tuple[Path, str]) -> None:
    root, address = server
    unchanged = select_at(address, item.text, Bounds())
    here = ask(item, {}, compiled(root), Bounds()).rows
    assert (unchanged.columns, unchanged.rows) == (here.columns, here.rows)


def test_parameters_reach_a_server(server: tuple[Path, str]) -> None:
    root, address = server
    item = question("claims-about.rq", ROOT)
    wanted = {"concept": "herbal-remedy" if root == MINI else "esketamine"}
    there = ask_server(item, wanted, address, Bounds()).rows
    assert there.rows
    assert there.rows == ask(item, wanted, compiled(root), Bounds()).rows.rows
    assert len(ask_server(item, wanted, address, Bounds(rows=1)).rows.rows) == 1


def test_a_server_says_what_is_wrong(server: tuple[Path, str]) -> None:
    with pytest.raises(EvidenceError, match="answered 400"):
        select_at(server[1], "SELECT ?x WHERE { ?x ", Bounds())


class _Hostile(BaseHTTPRequestHandler):
    """Answers by the path it is asked at."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        kind = self.path.strip("/")
        if kind == "redirect":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.end_headers()
            return
        try:
            if kind in ("headers", "header"):
                self._drip(kind)
                return
            self.send_response(500 if kind in ("error", "slow-error") else 200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.end_headers()
            self._body(kind)
        except OSError:
            return  # the client had enough

    def _drip(self, kind: str) -> None:
        """A head that goes on for 16 seconds, by lines or by characters of one line."""
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Long: ")
        for _ in range(80):
            time.sleep(0.2)
            self.wfile.write(b"1\r\nX-Next: " if kind == "headers" else b"1")

    def _body(self, kind: str) -> None:
        bodies = {
            "error": b"\x1b[31mno\x07",
            "html": b"<html>",
            "list": b"[]",
            "shape": b'{"head": {"vars": ["x"]}, "results": {"bindings": [7]}}',
            "deep": b"[" * 100_000,
            "number": b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"value":"' + b"9" * 5000
            + b'","datatype":"http://www.w3.org/2001/XMLSchema#integer"}}]}}',
            "endlessly-large": b'{"head":{"vars":["x"]},"results":{"bindings":[' + b",".join(
                b'{"x":{"value":"%s","datatype":"http://www.w3.org/2001/XMLSchema#double"}}' % written
                for written in (b"1e999", b"-1e999", b"NaN", b"INF", b"1.5e3")
            ) + b"]}}",
        }  # fmt: skip
        if kind in bodies:
            self.wfile.write(bodies[kind])
        for _ in range(100_000 if kind == "endless" else 0):
            self.wfile.write(b" " * 65536)
        for _ in range(100 if kind in ("slow", "slow-error") else 0):
            self.wfile.write(b" ")
            time.sleep(0.1)
        if kind == "silent":
            time.sleep(3)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def hostile() -> Iterator[str]:
    """The address of a server that does not behave."""
    found = ThreadingHTTPServer(("127.0.0.1", 0), _Hostile)
    found.daemon_threads = True
    thread = threading.Thread(target=found.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{found.server_port}"
    found.shutdown()
    found.server_close()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("redirect", "sends the question on"),
        ("error", "answered 500"),
        ("html", "did not answer with SPARQL results"),
        ("list", "did not answer with SPARQL results"),
        ("shape", "did not answer with SPARQL results"),
        ("deep", "did not answer with SPARQL results"),
        ("endless", "larger than 64 MiB|stopped after"),
        ("slow", "stopped after"),
        ("slow-error", "stopped after"),
        ("silent", "stopped after"),
        ("headers", "stopped after"),
        ("header", "stopped after"),
    ],
)
def test_a_server_that_does_not_behave_is_an_error(hostile: str, kind: str, said: str) -> None:
    start = time.monotonic()
    with pytest.raises(EvidenceError, match=said) as caught:
        select_at(f"{hostile}/{kind}", "ASK { ?s ?p ?o }", Bounds(seconds=1.5))
    assert caught.value.hint
    assert time.monotonic() - start < 5


def test_a_number_too_long_stays_text(hostile: str) -> None:
    assert select_at(f"{hostile}/number", "SELECT ?x { ?x ?y ?z }", Bounds()).rows == (("9" * 5000,),)


def test_a_number_without_end_is_text(hostile: str) -> None:
    found = select_at(f"{hostile}/endlessly-large", "SELECT ?x { ?x ?y ?z }", Bounds()).rows
    assert found == (("1e999",), ("-1e999",), ("NaN",), ("INF",), (1500.0,))


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/query",
        "http://",
        "http:///query",
        "localhost:7878",
        "http://user:word@127.0.0.1/",
        "http://127.0.0.1:notaport/",
        "http://127.0.0.1/\nHost: evil",
        "http://exämple.org/",
        "",
    ],
)
def test_only_plain_http_addresses_are_taken(address: str) -> None:
    with pytest.raises(EvidenceError) as caught:
        select_at(address, "ASK { ?s ?p ?o }", Bounds(seconds=1))
    assert caught.value.hint


def test_nobody_there_is_said() -> None:
    with pytest.raises(EvidenceError, match="cannot be reached"):
        select_at(f"http://127.0.0.1:{_free_port()}/query", "ASK { ?s ?p ?o }", Bounds(seconds=2))


def test_a_query_that_may_not_run_is_not_sent() -> None:
    with pytest.raises(EvidenceError, match="SERVICE"):
        select_at("http://127.0.0.1:1/", "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", Bounds(seconds=1))
