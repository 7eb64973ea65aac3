"""Nanopublications: whole ones become claims with the documents that their provenance names; others are refused."""

from __future__ import annotations

import shutil
import tarfile
from pathlib import Path

import pytest

from evidence.database.build import build
from evidence.interchange.exports import write
from evidence.interchange.imports import nanopub
from evidence.interchange.report import import_base
from evidence.loader import Loaded
from evidence.store import open_store
from import_inputs import empty, imported

MINI = Path(__file__).parents[1] / "examples" / "mini"
DATA = Path(__file__).parents[2] / "shared" / "data" / "nanopub" / "nanopub-testsuite.tar.gz"
PAPER = ":assertion prov:hadPrimarySource <https://doi.org/10.5555/lark.1> ."


def trig(
    assertion: str = "ex:larkmint ex:relieves ex:sickness .",
    provenance: str = PAPER,
    info: str = ": dct:creator ex:ann .",
    more: str = "",
    at: str = "http://example.org/np1/",
) -> str:
    return f"""\
@prefix : <{at}> .
@prefix ex: <http://example.org/> .
@prefix np: <http://www.nanopub.org/nschema#> .
@prefix npx: <http://purl.org/nanopub/x/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:Head {{ : a np:Nanopublication ; np:hasAssertion :assertion ; np:hasProvenance :provenance ; np:hasPublicationInfo :pubinfo . }}
:assertion {{ {assertion} }}
:provenance {{ {provenance} }}
:pubinfo {{ {info} }}
{more}
"""


def base_of(tmp_path: Path, *texts: str) -> Loaded:
    (tmp_path / "in").mkdir()
    for number, text in enumerate(texts):
        (tmp_path / "in" / f"{number}.trig").write_text(text, "utf-8")
    return imported("nanopub", tmp_path / "in", tmp_path / "out")[1]


def test_a_triple_is_a_claim_and_its_primary_source_a_study(tmp_path: Path) -> None:
    base = base_of(tmp_path, trig()).base
    assert [claim.statement for claim in base.claims.values()] == ["larkmint relieves sickness."]
    assert [source.csl.DOI for source in base.sources.values()] == ["10.5555/lark.1"]
    (study,) = base.studies.values()
    assert (study.design, len(study.evidence)) == ("not-stated", 1)


def test_two_nanopublications_of_one_paper_are_one_study(tmp_path: Path) -> None:
    base = base_of(tmp_path, trig(), trig(at="http://example.org/np2/")).base
    (study,) = base.studies.values()
    assert len(study.evidence) == 2


def test_one_that_names_only_a_person_is_an_echo(tmp_path: Path) -> None:
    base = base_of(tmp_path, trig(provenance=":assertion prov:wasAttributedTo ex:ann .")).base
    assert [source.kind for source in base.sources.values()] == ["web-page"]


def test_a_quoted_paper_behind_a_node_is_found(tmp_path: Path) -> None:
    behind = ":assertion prov:wasDerivedFrom :q . :q prov:wasQuotedFrom <http://www.ncbi.nlm.nih.gov/pubmed/11> ."
    base = base_of(tmp_path, trig(provenance=behind)).base
    assert [source.csl.PMID for source in base.sources.values()] == ["11"]


@pytest.mark.parametrize(
    ("assertion", "words"),
    [
        (
            "ex:s rdf:subject ex:larkmint ; rdf:predicate ex:relievesMuch ; rdf:object ex:sickness .",
            "larkmint relieves much sickness.",
        ),
        (
            "ex:s <http://semanticscience.org/resource/SIO_000628> ex:larkmint , ex:sickness .",
            "larkmint associated with sickness.",
        ),
        (
            ":assertion npx:asSentence <http://purl.org/aida/Larkmint+relieves+sickness.> .",
            "Larkmint relieves sickness.",
        ),
    ],
)
def test_the_usual_shapes_of_assertions_are_read(tmp_path: Path, assertion: str, words: str) -> None:
    assert [claim.statement for claim in base_of(tmp_path, trig(assertion)).base.claims.values()] == [words]


