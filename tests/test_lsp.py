"""The language server, spoken to over its pipes by a client of our own: every wait has an end."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the lsp extra is not installed")

ROOT = Path(__file__).parent.parent
MINI = ROOT / "examples" / "mini"
SECONDS = 30.0
FLAT = "Larkmint needs the cold receptor to relieve nausea."
MILD = "Studies disagree on whether larkmint needs the cold receptor to relieve nausea"


class Client:
    """Speaks JSON-RPC with a server process."""

    def __init__(self, base: Path) -> None:
        command = [sys.executable, "-c", "import sys; sys.argv = ['evidence']; from pathlib import Path; "
                   f"from evidence.cli.lsp import lsp; lsp(Path({str(base)!r}))"]  # fmt: skip
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "XDG_CACHE_HOME": str(base.parent / "cache")}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        self.heard: queue.Queue[dict[str, Any]] = queue.Queue()
        self.kept: list[dict[str, Any]] = []
        self.number = 0
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        while line := self.process.stdout.readline():
            size = 0
            while line.strip():
                name, _, value = line.partition(b":")
                size = int(value) if name.lower() == b"content-length" else size
                line = self.process.stdout.readline()
            self.heard.put(json.loads(self.process.stdout.read(size)))

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self.process.stdin.flush()

    def tell(self, method: str, **params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request; its result."""
        self.number += 1
        number = self.number
        self._send({"id": number, "method": method, "params": params or None})
        answer = self._wait(lambda message: message.get("id") == number and "method" not in message)
        assert "error" not in answer, answer
        return answer["result"]

    def told(self, method: str) -> Any:
        """Wait for a notification; what it says."""
        return self._wait(lambda message: message.get("method") == method)["params"]

    def quiet(self, method: str, seconds: float) -> bool:
        """Whether no such notification comes for a while."""
        try:
            message = self.heard.get(timeout=seconds)
        except queue.Empty:
            return True
        return message.get("method") != method

    def _wait(self, wanted: Any) -> dict[str, Any]:
        for place, message in enumerate(self.kept):
            if wanted(message):
                return self.kept.pop(place)
        while True:
            message = self.heard.get(timeout=SECONDS)
            if wanted(message):
                return message
            self.kept.append(message)

    def stop(self) -> int:
        """Shut the server down as an editor does; its exit code."""
        self.ask("shutdown")
        self.tell("exit")
        return self.process.wait(timeout=SECONDS)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("lsp") / "base"
    shutil.copytree(MINI, root, ignore=shutil.ignore_patterns(".evidence"))
    return root


@pytest.fixture
def client(base: Path) -> Iterator[Client]:
    """A server that has been greeted, and that ends with the test whatever happens."""
    client = Client(base)
    try:
        greeting = client.ask("initialize", processId=None, rootUri=None, capabilities={})
        assert greeting["serverInfo"]["name"] == "evidence"
        assert greeting["capabilities"]["hoverProvider"]
        client.tell("initialized")
        yield client
        if client.process.poll() is None:
            assert client.stop() == 0
    finally:
        client.process.kill()
        client.process.wait(timeout=SECONDS)
        client.thread.join(timeout=SECONDS)
        for pipe in (client.process.stdin, client.process.stdout):
            if pipe:
                pipe.close()


def open_text(client: Client, text: str, language: str = "markdown", uri: str = "file:///tmp/draft") -> dict[str, Any]:
    """Open a text; the diagnostics that come of it."""
    client.tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": language, "version": 1, "text": text})
    return client.told("textDocument/publishDiagnostics")  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("markdown", "# A\n\n😀 *Yes*. ", "\n"),
        ("plaintext", "One.\n\n😀 Yes. ", ""),
        ("html", "<p>One.\n<p>😀 Yes. ", "</p>"),
    ],
)
def test_findings_hover_and_the_milder_wording(client: Client, language: str, before: str, after: str) -> None:
    found = open_text(client, before + FLAT + after, language)
    (item,) = found["diagnostics"]
    assert (item["code"], item["severity"], item["source"]) == ("EV102", 2, "evidence")
    last = before.split("\n")[-1]
    column = len(last.encode("utf-16-le")) // 2
    line = before.count("\n")
    assert item["range"]["start"] == {"line": line, "character": column}
    assert item["range"]["end"] == {"line": line, "character": column + len(FLAT)}
    here = {"textDocument": {"uri": found["uri"]}, "position": {"line": line, "character": column + 3}}
    shown = client.ask("textDocument/hover", **here)["contents"]["value"]
    assert "EV102" in shown
    assert "For (" in shown
    assert "Against (" in shown
    away = {"textDocument": {"uri": found["uri"]}, "position": {"line": 0, "character": 0}}
    assert client.ask("textDocument/hover", **away) is None
    (action,) = client.ask(
        "textDocument/codeAction", textDocument={"uri": found["uri"]}, range=item["range"], context={"diagnostics": []}
    )
    (edit,) = action["edit"]["changes"][found["uri"]]
    assert edit["newText"].startswith(MILD)
    assert edit["range"] == item["range"]


def test_changes_are_checked_when_the_writer_pauses(client: Client) -> None:
    uri = open_text(client, "Nothing.\n")["uri"]
    for version, text in enumerate(("L", "La", FLAT), 2):
        client.tell(
            "textDocument/didChange", textDocument={"uri": uri, "version": version},
            contentChanges=[{"range": {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}, "text": text}],
        )  # fmt: skip
    found = client.told("textDocument/publishDiagnostics")
    assert found["version"] == 4, "one check for three changes"
    assert [item["code"] for item in found["diagnostics"]] == ["EV102"]
    assert client.quiet("textDocument/publishDiagnostics", 1.0)
    client.tell("textDocument/didClose", textDocument={"uri": uri})
    assert client.told("textDocument/publishDiagnostics")["diagnostics"] == []


def test_comments_count_and_bad_ones_are_marked(client: Client) -> None:
    found = open_text(
        client, f"<!-- evidence: ignore EV102 said below -->\n\n{FLAT}\n\n<!-- evidence: ignore EV102 -->\n"
    )
    assert [(item["code"], item["range"]["start"]["line"]) for item in found["diagnostics"]] == [("EV001", 4)]


def test_a_text_that_cannot_be_read_is_said_once_and_the_server_lives(client: Client) -> None:
    found = open_text(client, '<a x=">" ' * 40_000, "html")
    assert found["diagnostics"] == []
    assert "too broken" in client.told("window/showMessage")["message"]
    assert open_text(client, FLAT, uri="file:///tmp/other")["diagnostics"]


def test_a_missing_base_is_said(tmp_path: Path) -> None:
    client = Client(tmp_path / "none")
    try:
        client.ask("initialize", processId=None, rootUri=None, capabilities={})
        client.tell("initialized")
        assert open_text(client, FLAT)["diagnostics"] == []
        assert "is not a base" in client.told("window/showMessage")["message"]
        assert client.stop() == 0
    finally:
        client.process.kill()
        client.process.wait(timeout=SECONDS)
        client.thread.join(timeout=SECONDS)
        for pipe in (client.process.stdin, client.process.stdout):
            if pipe:
                pipe.close()
