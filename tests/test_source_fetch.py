"""``evidence source fetch``: the text of a document, held with its hash and origin, from services on this machine."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from changed_bases import MINI, evidence
from evidence import held
from services_on_loopback import EUROPEPMC, JATS, MEDLINE, TRIAL, Reply, Server, found, serving

TIGER = """# seen in print
id: tiger-2020
kind: journal-article
csl:
  type: article-journal
  title: Blue light and the sleep of tigers
  DOI: 10.5555/tiger.2020
  PMID: '31234567'
standing: {status: unknown}
"""
XML = {"media": "application/xml"}


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        running.give_json("/europepmc/search", found(EUROPEPMC))
        running.give("/europepmc/PMC7654321/fullTextXML", Reply(JATS, media="application/xml"))
        yield running


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "base"
    shutil.copytree(MINI, folder, ignore=shutil.ignore_patterns(".evidence"))
    (folder / "sources" / "tiger-2020.yaml").write_text(TIGER)
    return folder


def fetch(base: Path, server: Server, *words: str) -> subprocess.CompletedProcess[str]:
    where = {
        f"EVIDENCE_{name.upper()}": f"{server.base}/{name}"
        for name in ("crossref", "europepmc", "pubmed", "clinicaltrials")
    }
    return evidence(base, "source", "fetch", *words, **where)


def row(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    (one,) = json.loads(done.stdout)["fetched"]
    return one  # type: ignore[no-any-return]


def test_the_open_access_text_is_held_with_headings_hash_and_licence(base: Path, server: Server) -> None:
    before = (base / "sources" / "tiger-2020.yaml").read_bytes()
    done = fetch(base, server, "tiger-2020", "--format", "json")
    assert done.returncode == 0, done.stderr
    one, text = row(done), held.read(base, "tiger-2020")
    assert text is not None
    assert text.sha256 == text.noted == one["sha256"]
    assert (one["what"], one["licence"], one["origin"]) == ("full text", "CC BY 4.0", "Europe PMC PMC7654321")
    assert "Results" in text.text.splitlines()
    assert "Thirty-one slept (77.5%, p = 0.002)." in text.text
    assert (base / "sources" / "tiger-2020.yaml").read_bytes() == before


def test_the_record_names_the_text_only_when_asked(base: Path, server: Server) -> None:
    fetch(base, server, "tiger-2020", "--record")
    text = held.read(base, "tiger-2020")
    assert text is not None
    assert (base / "sources" / "tiger-2020.yaml").read_text() == TIGER + f"text: {text.sha256}\n"


def test_a_record_that_names_another_text_is_changed_with_force_only(base: Path, server: Server) -> None:
    other = TIGER + f"text: {'0' * 64}\n"
    (base / "sources" / "tiger-2020.yaml").write_text(other)
    done = fetch(base, server, "tiger-2020", "--record")
    assert done.returncode == 1
    assert "names another text" in done.stdout
    assert (base / "sources" / "tiger-2020.yaml").read_text() == other
    assert fetch(base, server, "tiger-2020", "--record", "--force").returncode == 0
    assert "0" * 64 not in (base / "sources" / "tiger-2020.yaml").read_text()


def test_a_text_that_is_not_open_falls_back_to_the_abstract_and_says_so(base: Path, server: Server) -> None:
    server.give("/europepmc/PMC7654321/fullTextXML", Reply(status=404))
    done = fetch(base, server, "tiger-2020")
    assert "abstract only: most figures of the paper are not in it" in " ".join(done.stdout.split())
    assert "Europe PMC gives no full text of PMC7654321" in " ".join(done.stdout.split())
    text = held.read(base, "tiger-2020")
    assert text is not None
    assert text.about.what == "abstract"
    assert "Of 40 tigers 31 slept" in text.text


def test_pubmed_is_asked_when_europe_pmc_has_no_abstract(base: Path, server: Server) -> None:
    server.give_json("/europepmc/search", found())
    server.give("/pubmed/efetch.fcgi", Reply(MEDLINE, media="text/plain"))
    one = row(fetch(base, server, "tiger-2020", "--format", "json"))
    assert (one["what"], one["origin"]) == ("abstract", "PubMed PMID 31234567")


def test_a_trial_gives_its_registry_entry(base: Path, server: Server) -> None:
    (base / "sources" / "tiger-trial.yaml").write_text(
        "id: tiger-trial\nkind: registry-entry\ncsl: {type: webpage, title: Tigers, number: NCT01234567}\n"
    )
    server.give_json("/clinicaltrials/studies/NCT01234567", TRIAL)
    one = row(fetch(base, server, "tiger-trial", "--format", "json"))
    assert one["origin"] == "ClinicalTrials.gov NCT01234567"
    text = held.read(base, "tiger-trial")
    assert text is not None
    assert "40; ACTUAL" in text.text


def test_another_text_is_not_replaced_without_force(base: Path, server: Server) -> None:
    held.write(base, "tiger-2020", "Another text.\n", held.About())
    done = fetch(base, server, "tiger-2020")
    assert done.returncode == 1
    assert "another text of tiger-2020 is held already" in " ".join(done.stdout.split())
    kept = held.read(base, "tiger-2020")
    assert kept is not None
    assert kept.text == "Another text.\n"
    assert fetch(base, server, "tiger-2020", "--force").returncode == 0
    kept = held.read(base, "tiger-2020")
    assert kept is not None
    assert "Thirty-one slept" in kept.text


def test_the_text_of_another_paper_is_not_taken(base: Path, server: Server) -> None:
    server.give(
        "/europepmc/PMC7654321/fullTextXML",
        Reply(JATS.replace(b"10.5555/tiger.2020", b"10.5555/lion.2020"), media="text/xml"),
    )
    one = row(fetch(base, server, "tiger-2020", "--format", "json"))
    assert one["what"] == "abstract"
    assert "says it is DOI 10.5555/lion.2020" in one["tried"][0]


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE article [<!ENTITY a "xxxxxxxxxx"><!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("body", [
    b"<article>", b"<html><body>Sign in</body></html>", ENTITIES + JATS.split(b"?>", 1)[1].replace(b"Forty", b"&a;&b;"), b"\xff\xfe\x00",
])  # fmt: skip
def test_xml_that_is_broken_or_hostile_is_not_held(body: bytes, base: Path, server: Server) -> None:
    server.give("/europepmc/PMC7654321/fullTextXML", Reply(body, media="application/xml"))
    one = row(fetch(base, server, "tiger-2020", "--format", "json"))
    assert one["what"] == "abstract"
    assert "cannot be used" in one["tried"][0]
    text = held.read(base, "tiger-2020")
    assert text is not None
    assert "root:" not in text.text


def test_one_that_fails_does_not_stop_the_others(base: Path, server: Server) -> None:
    server.give_json("/europepmc/search", found(EUROPEPMC))
    done = fetch(base, server, "ferry-2015", "tiger-2020", "--format", "json")
    assert done.returncode == 1
    first, second = json.loads(done.stdout)["fetched"]
    assert "neither a free full text nor an abstract of ferry-2015" in first["problem"]
    assert second["what"] == "full text"


def test_offline_uses_what_was_asked_before(base: Path, server: Server) -> None:
    assert fetch(base, server, "tiger-2020", "--offline").returncode == 1
    assert fetch(base, server, "tiger-2020").returncode == 0
    asked = len(server.asked)
    assert fetch(base, server, "tiger-2020", "--offline").returncode == 0
    assert len(server.asked) == asked


@pytest.mark.parametrize("name", ["nobody", "../../etc/passwd", "tiger-2020\x1b[31m"])
def test_an_id_that_is_not_there_is_a_wrong_call(name: str, base: Path, server: Server) -> None:
    done = fetch(base, server, name)
    assert done.returncode == 2
    assert "there is no source" in done.stderr
    assert "\x1b" not in done.stderr
    assert not server.asked


def test_a_link_out_of_the_base_is_not_written_through(base: Path, server: Server, tmp_path: Path) -> None:
    (base / "sources" / ".texts").symlink_to(tmp_path, target_is_directory=True)
    done = fetch(base, server, "tiger-2020")
    assert done.returncode == 1
    assert "symbolic link" in done.stdout
    assert not list(tmp_path.glob("tiger*"))