def test_a_retracted_nanopublication_is_left_out(tmp_path: Path) -> None:
    taken_back = trig("ex:ann npx:retracts <http://example.org/np1/> .", at="http://example.org/np3/")
    base = base_of(
        tmp_path, trig(), trig("ex:tea ex:relieves ex:sickness .", at="http://example.org/np2/"), taken_back
    ).base
    assert [claim.statement for claim in base.claims.values()] == ["tea relieves sickness."]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (trig(assertion=""), "assertion is empty"),
        (trig(provenance=""), "provenance is empty"),
        (trig(info=""), "publication info is empty"),
        (trig(provenance="ex:other prov:hadPrimarySource ex:x ."), "says nothing of its assertion"),
        (trig(info="ex:other dct:creator ex:ann ."), "says nothing of it"),
        (trig(more=":extra { ex:a ex:b ex:c . }"), "belongs to no nanopublication"),
        (trig(assertion='ex:a ex:b "two"^^xsd:integer .'), "not of its type"),
        (trig()[:-60], "not trig"),
        ("ex:a ex:b ex:c .", "not trig"),
        ("", "holds no nanopublication"),
    ],
)
def test_what_is_not_whole_is_refused_with_the_reason(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "in.trig").write_text(text, "utf-8")
    into = empty()
    nanopub.gather(tmp_path / "in.trig", into)
    assert not into.claims
    assert why in into.problems[0].message
    assert (into.problems[0].severity, into.problems[0].path) == ("error", "in.trig")


def test_broken_trig_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "in.trig").write_text(trig(assertion="\n\nex:a ex:b ;;; { ."), "utf-8")
    into = empty()
    nanopub.gather(tmp_path / "in.trig", into)
    assert into.problems[0].line in (12, 13)


