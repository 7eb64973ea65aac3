"""A bounded HTTP server on this machine that answers as the services do, with replies that the tests write themselves."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit


class Reply(NamedTuple):
    """One reply; ``drip`` sends the body a byte at a time with this many seconds between, ``announced`` lies about its length, -1 says none."""

    body: bytes = b""
    status: int = 200
    media: str = "application/json"
    headers: Mapping[str, str] = {}
    drip: float = 0.0
    announced: int | None = None


class Asked(NamedTuple):
    """A request as it came."""

    path: str
    headers: Mapping[str, str]


class Server:
    """Replies by a part of the path; the last reply of a list is given again and again."""

    def __init__(self) -> None:
        self.replies: dict[str, list[Reply]] = {}
        self.asked: list[Asked] = []
        self.stopping = threading.Event()
        self.base = ""

    def give(self, part: str, *replies: Reply) -> None:
        self.replies[part] = list(replies)

    def give_json(self, part: str, value: Any) -> None:
        self.give(part, Reply(json.dumps(value).encode()))

    def reply(self, path: str) -> Reply:
        fitting = [part for part in self.replies if part in path]
        if not fitting:
            return Reply(b"nothing here", 404, "text/plain")
        waiting = self.replies[max(fitting, key=len)]
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    def paths(self) -> list[str]:
        return [item.path for item in self.asked]


@contextmanager
def serving() -> Iterator[Server]:
    """A server until the block ends."""
    found = Server()

    class Handler(BaseHTTPRequestHandler):
        timeout = 5

        def do_GET(self) -> None:
            path = unquote(self.path)
            if len(found.asked) < 1000:
                found.asked.append(Asked(path, dict(self.headers)))
            self._send(found.reply(path))

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in {"Content-Type": reply.media, **reply.headers}.items():
                self.send_header(name, value)
            if reply.announced != -1:
                length = len(reply.body) if reply.announced is None else reply.announced
                self.send_header("Content-Length", str(length))
            self.end_headers()
            try:
                for piece in [reply.body] if not reply.drip else [bytes((one,)) for one in reply.body]:
                    self.wfile.write(piece)
                    self.wfile.flush()
                    if reply.drip and found.stopping.wait(reply.drip):
                        return
            except OSError:
                return  # whoever asked has hung up

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield found
    finally:
        found.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


def host_of(address: str) -> str:
    """The host of an address."""
    return urlsplit(address).hostname or ""


CROSSREF: dict[str, Any] = {
    "DOI": "10.5555/tiger.2020",
    "type": "journal-article",
    "title": ["Blue light and the sleep of tigers: a randomised trial"],
    "container-title": ["Journal of Invented Zoology"],
    "publisher": "Invented Press",
    "author": [
        {"family": "Stripe", "given": "Ada", "sequence": "first", "affiliation": [{"name": "Zoo"}]},
        {"name": "The Tiger Group", "sequence": "additional"},
    ],
    "issued": {"date-parts": [[2020, 3, 7]]},
    "volume": "12",
    "issue": "3",
    "page": "139-145",
    "ISSN": ["1234-5678"],
    "reference": [{"key": "a"}, {"key": "b"}],
    "license": [
        {"URL": "https://example.org/terms", "content-version": "tdm"},
        {"URL": "https://creativecommons.org/licenses/by/4.0/", "content-version": "vor"},
    ],
    "relation": {"has-preprint": [{"id-type": "doi", "id": "10.5555/pre.1", "asserted-by": "subject"}]},
    "updated-by": [
        {
            "DOI": "10.5555/notice.1", "type": "retraction", "label": "Retraction", "source": "retraction-watch",
            "updated": {"date-parts": [[2022, 5, 1]]}, "record-id": "4711",
        }
    ],
}  # fmt: skip

EUROPEPMC: dict[str, Any] = {
    "id": "31234567",
    "source": "MED",
    "pmid": "31234567",
    "pmcid": "PMC7654321",
    "doi": "10.5555/TIGER.2020",
    "title": "Blue light and the sleep of tigers: a randomised trial.",
    "authorString": "Stripe A, The Tiger Group.",
    "authorList": {"author": [{"lastName": "Stripe", "firstName": "Ada", "initials": "A"}, {"collectiveName": "The Tiger Group"}]},
    "journalInfo": {"volume": "12", "issue": "3", "dateOfPublication": "2020 Mar", "journal": {"title": "Journal of invented zoology"}},
    "pageInfo": "139-45",
    "abstractText": "<h4>Background</h4>Tigers sleep badly. <h4>Results</h4>Of 40 tigers 31 slept (NCT01234567).",
    "pubTypeList": {"pubType": ["Randomized Controlled Trial", "Journal Article"]},
    "isOpenAccess": "Y",
    "license": "cc by",
}  # fmt: skip

TRIAL: dict[str, Any] = {
    "protocolSection": {
        "identificationModule": {"nctId": "NCT01234567", "briefTitle": "Tigers", "officialTitle": "Blue Light in Sleepless Tigers"},
        "statusModule": {"overallStatus": "COMPLETED", "studyFirstPostDateStruct": {"date": "2018-02-03"}, "startDateStruct": {"date": "2018-03"}},
        "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Zoo of Nowhere", "class": "OTHER"}},
        "descriptionModule": {"briefSummary": "Forty tigers are given blue light or none."},
        "designModule": {"enrollmentInfo": {"count": 40, "type": "ACTUAL"}, "phases": ["PHASE2"]},
        "referencesModule": {"references": [{"pmid": "31234567", "type": "RESULT"}]},
    },
    "hasResults": True,
}  # fmt: skip

JATS = b"""<?xml version="1.0"?>
<article article-type="research-article"><front><journal-meta><journal-title-group>
<journal-title>Journal of Invented Zoology</journal-title></journal-title-group></journal-meta><article-meta>
<article-id pub-id-type="pmid">31234567</article-id><article-id pub-id-type="doi">10.5555/tiger.2020</article-id>
<title-group><article-title>Blue light and the sleep of tigers</article-title></title-group>
<pub-date pub-type="ppub"><year>2020</year></pub-date>
<permissions><license xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://creativecommons.org/licenses/by/4.0/"><p>Open.</p></license></permissions>
<abstract><p>Tigers sleep badly.</p></abstract></article-meta></front>
<body><sec><title>Methods</title><p>Forty tigers took part.</p></sec>
<sec><title>Results</title><p>Thirty-one slept (77.5%, p = 0.002).</p></sec></body></article>
"""

MEDLINE = b"""PMID- 31234567
OWN - NLM
DP  - 2020 Mar
TI  - Blue light and the sleep of tigers: a randomised trial.
PG  - 139-45
AB  - Tigers sleep badly, and 31 of 40 slept under blue light.
FAU - Stripe, Ada
AU  - Stripe A
PT  - Journal Article
PT  - Retracted Publication
JT  - Journal of invented zoology
RIN - J Invent Zool. 2022 May 1;14(5):200. PMID: 35000001
AID - 10.5555/tiger.2020 [doi]
SO  - J Invent Zool. 2020 Mar;12(3):139-45. doi: 10.5555/tiger.2020.

"""


def found(*items: Mapping[str, Any]) -> dict[str, Any]:
    """A search result of Europe PMC."""
    return {"hitCount": len(items), "resultList": {"result": list(items)}}


def work(**other: Any) -> dict[str, Any]:
    """A work as Crossref answers it."""
    return {"status": "ok", "message-type": "work", "message": {**CROSSREF, **other}}
