"""Crossref, Europe PMC, PubMed and ClinicalTrials.gov: what they say becomes a description, hostile or not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import EvidenceError
from evidence.ingest.aliases import Alias
from evidence.ingest.http import Client
from evidence.ingest.lookup import describe, identify
from evidence.ingest.services import Services, clinicaltrials, crossref, europepmc
from services_on_loopback import CROSSREF, EUROPEPMC, MEDLINE, TRIAL, Reply, Server, found, serving, work


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def services(server: Server) -> Services:
    return Services(*(f"{server.base}/{name}" for name in Services._fields))


def ask(server: Server, identifier: str) -> Any:
    with Client(gap=0, sleep=lambda _: None) as client:
        return describe(identifier, client, services(server))


@pytest.mark.parametrize(
    ("typed", "scheme", "value"),
    [
        ("10.1016/J.Biopsych.2009.08.038", "DOI", "10.1016/j.biopsych.2009.08.038"),
        ("doi:10.1000/x", "DOI", "10.1000/x"),
        ("https://doi.org/10.1000/x%2Fy", "DOI", "10.1000/x/y"),
        ("19897179", "PMID", "19897179"),
        ("PMID: 19897179", "PMID", "19897179"),
        ("https://pubmed.ncbi.nlm.nih.gov/19897179/", "PMID", "19897179"),
        ("PMC123456", "PMCID", "PMC123456"),
        ("nct01234567", "registry", "NCT01234567"),
        ("https://clinicaltrials.gov/study/NCT01234567?tab=results", "registry", "NCT01234567"),
        ("https://example.org/news/1", "URL", "https://example.org/news/1"),
    ],
)
def test_an_identifier_is_known_however_it_is_typed(typed: str, scheme: str, value: str) -> None:
    assert identify(typed) == Alias(scheme, value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed", ["", "tiger.ris", "../../etc/passwd", "https://", "10.1000", "javascript:alert(1)", "0"]
)
def test_what_is_no_identifier_is_not_asked_about(typed: str) -> None:
    assert identify(typed) is None


def test_a_doi_is_asked_of_crossref_and_europe_pmc_and_the_gaps_are_filled(server: Server) -> None:
    server.give_json("/crossref/works/10.5555/tiger.2020", work())
    server.give_json("/europepmc/search", found(EUROPEPMC))
    item = ask(server, "10.5555/tiger.2020")
    assert item.kind == "journal-article"
    assert item.csl.title == "Blue light and the sleep of tigers: a randomised trial"
    assert [(name.family, name.given, name.literal) for name in item.csl.author] == [
        ("Stripe", "Ada", None),
        (None, None, "The Tiger Group"),
    ]
    assert (item.csl.issued, item.csl.volume, item.csl.issue, item.csl.page) == ("2020-03-07", "12", "3", "139-145")
    assert (item.csl.DOI, item.csl.PMID, item.csl.PMCID) == ("10.5555/tiger.2020", "31234567", "PMC7654321")
    assert item.licence == "CC BY 4.0"
    assert "Of 40 tigers 31 slept" in item.abstract
    assert "<h4>" not in item.abstract
    assert item.registry == ("NCT01234567",)
    assert item.origin.startswith("Crossref, asked on ")
    assert "; Europe PMC, asked on " in item.origin
    assert not [doubt for doubt in item.doubts if "disagree" in doubt]
    assert {left.field: left.value for left in item.left}["reference"] == "2 works"
    assert item.standing is not None
    assert (item.standing.status, item.standing.date) == ("retracted", "2022-05-01")


def test_services_that_disagree_are_both_heard(server: Server) -> None:
    server.give_json("/crossref/works/", work(volume="13", title=["Red light and the sleep of tigers"]))
    server.give_json("/europepmc/search", found(EUROPEPMC))
    item = ask(server, "10.5555/tiger.2020")
    told = " ".join(item.doubts)
    assert "disagree on volume: '13' (Crossref) or '12' (Europe PMC)" in told
    assert "disagree on title" in told
    assert item.csl.volume == "13"


def test_a_service_that_is_down_is_a_doubt_and_both_down_an_error(server: Server) -> None:
    server.give("/crossref/", Reply(status=403))
    server.give_json("/europepmc/search", found(EUROPEPMC))
    item = ask(server, "10.5555/tiger.2020")
    assert item.csl.PMID == "31234567"
    assert any("Crossref refuses to answer" in doubt for doubt in item.doubts)
    server.give("/europepmc/search", Reply(status=403))
    with pytest.raises(EvidenceError, match="refuses to answer"):
        ask(server, "10.5555/tiger.2020")


def test_what_no_service_knows_is_an_error(server: Server) -> None:
    server.give_json("/europepmc/search", found())
    server.give("/pubmed/efetch.fcgi", Reply(b"\n", media="text/plain"))
    for name in ("10.5555/none", "1", "PMC1", "NCT00000000"):
        with pytest.raises(EvidenceError, match=r"no service knows|holds no"):
            ask(server, name)


def test_a_search_hit_that_is_another_paper_is_no_answer(server: Server) -> None:
    server.give_json("/europepmc/search", found({**EUROPEPMC, "pmid": "999"}))
    server.give("/pubmed/efetch.fcgi", Reply(MEDLINE, media="text/plain"))
    item = ask(server, "31234567")
    assert item.origin.startswith("PubMed, asked on ")
    assert item.standing is not None
    assert item.standing.status == "retracted"
    assert item.csl.page == "139-45"


def test_a_crossref_work_of_another_doi_is_told(server: Server) -> None:
    server.give_json("/crossref/works/", work(DOI="10.5555/new"))
    server.give_json("/europepmc/search", found())
    assert any("with another DOI: 10.5555/new" in doubt for doubt in ask(server, "10.5555/old").doubts)


def test_a_preprint_is_found_with_or_without_its_version(server: Server) -> None:
    server.give_json("/europepmc/search", found())
    server.give("/crossref/works/10.1101/2020.01.02.123456v3", Reply(status=404))
    server.give_json(
        "/crossref/works/10.1101/2020.01.02.123456",
        work(DOI="10.1101/2020.01.02.123456", type="posted-content", subtype="preprint"),
    )
    item = ask(server, "10.1101/2020.01.02.123456v3")
    assert (item.kind, item.csl.DOI) == ("preprint", "10.1101/2020.01.02.123456")


def test_a_trial_number_gives_a_registry_entry(server: Server) -> None:
    server.give_json("/clinicaltrials/studies/NCT01234567", TRIAL)
    item = ask(server, "NCT01234567")
    assert item.kind == "registry-entry"
    assert item.csl.title == "Blue Light in Sleepless Tigers"
    assert [name.literal for name in item.csl.author] == ["Zoo of Nowhere"]
    assert (item.csl.issued, item.csl.number) == ("2018-02-03", "NCT01234567")
    assert item.csl.URL == "https://clinicaltrials.gov/study/NCT01234567"
    left = {entry.field: entry.value for entry in item.left}
    assert left["enrolment"] == "40; ACTUAL"
    assert left["overall status"] == "COMPLETED"
    assert item.related[0].named == "PMID 31234567"
    assert any("results of its own" in doubt for doubt in item.doubts)


def test_an_entry_of_another_number_is_refused(server: Server) -> None:
    server.give_json("/clinicaltrials/studies/", TRIAL)
    with pytest.raises(EvidenceError, match="sent no entry for NCT07654321"):
        ask(server, "NCT07654321")


def test_a_page_speaks_for_itself_and_http_is_not_asked(server: Server) -> None:
    page = b"<html><head><meta name='citation_title' content='Tigers in the news'></head><body><p>x</p></body></html>"
    server.give("/news", Reply(page, media="text/html"))
    item = ask(server, f"{server.base}/news")
    assert item.csl.title == "Tigers in the news"
    assert f"{server.base}/news" == item.csl.URL
    with pytest.raises(EvidenceError, match="only https"):
        ask(server, "http://example.org/news")


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"{", b'{"message": []}', b"[" * 100000, b"\xff\xfe{", b'{"message": {"DOI": 5}}']
)
def test_a_reply_that_is_no_work_is_an_error_never_a_crash(server: Server, body: bytes) -> None:
    server.give("/crossref/works/", Reply(body))
    server.give("/europepmc/search", Reply(body))
    server.give("/clinicaltrials/", Reply(body))
    for name in ("10.5555/tiger.2020", "NCT01234567"):
        with pytest.raises(EvidenceError):
            ask(server, name)


def test_an_error_page_in_place_of_medline_is_refused(server: Server) -> None:
    server.give_json("/europepmc/search", found())
    server.give("/pubmed/efetch.fcgi", Reply(b"Error occurred: cannot get document summary", media="text/plain"))
    with pytest.raises(EvidenceError, match="no MEDLINE text"):
        ask(server, "31234567")


def test_escape_codes_in_a_title_do_not_come_through(server: Server) -> None:
    server.give_json("/crossref/works/", work(title=["Tigers\x1b[31m are \u202egnits"]))
    server.give_json("/europepmc/search", found())
    item = ask(server, "10.5555/tiger.2020")
    assert item.csl.title == "Tigers are gnits"
    assert any("hidden character" in doubt for doubt in item.doubts)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from(sorted(CROSSREF)), JSON), st.dictionaries(st.sampled_from(sorted(EUROPEPMC)), JSON)
)
def test_any_value_in_any_field_gives_a_description(one: dict[str, Any], other: dict[str, Any]) -> None:
    for item in (crossref.read({**CROSSREF, **one}, "x"), europepmc.read({**EUROPEPMC, **other}, "x")):
        json.dumps([left.value for left in item.left])
        assert item.csl.type


@given(JSON, st.sampled_from(sorted(TRIAL["protocolSection"])))
def test_any_value_in_a_trial_gives_a_description(value: Any, module: str) -> None:
    entry = {**TRIAL, "protocolSection": {**TRIAL["protocolSection"], module: value}}
    assert clinicaltrials.read(entry, "x").kind == "registry-entry"