def test_xml_that_declares_entities_is_not_read(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><TriX xmlns="http://www.w3.org/2004/03/trix/trix-1/">&b;</TriX>'
    (tmp_path / "in.xml").write_text(bomb, "utf-8")
    into = empty()
    nanopub.gather(tmp_path / "in.xml", into)
    assert "entities" in into.problems[0].message


def test_what_our_export_writes_comes_back_with_directions_and_designs(tmp_path: Path) -> None:
    shutil.copytree(MINI, tmp_path / "base", ignore=shutil.ignore_patterns(".evidence"))
    built = build(tmp_path / "base")
    assert built.path is not None
    with (tmp_path / "np.trig").open("wb") as out:
        write(open_store(built.path), "nanopub", out)
    loaded = imported("nanopub", tmp_path / "np.trig", tmp_path / "out")[1]
    before = {
        (row["study"], row["direction"], row["role"], row["source_kind"])
        for row in open_store(built.path).rows(
            "SELECT l.study, l.direction, l.role, d.kind AS source_kind FROM line l JOIN source d ON d.id = l.source WHERE l.status = 'accepted'"
        )
    }
    kinds = {name: source.kind for name, source in loaded.base.sources.items()}
    after = {
        (study.id, line.direction, line.role, kinds[line.source])
        for study in loaded.base.studies.values()
        for line in study.evidence
    }
    assert after == before


@pytest.mark.skipif(not DATA.is_file(), reason="the nanopublication test suite (../shared/data/nanopub) is not here")
def test_the_suite_is_taken_and_refused_as_it_says(tmp_path: Path) -> None:
    with tarfile.open(DATA) as packed:
        packed.extractall(tmp_path / "suite", filter="data")
    for file in sorted((tmp_path / "suite" / "invalid" / "plain").iterdir()):
        into = empty()
        nanopub.gather(file, into)
        assert any(problem.severity == "error" for problem in into.problems), file.name
    into = empty()
    nanopub.gather(tmp_path / "suite" / "valid", into)
    assert not into.problems
    assert into.read["nanopublications"] == 87


def several(count: int) -> str:
    return "".join(
        trig(f"ex:tea{number} ex:relieves ex:sickness .", at=f"http://example.org/np{number}/")
        for number in range(count)
    )


def spelt(text: str, form: str) -> str:
    """The same graphs in another form."""
    import warnings

    from rdflib import Dataset

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdflib's own, at every parse
        data = Dataset()
        data.parse(data=text, format="trig")
        return str(data.serialize(format=form))


def quads(count: int) -> list[str]:
    """Whole nanopublications as N-Quads, graph by graph."""
    lines = [line for line in spelt(several(count), "nquads").splitlines(keepends=True) if line.strip()]
    return sorted(lines, key=lambda line: (line.split()[-2], line))


def kept_of(tmp_path: Path, name: str, content: bytes) -> tuple[set[str], list[tuple[int, str]]]:
    """The claims that an import keeps of a file, and its errors with their lines."""
    (tmp_path / name).write_bytes(content)
    into = empty()
    nanopub.gather(tmp_path / name, into)
    return {claim.statement for claim in into.claims.values()}, [(p.line, p.message) for p in into.problems]


def test_of_trig_cut_anywhere_just_the_whole_ones_before_are_kept_and_the_place_is_told(tmp_path: Path) -> None:
    text = several(3)
    ends = [at for at in range(len(text)) if text.startswith(":pubinfo {", at)]
    ends = [text.index("}", at) + 1 for at in ends]
    for cut in range(0, len(text), 7):
        claims, problems = kept_of(tmp_path, "in.trig", text[:cut].encode())
        whole = sum(end <= cut for end in ends)
        assert claims == {f"tea{number} relieves sickness." for number in range(whole)}, cut
        if not text[:cut].rstrip().endswith(("}", ">", ".")) and cut:
            assert any(line > 0 for line, _ in problems), cut


def test_of_trig_cut_within_a_character_the_whole_ones_are_kept(tmp_path: Path) -> None:
    content = several(1).encode() + b'@prefix ex: <http://example.org/> .\nex:g { ex:a ex:b "\xc3'
    claims, problems = kept_of(tmp_path, "in.trig", content)
    assert claims == {"tea0 relieves sickness."}
    assert "not UTF-8" in problems[0][1]


@pytest.mark.parametrize("words", ['"a } b', '"""a } \n } b', "'it } is", "# } ", "<http://example.org/#}"])
def test_a_brace_in_words_closes_no_graph(tmp_path: Path, words: str) -> None:
    broken = f"{several(2)[: -len(': dct:creator ex:ann . }') - 4]} ex:a ex:b {words}"
    claims, problems = kept_of(tmp_path, "in.trig", broken.encode())
    assert claims == {"tea0 relieves sickness."}
    assert "not trig" in " ".join(message for _, message in problems)


def test_of_n_quads_those_before_the_bad_line_are_kept_and_never_the_last(tmp_path: Path) -> None:
    lines = quads(3)
    at = 2 * len(lines) // 3 + 2
    bad = "".join((*lines[:at], "<http://example.org/np2/ no\n", *lines[at:]))
    claims, problems = kept_of(tmp_path, "in.nq", bad.encode())
    assert claims == {"tea0 relieves sickness.", "tea1 relieves sickness."}
    assert problems[0][0] == at + 1


def test_of_n_quads_that_mix_graphs_none_is_kept_when_they_break_off(tmp_path: Path) -> None:
    mixed = "".join(sorted(quads(3), key=lambda line: line.split()[1]))
    assert len(kept_of(tmp_path, "whole.nq", mixed.encode())[0]) == 3
    assert kept_of(tmp_path, "cut.nq", mixed[:-30].encode())[0] == set()


def test_of_trix_those_before_the_cut_are_kept(tmp_path: Path) -> None:
    text = spelt(several(3), "trix")
    assert len(kept_of(tmp_path, "whole.xml", text.encode())[0]) == 3
    cut = text[: text.rindex("</triple>")]
    claims, problems = kept_of(tmp_path, "cut.xml", cut.encode())
    assert len(claims) == 2
    assert any(abs(line - cut.count("\n") - 1) <= 1 for line, _ in problems)


def test_a_cut_file_is_imported_only_when_asked(tmp_path: Path) -> None:
    (tmp_path / "in.trig").write_text(several(3)[:-40], "utf-8")
    strict = import_base("nanopub", tmp_path / "in.trig", tmp_path / "strict", empty())
    assert not strict.became
    assert not (tmp_path / "strict").exists()
    found, loaded = imported("nanopub", tmp_path / "in.trig", tmp_path / "lenient", lenient=True)
    assert len(loaded.base.claims) == 2
    assert found.malformed


def test_what_a_nanopublication_says_beside_its_claim_is_counted_and_told(tmp_path: Path) -> None:
    text = trig(
        'ex:larkmint ex:relieves ex:sickness ; rdfs:label "Larkmint" ; ex:dose "5" ; a ex:Herb .',
        f"{PAPER} :assertion prov:wasAttributedTo ex:ann ; prov:generatedAtTime '2020' .",
        ": dct:creator ex:ann ; dct:license ex:free .",
    ).replace("@prefix ex:", "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n@prefix ex:")
    (tmp_path / "in.trig").write_text(text, "utf-8")
    into = empty()
    nanopub.gather(tmp_path / "in.trig", into)
    assert not into.problems
    assert into.remarks == {
        "a value, type or description in an assertion, of which no claim is made": 2,
        "a statement of provenance that names neither the document nor who says so": 1,
        "a statement of publication info": 2,
        "signatures and trusty hashes were not checked": 1,
    }


@pytest.mark.parametrize(
    "end", [':h { :a :b "cut', ":h { :a :b '''cut", ":h { :a :b <http://x", ":h { [ :a ( :b", ':h { :a "b"^^']
)
def test_whatever_a_parser_makes_of_a_cut_text_the_whole_ones_are_kept(tmp_path: Path, end: str) -> None:
    (tmp_path / "in.trig").write_text(trig(more=end))
    found, loaded = imported("nanopub", tmp_path / "in.trig", tmp_path / "out", lenient=True)
    assert len(loaded.base.claims) == 1
    assert [item.code for item in found.problems if item.severity == "error"] == ["IM001"]
