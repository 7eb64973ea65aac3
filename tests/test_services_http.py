"""The client: polite, bounded, cached, and deaf to what leads elsewhere. All on this machine."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from evidence.errors import EvidenceError
from evidence.ingest import http
from evidence.ingest.http import Client
from evidence.ingest.http_reply import Question
from services_on_loopback import Reply, Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


def ask(server: Server, client: Client | None = None, path: str = "/x", **other: object) -> bytes:
    question = Question("The Service", server.base + path, ("application/json",), **other)  # type: ignore[arg-type]
    with client or Client(gap=0, sleep=lambda _: None) as asking:
        return asking.ask(question).body


def test_the_client_says_who_it_is_and_keeps_no_cookie(server: Server) -> None:
    server.give("/x", Reply(b"{}", headers={"Set-Cookie": "a=b"}))
    client = Client(mailto="me@example.org", gap=0)
    ask(server, client)
    ask(server, client)
    assert [it.headers["User-Agent"] for it in server.asked] == [server.asked[0].headers["User-Agent"]] * 2
    assert server.asked[0].headers["User-Agent"].startswith("evidence/")
    assert "mailto:me@example.org" in server.asked[0].headers["User-Agent"]
    assert "Cookie" not in server.asked[1].headers
    assert "me@example.org" not in server.asked[0].path


def test_an_answer_is_kept_with_its_day_and_given_offline(server: Server, tmp_path: Path) -> None:
    server.give("/x", Reply(b'{"a": 1}'))
    question = Question("The Service", f"{server.base}/x", ("application/json",))
    with Client(tmp_path) as client:
        first, second = client.ask(question), client.ask(question)
    assert first == second
    assert len(server.asked) == 1
    with Client(tmp_path, offline=True) as client:
        assert client.ask(question).asked_on == first.asked_on
        with pytest.raises(EvidenceError, match="was not asked: --offline"):
            client.ask(question._replace(url=f"{server.base}/y"))


def test_a_kept_answer_that_is_old_or_damaged_is_asked_for_anew(server: Server, tmp_path: Path) -> None:
    server.give("/x", Reply(b"[1]"))
    question = Question("The Service", f"{server.base}/x", ("application/json",))
    with Client(tmp_path, gap=0) as client:
        client.ask(question)
        (path,) = tmp_path.rglob("*.answer")
        path.write_bytes(path.read_bytes().replace(b"[1]", b"[2]"))
        assert client.ask(question).body == b"[1]"
        import re

        path.write_bytes(re.sub(rb'"asked_on": "[^"]*"', b'"asked_on": "2001-01-01"', path.read_bytes()))
        assert client.ask(question).asked_on != "2001-01-01"
    assert len(server.asked) == 3


def test_what_was_not_there_yesterday_is_asked_for_today(server: Server, tmp_path: Path) -> None:
    question = Question("The Service", f"{server.base}/x", ("application/json",))
    with Client(tmp_path, gap=0) as client:
        assert client.ask(question).status == 404
        client.ask(question)
        assert len(server.asked) == 1
        (path,) = tmp_path.rglob("*.answer")
        path.write_bytes(
            path.read_bytes().replace(
                date.today().isoformat().encode(), (date.today() - timedelta(1)).isoformat().encode()
            )
        )
        server.give("/x", Reply(b"{}"))
        assert client.ask(question).status == 200


def test_a_busy_service_is_asked_again_after_the_pause_it_asks_for(server: Server) -> None:
    server.give("/x", Reply(status=429, headers={"Retry-After": "7"}), Reply(status=503), Reply(b"{}"))
    pauses: list[float] = []
    assert ask(server, Client(gap=0, sleep=pauses.append)) == b"{}"
    assert pauses == [7.0, 2.0]


def test_a_service_that_stays_busy_or_asks_for_an_hour_is_left_alone(server: Server) -> None:
    server.give("/x", Reply(status=500))
    with pytest.raises(EvidenceError, match="answers 500"):
        ask(server)
    assert len(server.asked) == http.TRIES
    server.give("/y", Reply(status=429, headers={"Retry-After": "3600"}))
    with pytest.raises(EvidenceError, match="asks to wait 3600 s"):
        ask(server, path="/y")


def test_one_host_is_not_asked_faster_than_the_gap(server: Server) -> None:
    server.give("/", Reply(b"{}"))
    with Client(gap=0.2) as client:
        start = time.monotonic()
        for name in ("/a", "/b", "/c"):
            client.ask(Question("The Service", server.base + name, ("application/json",)))
    assert time.monotonic() - start >= 0.4


def test_a_redirect_is_followed_only_to_a_known_host(server: Server) -> None:
    server.give("/moved", Reply(status=302, headers={"Location": "/x"}))
    server.give("/x", Reply(b"{}"))
    assert ask(server, path="/moved") == b"{}"
    elsewhere = server.base.replace("127.0.0.1", "localhost")
    server.give("/away", Reply(status=301, headers={"Location": f"{elsewhere}/x"}))
    with pytest.raises(EvidenceError, match="another host, 'localhost'"):
        ask(server, path="/away")
    assert ask(server, path="/away", hosts=frozenset(("localhost",))) == b"{}"


@pytest.mark.parametrize(
    "target", ["http://example.org/x", "file:///etc/passwd", "https://user:word@example.org/", "https:///x"]
)
def test_a_redirect_away_from_https_is_refused(server: Server, target: str) -> None:
    server.give("/x", Reply(status=302, headers={"Location": target}))
    with pytest.raises(EvidenceError) as caught:
        ask(server, hosts=frozenset(("example.org",)))
    assert "user:word" not in caught.value.message
    assert len(server.asked) == 1


def test_a_redirect_loop_ends(server: Server) -> None:
    server.give("/x", Reply(status=302, headers={"Location": "/x"}))
    with pytest.raises(EvidenceError, match="redirects more than"):
        ask(server)
    assert len(server.asked) == http.MAX_REDIRECTS + 1


def test_an_answer_that_is_too_large_is_refused_announced_or_not(server: Server) -> None:
    server.give("/x", Reply(b"1" * 5000))
    with pytest.raises(EvidenceError, match="more than 0 MiB"):
        ask(server, most=4000)
    server.give("/z", Reply(b"1" * 5000, announced=-1))
    with pytest.raises(EvidenceError, match="more than 0 MiB"):
        ask(server, path="/z", most=4000)
    server.give("/y", Reply(b"1", announced=10**12))
    with pytest.raises(EvidenceError, match="sends more than 16 MiB"):
        ask(server, path="/y")


def test_an_answer_of_another_kind_is_refused(server: Server) -> None:
    server.give("/x", Reply(b"<html>Sign in", media="text/html; charset=utf-8"))
    with pytest.raises(EvidenceError, match="sent 'text/html', not application/json"):
        ask(server)
    server.give("/z", Reply(b"\x1f\x8b", headers={"Content-Encoding": "gzip"}))
    with pytest.raises(EvidenceError, match="compressed"):
        ask(server, path="/z")


def test_a_cut_short_answer_is_not_taken_for_whole(server: Server) -> None:
    server.give("/x", Reply(b'{"a": ', announced=500))
    with pytest.raises(EvidenceError, match="broke off its answer"):
        ask(server)


def test_a_slow_drip_ends_in_time(server: Server) -> None:
    server.give("/x", Reply(b"{" + b" " * 400 + b"}", drip=0.1))
    start = time.monotonic()
    with pytest.raises(EvidenceError, match="too slow"):
        ask(server, Client(gap=0, seconds=1))
    assert time.monotonic() - start < 5


def test_what_is_not_there_is_an_answer_and_other_refusals_are_not(server: Server) -> None:
    with Client(gap=0) as client:
        assert client.ask(Question("The Service", f"{server.base}/none", ("application/json",))).status == 404
    server.give("/x", Reply(status=403))
    with pytest.raises(EvidenceError, match="refuses to answer: 403"):
        ask(server)


def test_without_a_network_it_says_so_and_what_can_still_be_done() -> None:
    question = Question("The Service", "http://127.0.0.1:9/x", ("application/json",))
    with Client(gap=0, sleep=lambda _: None) as client, pytest.raises(EvidenceError) as caught:
        client.ask(question)
    assert "is there a network?" in caught.value.message
    assert "evidence source add FILE" in caught.value.hint


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "ftp://example.org/",
        "https://a b/",
        "https://u:p@example.org/",
        "https:///x",
        "https://[::",
    ],
)
def test_only_https_is_asked(url: str) -> None:
    with Client(gap=0) as client, pytest.raises(EvidenceError):
        client.ask(Question("The Service", url, ("application/json",)))


def test_a_proxy_is_used_and_its_password_never_told(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", server.base.replace("http://", "http://me:secret@"))
    monkeypatch.setenv("no_proxy", "")
    with Client(gap=0, sleep=lambda _: None) as client, pytest.raises(EvidenceError) as caught:
        client.ask(Question("The Service", "https://example.org/x", ("application/json",)))
    assert "secret" not in caught.value.message + caught.value.hint
    assert "proxy" in caught.value.message


@pytest.mark.parametrize("value", ["me", "me@x\r\nEvil: 1", "é@example.org", "a b@c"])
def test_an_address_that_is_none_is_not_sent(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVIDENCE_MAILTO", value)
    with pytest.raises(EvidenceError, match="EVIDENCE_MAILTO"):
        http.client_of()
