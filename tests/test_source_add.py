"""``evidence source add``: what is in the base already is found by any name, and what goes in is whole and lints."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evidence.ingest.described import Described, Related
from evidence.ingest.intake import Outcome, Refused, Taken, Wishes, plan
from evidence.ingest.known import Known
from evidence.ingest.naming import Ids, slug, stem
from evidence.loader import Loaded, load_texts
from evidence.model import Author, Citation, SourceKind
from evidence.yaml_text import read as read_yaml

ROOT = Path(__file__).parent.parent
MINI = ROOT / "examples" / "mini"

BASE = """id: ash-2019
kind: journal-article
csl:
  type: article-journal
  title: Willow tea relieves headache in a randomised trial
  author:
    - {family: Ash, given: A}
  issued: '2019'
  DOI: 10.1000/Tea.1
  PMID: '31234567'
  PMCID: PMC7654321
  URL: https://www.tea.example/articles/1/?utm_source=x
"""
PREPRINT = (
    BASE.replace("id: ash-2019", "id: ash-2018")
    .replace("journal-article", "preprint")
    .replace("10.1000/Tea.1", "10.1101/2018.01.02.345678")
    .replace("  PMID: '31234567'\n  PMCID: PMC7654321\n  URL: https://www.tea.example/articles/1/?utm_source=x\n", "")
)
ENTRY = "id: nct\nkind: registry-entry\ncsl: {type: webpage, number: NCT01234567}\n"


def base(**texts: str) -> Loaded:
    return load_texts({f"sources/{name}.yaml": text for name, text in texts.items()})


def doc(
    title: str = "Another title of sufficient length", kind: SourceKind | None = "journal-article", **csl: Any
) -> Described:
    given = {"author": (Author("Ash", "Anna"),), "issued": "2019", **csl}
    return Described("refs.ris", kind, Citation("article-journal", title=title, **given), line=7)


def outcome(item: Described, loaded: Loaded, **wishes: Any) -> Outcome:
    (one,) = plan([item], loaded, Wishes(**wishes))
    return one


@pytest.mark.parametrize(
    ("csl", "line"),
    [
        ({"DOI": "10.1000/TEA.1"}, 9),
        ({"DOI": "https://doi.org/10.1000/tea.1"}, 9),
        ({"URL": "http://dx.doi.org/10.1000/tea.1"}, 9),
        ({"PMID": "31234567"}, 10),
        ({"URL": "https://pubmed.ncbi.nlm.nih.gov/31234567/"}, 10),
        ({"PMCID": "pmc7654321"}, 11),
        ({"URL": "https://europepmc.org/articles/PMC7654321#abstract"}, 11),
        ({"URL": "http://tea.example/articles/1"}, 12),
    ],
)
def test_a_document_is_known_by_any_of_its_names(csl: dict[str, str], line: int) -> None:
    found = outcome(doc(**csl), base(**{"ash-2019": BASE}), force=True)
    assert isinstance(found, Refused)
    assert found.why.name == "already-in"
    assert found.why.related == (f"sources/ash-2019.yaml:{line}",)
    assert (found.why.path, found.why.line) == ("refs.ris", 7)


def test_an_address_shared_by_documents_with_other_numbers_is_no_name() -> None:
    item = doc(URL="http://tea.example/articles/1", DOI="10.1000/other")
    assert isinstance(outcome(item, base(**{"ash-2019": BASE})), Taken)
    assert isinstance(
        outcome(doc(URL="https://tea.example/"), base(a=BASE.replace("/articles/1/?utm_source=x", ""))), Taken
    )


@pytest.mark.parametrize("doi", ["10.1101/2018.01.02.345678v3", "10.1101/2018.01.02.345678V1.full.pdf"])
def test_versions_of_a_preprint_are_one_document(doi: str) -> None:
    found = outcome(doc(kind="preprint", DOI=doi.replace(".pdf", "")), base(**{"ash-2018": PREPRINT}))
    assert isinstance(found, Refused)


def test_a_registration_names_the_entry_and_not_the_papers_about_the_trial() -> None:
    loaded = base(nct=ENTRY)
    paper = Described("x", "journal-article", Citation("article-journal", title="A"), registry=("NCT01234567",))
    entry = Described("x", "registry-entry", Citation("webpage", title="B"), registry=("NCT01234567",))
    assert isinstance(outcome(paper, loaded), Taken)
    assert isinstance(outcome(entry, loaded), Refused)


@pytest.mark.parametrize(
    "csl", [{}, {"issued": "2020"}, {"author": ()}, {"issued": None}, {"DOI": "10.1000/other"}]
)  # fmt: skip
def test_same_title_author_and_year_may_be_the_same_and_force_says_that_it_is_not(csl: dict[str, Any]) -> None:
    item = doc("Willow Tea relieves headache – in a randomised trial.", **csl)
    loaded = base(**{"ash-2019": BASE})
    found = outcome(item, loaded)
    assert isinstance(found, Refused)
    assert (found.why.name, found.why.related) == ("maybe-in", ("sources/ash-2019.yaml:5",))
    assert "--force" in found.why.hint
    forced = outcome(item, loaded, force=True)
    assert isinstance(forced, Taken)
    assert "ash-2019" in forced.notes[0]


@pytest.mark.parametrize("csl", [{"author": (Author("Birch"),)}, {"issued": "2015"}])
def test_another_author_or_time_is_another_document(csl: dict[str, Any]) -> None:
    item = doc("Willow tea relieves headache in a randomised trial", **csl)
    assert isinstance(outcome(item, base(**{"ash-2019": BASE})), Taken)


def test_short_titles_are_the_same_only_with_author_and_year() -> None:
    loaded = base(**{"ash-2019": BASE.replace("Willow tea relieves headache in a randomised trial", "Editorial")})
    assert isinstance(outcome(doc("Editorial", issued="2020"), loaded), Taken)
    assert isinstance(outcome(doc("Editorial", author=()), loaded), Taken)
    assert isinstance(outcome(doc("Editorial"), loaded), Refused)


def test_a_preprint_and_its_article_are_two_documents_and_it_is_said() -> None:
    item = doc("Willow tea relieves headache in a randomised trial")
    found = outcome(item, base(**{"ash-2018": PREPRINT}))
    assert isinstance(found, Taken)
    assert "two documents" in found.notes[0]
    assert "ash-2018" in found.notes[0]


def test_references_of_one_file_are_compared_with_each_other() -> None:
    first, second, third = plan(
        [doc(DOI="10.1/a1"), doc("B" * 30, DOI="10.1000/b"), doc("C", DOI="10.1000/B")], load_texts({})
    )
    assert isinstance(first, Taken)
    assert isinstance(second, Taken)
    assert isinstance(third, Refused)
    assert third.why.related == (f"{second.path}:1",)


def test_a_notice_points_at_the_article_in_the_base() -> None:
    item = doc("Retraction")
    item = Described(item.origin, "letter", item.csl, related=(Related("retraction of", "J Tea 2019 PMID 31234567"),))
    found = outcome(item, base(**{"ash-2019": BASE}))
    assert isinstance(found, Taken)
    assert "ash-2019 (sources/ash-2019.yaml:10)" in found.notes[0]
    assert "Retraction of: J Tea 2019 PMID 31234567." in (found.source.todo or "")


def test_what_has_no_kind_needs_one() -> None:
    found = outcome(doc(kind=None), load_texts({}))
    assert isinstance(found, Refused)
    assert found.why.name == "no-kind"
    given = outcome(doc(kind=None), load_texts({}), kind="regulatory")
    assert isinstance(given, Taken)
    assert (given.source.kind, given.source.csl.type) == ("regulatory", "report")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("Müller", "muller"), ("O'Brien", "obrien"), ("aan het Rot", "aan-het-rot"), ("Łukasz", "lukasz"), ("Ærø", "aero"),
     ("Иванов", "ivanov"), ("Nguyễn", "nguyen"), ("王", "wang"), ("…", "")],
)  # fmt: skip
def test_ids_are_ascii(name: str, wanted: str) -> None:
    assert slug(name) == wanted


def test_ids_are_free_and_run_on() -> None:
    ids = Ids(["Ash-2019", *(f"ash-2019-{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")])
    assert ids.free("ash-2019") == "ash-2019-ba"
    assert stem(Citation("x", title="The tea of all teas", issued="2019-01")) == "the-tea-of-all-teas-2019"
    assert stem(Citation("x", author=(Author("Ash"),))) == "ash-undated"
    assert stem(Citation("x", DOI="10.1000/a.b")) == "doi-10-1000-a-b"


def test_looking_up_takes_no_longer_in_a_large_base() -> None:
    many = {f"s{n}": BASE.replace("ash-2019", f"s{n}").replace("Tea.1", f"t{n}").replace("31234567", f"{n + 1}")
            .replace("PMC7654321", f"PMC{n + 1}").replace("articles/1", f"articles/a{n}") for n in range(600)}  # fmt: skip
    known = Known(base(**many))
    assert known.match(doc(DOI="10.1000/T599"), "journal-article") is not None
    assert known.match(doc(DOI="10.1000/none"), "journal-article") is None


# --- the command -------------------------------------------------------------------------------------------------------

REFS = """TY  - JOUR
AU  - Ash, Anna
TI  - Willow tea for headache
JO  - Journal of Tea
PY  - 2019
DO  - 10.1000/tea.1
M3  - Randomized Controlled Trial
AB  - Tea helped 12 of 30.
ER  -
TY  - JOUR
AU  - Ash, Anna
TI  - Willow tea again, for stomach aches
PY  - 2019
DO  - 10.1000/tea.2
M3  - Review
ER  -
TY  - BOOK
AU  - Birch, B
TI  - All about tea
PY  - 2001
ER  -
"""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    shutil.copytree(MINI, tmp_path / "base", ignore=shutil.ignore_patterns(".evidence"))
    (tmp_path / "refs.ris").write_text(REFS)
    return tmp_path


@pytest.fixture
def run(home: Path) -> Run:
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT / "src"), "XDG_CACHE_HOME": str(home / "cache"), "COLUMNS": "80",
    }  # fmt: skip

    def call(*words: str, piped: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "evidence", *words],
            cwd=home / "base", env=environment, capture_output=True, text=True, timeout=60, check=False, input=piped,
        )  # fmt: skip

    return call


def sources(home: Path) -> set[str]:
    return {path.name for path in (home / "base" / "sources").glob("*.yaml")}


def test_a_file_goes_in_each_reference_on_its_own(run: Run, home: Path) -> None:
    before = sources(home)
    done = run("source", "add", "../refs.ris")
    assert done.returncode == 1, done.stderr
    assert sources(home) - before == {"ash-2019.yaml", "ash-2019-b.yaml"}
    assert "3 documents read: 2 added, 1 refused: 1 no-kind" in " ".join(done.stdout.split())
    assert "refs.ris:17: error no-kind" in done.stdout
    assert "evidence new study" in " ".join(done.stdout.split())
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    assert run("lint", "--fail-on", "warning").returncode == 0
    again = run("source", "add", "../refs.ris")
    assert again.returncode == 1
    assert "sources/ash-2019.yaml:10" in " ".join(again.stdout.split())
    assert run("source", "add", "../refs.ris", "--kind", "narrative-review", "--format", "json").returncode == 1
    assert sources(home) - before == {"ash-2019.yaml", "ash-2019-b.yaml", "birch-2001.yaml"}


def test_a_dry_run_prints_the_records_and_writes_nothing(run: Run, home: Path) -> None:
    before = sources(home)
    done = run("source", "add", "../refs.ris", "--dry-run")
    assert done.returncode == 1
    assert sources(home) == before
    assert "title: Willow tea for headache" in done.stdout
    assert "Nothing was written" in done.stdout


def test_json_accounts_for_every_field(run: Run) -> None:
    data = json.loads(run("source", "add", "../refs.ris", "--format", "json").stdout)
    assert [item["path"] for item in data["added"]] == ["sources/ash-2019.yaml", "sources/ash-2019-b.yaml"]
    assert data["added"][0]["left"][0]["why"]
    assert [item["name"] for item in data["refused"]] == ["no-kind"]


def test_text_is_held_when_asked(run: Run, home: Path) -> None:
    assert run("source", "add", "../refs.ris", "--keep-text").returncode == 1
    base_ = home / "base" / "sources"
    text = (base_ / ".texts" / "ash-2019.txt").read_bytes()
    import hashlib

    record = read_yaml((base_ / "ash-2019.yaml").read_text()).value
    assert text == b"Tea helped 12 of 30.\n"
    assert record["text"] == hashlib.sha256(text).hexdigest()
    assert "Tea helped" not in (base_ / "ash-2019.yaml").read_text()
    assert run("lint", "--fail-on", "warning").returncode == 0


def test_an_identifier_offline_makes_a_record_without_guesses(run: Run, home: Path) -> None:
    done = run("source", "add", "doi:10.1000/TEA.9", "--offline", "--id", "tea-9")
    assert done.returncode == 0, done.stdout + done.stderr
    record = read_yaml((home / "base" / "sources" / "tea-9.yaml").read_text()).value
    assert record["csl"] == {"type": "article-journal", "DOI": "10.1000/tea.9"}
    assert "filled in" in record["todo"]
    assert run("source", "add", "https://doi.org/10.1000/tea.9", "--offline").returncode == 1


def test_standard_input_is_read(run: Run) -> None:
    done = run("source", "add", "-", "--dry-run", piped=REFS)
    assert "standard input:17" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["../none.ris"], "none.ris cannot be read"), (["kb"], "is a folder"), (["../refs.ris", "--id", "a"], "one by one"),
        (["10.1000/x", "--offline", "--id", "../x"], "is not an id"), (["10.1000/x", "--kind", "leter"], "letter"),
        (["10.1000/x", "--offline", "--id", "balance-nerve"], "already"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_ends_with_2_and_a_word(run: Run, home: Path, words: list[str], says: str) -> None:
    before = sources(home)
    done = run("source", "add", *words)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert sources(home) == before


def test_nothing_is_written_through_a_link_or_over_a_file(run: Run, home: Path) -> None:
    folder = home / "base" / "sources"
    (folder / "ash-2019.yaml").symlink_to(home / "outside.yaml")
    assert run("source", "add", "../refs.ris").returncode == 1
    assert not (home / "outside.yaml").exists()
    assert (folder / "ash-2019-b.yaml").exists()
    shutil.move(folder, home / "elsewhere")
    folder.symlink_to(home / "elsewhere")
    done = run("source", "add", "10.1000/new", "--offline")
    assert done.returncode == 2
    assert "leads out of the base" in done.stderr


def test_terminal_codes_in_a_title_do_not_reach_the_terminal(run: Run, home: Path) -> None:
    (home / "bad.ris").write_text("TY  - JOUR\nTI  - A \x1b[31mred\x1b[0m title\nXX  - \x1b]0;owned\x07\nER  - \n")
    done = run("source", "add", "../bad.ris")
    assert "\x1b" not in done.stdout + done.stderr
    assert "\x07" not in done.stdout
