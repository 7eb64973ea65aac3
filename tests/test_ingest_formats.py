"""Each format of references in small: what goes into the record, what is left, and what is said."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable

import pytest

from evidence.diagnostics import Diagnostic
from evidence.errors import EvidenceError
from evidence.ingest.described import Described
from evidence.ingest.recognise import read, recognise
from evidence.model import Author, StandingNote

RIS = """TY  - JOUR
AU  - Ash, Anna B.
AU  - van der Birch, Carl, Jr
AU  - Willow Group
TI  - Willow tea for headache: a trial
JO  - Journal of Tea
PY  - 2019
DA  - 2019/03/07
VL  - 4
IS  - 2
SP  - 10
EP  - 20
DO  - https://doi.org/10.1000/TEA.1
UR  - https://tea.example/articles/1
AN  - 31234567
DB  - PubMed
C2  - PMC7654321
KW  - tea
AB  - Tea helped 12 of 30.
 Registered as NCT01234567.
M3  - Randomized Controlled Trial
XX  - what is this
ER  -
"""

NBIB = """PMID- 31234567
OWN - NLM
DP  - 2019 Mar 7
TI  - Willow tea for headache: a long title that goes
      on.
PG  - 10-20
LID - 10.1000/tea.1 [doi]
AB  - Tea helped 12 of 30.
FAU - Ash, Anna B
AU  - Ash AB
CN  - Willow Group
PT  - Journal Article
PT  - Retracted Publication
RIN - J Tea. 2021 Feb 3;6(1):1. PMID: 32222222
TA  - J Tea
JT  - Journal of tea
VI  - 4
IP  - 2
PMC - PMC7654321
SO  - J Tea. 2019 Mar 7;4(2):10-20.
"""

BIBTEX = r"""@string{jot = {Journal of Tea}}
@comment{nothing}
@article{ash2019,
  author = {Ash, Anna B. and M{\"u}ller, J{\"o}rg and {World Tea Organization} and others},
  title = {Willow tea, {CO}$_2$ and 10$^{6}$ cups \& more},
  journal = jot,
  year = 2019, month = mar, volume = {4}, number = {2}, pages = {10--20},
  doi = {10.1000/tea_1%2Fa},
  url = {https://tea.example/a_b%20c},
  keywords = {tea},
}
@book{birch, title = {All about tea}, author = {Birch, B}, year = {2001}}
@misc{elm, title = {Preprinted tea}, author = {Elm, E}, year = 2020, eprint = {2001.01234v2}, archivePrefix = {arXiv}}
"""

CSL = json.dumps(
    [
        {
            "id": "ash", "type": "article-journal", "title": "Willow <i>tea</i> &amp; H<sub>2</sub>O, 10<sup>6</sup> cups",
            "author": [
                {"family": "Ash", "given": "Anna", "suffix": "Jr"},
                {"family": "Berg", "given": "B", "non-dropping-particle": "van den"},
                {"literal": "Willow Group"},
            ],
            "issued": {"date-parts": [[2019, 3, 7]]}, "container-title": "Journal of Tea", "volume": 4, "page": "10-20",
            "DOI": "10.1000/TEA.1", "note": "PMID: 31234567", "language": "en",
        }
    ]
)  # fmt: skip

PUBMED = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.example/pubmed.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">31234567</PMID>
<Article><Journal><JournalIssue><Volume>4</Volume><Issue>2</Issue><PubDate><Year>2019</Year><Month>Mar</Month><Day>7</Day>
</PubDate></JournalIssue><Title>Journal of tea</Title></Journal><ArticleTitle>Willow tea with 10<sup>6</sup> &alpha;-leaves:
 a systematic review.</ArticleTitle><Pagination><StartPage>10</StartPage><EndPage>20</EndPage><MedlinePgn>10-20</MedlinePgn>
</Pagination><ELocationID EIdType="doi" ValidYN="Y">10.1000/tea.1</ELocationID><Abstract>
<AbstractText Label="METHODS">We drank.</AbstractText><AbstractText Label="RESULTS">It <i>helped</i>.</AbstractText></Abstract>
<AuthorList CompleteYN="N"><Author ValidYN="Y"><LastName>Ash</LastName><ForeName>Anna B</ForeName><Initials>AB</Initials>
</Author><Author><CollectiveName>Willow Group</CollectiveName></Author></AuthorList>
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList></Article>
<CommentsCorrectionsList><CommentsCorrections RefType="ErratumIn"><RefSource>J Tea. 2020 Jan;5(1):3</RefSource>
<PMID>32222221</PMID></CommentsCorrections><CommentsCorrections RefType="ExpressionOfConcernIn">
<RefSource>J Tea. 2021 Feb 3;6(1):1</RefSource></CommentsCorrections></CommentsCorrectionsList>
<MeshHeadingList><MeshHeading><DescriptorName>Tea</DescriptorName></MeshHeading></MeshHeadingList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pmc">PMC7654321</ArticleId></ArticleIdList></PubmedData></PubmedArticle>
</PubmedArticleSet>"""

JATS = """<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.2//EN" "JATS-archivearticle1.dtd">
<article article-type="research-article" xmlns:xlink="http://www.w3.org/1999/xlink"><front><journal-meta>
<journal-title-group><journal-title>Journal of Tea</journal-title></journal-title-group><issn>1234-5678</issn>
<publisher><publisher-name>Tea House</publisher-name></publisher></journal-meta><article-meta>
<article-id pub-id-type="pmc">7654321</article-id><article-id pub-id-type="doi">10.1000/tea.1</article-id>
<title-group><article-title>Willow tea<xref>*</xref></article-title><subtitle>a trial</subtitle></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Ash</surname><given-names>Anna B</given-names></name>
</contrib><contrib contrib-type="editor"><name><surname>Elm</surname></name></contrib></contrib-group>
<pub-date pub-type="epub"><day>1</day><month>2</month><year>2019</year></pub-date>
<pub-date pub-type="ppub"><month>3</month><year>2019</year></pub-date><volume>4</volume><elocation-id>e12</elocation-id>
<permissions><license xlink:href="https://creativecommons.org/licenses/by-nc/4.0/"><license-p>Open.</license-p></license>
</permissions><related-article related-article-type="retracted-article" ext-link-type="doi" xlink:href="10.1000/old.1"/>
<abstract><p>Tea helped. NCT01234567.</p></abstract></article-meta></front><body><sec><title>Methods</title>
<p>We drank <italic>it</italic>.</p></sec></body><back><ref-list><ref><element-citation><name><surname>Fir</surname>
<given-names>F</given-names></name><year>2001</year></element-citation></ref></ref-list></back></article>"""

HTML = """<!doctype html><html><head><title>Willow tea | Journal of Tea</title>
<meta name="citation_title" content="Willow tea"><meta name="citation_author" content="Ash, Anna B">
<meta name="citation_author" content="Carl Birch"><meta name="citation_journal_title" content="Journal of Tea">
<meta name="citation_publication_date" content="2019/03/07"><meta name="citation_doi" content="doi:10.1000/TEA.1">
<meta name="citation_firstpage" content="10"><meta name="citation_lastpage" content="20"><meta name="viewport" content="x">
<link rel="canonical" href="https://tea.example/articles/1"></head><body><p>We drank it.</p><script>x()</script></body></html>"""

NEWS = """<html><head><script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "News"}, {"@type":
"NewsArticle", "headline": "Tea cures", "datePublished": "2019-04-01T10:00:00Z", "author": {"@type": "Person", "name":
"Rita Reed"}, "publisher": {"name": "The Daily Leaf"}}]}</script></head><body><p>Wow.</p></body></html>"""


def one(content: str | bytes, name: str) -> Described:
    (item,) = [item for item in every(content, name) if isinstance(item, Described)]
    return item


def every(content: str | bytes, name: str) -> list[Described | Diagnostic]:
    return list(read(content if isinstance(content, bytes) else content.encode(), name))


def left(item: Described) -> dict[str, str]:
    return {one.field: one.value for one in item.left}


def problems(items: Iterable[Described | Diagnostic]) -> list[tuple[int, str]]:
    return [(item.line, item.name) for item in items if isinstance(item, Diagnostic)]


def test_a_ris_reference_goes_in_whole() -> None:
    item = one(RIS, "tea.ris")
    csl = item.csl
    assert csl.title == "Willow tea for headache: a trial"
    assert csl.author == (
        Author("Ash", "Anna B."), Author("van der Birch", "Carl Jr"), Author(literal="Willow Group"),
    )  # fmt: skip
    assert (csl.container_title, csl.issued, csl.volume, csl.issue, csl.page) == (
        "Journal of Tea", "2019-03-07", "4", "2", "10-20",
    )  # fmt: skip
    assert (csl.DOI, csl.PMID, csl.PMCID, csl.URL) == (
        "10.1000/tea.1", "31234567", "PMC7654321", "https://tea.example/articles/1",
    )  # fmt: skip
    assert item.kind == "journal-article"
    assert item.registry == ("NCT01234567",)
    assert item.abstract == "Tea helped 12 of 30.\nRegistered as NCT01234567."
    assert left(item)["XX"] == "what is this"
    assert left(item)["keywords"] == "tea"


def test_repeated_fields_of_a_ris_reference_are_kept_or_named() -> None:
    item = one(RIS.replace("VL  - 4", "VL  - 4\nVL  - 5").replace("AN  -", "DO  - 10.1000/other\nAN  -"), "tea.ris")
    assert item.csl.volume == "4"
    assert left(item)["volume"] == "5"
    assert left(item)["DOI"] == "10.1000/other"


def test_an_article_of_ris_with_a_telling_type_is_that_kind() -> None:
    item = one(RIS.replace("Randomized Controlled Trial", "Journal Article; Meta-Analysis"), "tea.ris")
    assert (item.kind, item.csl.type) == ("meta-analysis", "article-journal")
    vague = one(RIS.replace("M3  - Randomized Controlled Trial\n", ""), "tea.ris")
    assert any("does not tell" in doubt for doubt in vague.doubts)


def test_a_book_has_no_kind() -> None:
    assert one(RIS.replace("- JOUR", "- BOOK"), "tea.ris").kind is None


def test_medline_gives_full_names_standing_and_notice() -> None:
    item = one(NBIB, "tea.nbib")
    assert item.csl.title == "Willow tea for headache: a long title that goes on"
    assert item.csl.author == (Author("Ash", "Anna B"), Author(literal="Willow Group"))
    assert (item.csl.issued, item.csl.page, item.csl.DOI) == ("2019-03-07", "10-20", "10.1000/tea.1")
    assert item.standing == StandingNote(
        "retracted", "2021-02-03", "PubMed", None, "Notice: J Tea. 2021 Feb 3;6(1):1. PMID 32222222"
    )
    assert left(item)["OWN"] == "NLM"


def test_bibtex_is_freed_of_tex_where_tex_is_meant() -> None:
    items = [item for item in every(BIBTEX, "tea.bib") if isinstance(item, Described)]
    article, book, preprint = items
    assert article.csl.title == "Willow tea, CO2 and 10⁶ cups & more"
    assert article.csl.author == (
        Author("Ash", "Anna B."), Author("Müller", "Jörg"), Author(literal="World Tea Organization"),
    )  # fmt: skip
    assert article.csl.et_al
    assert (article.csl.container_title, article.csl.issued, article.csl.page) == ("Journal of Tea", "2019-03", "10-20")
    assert article.csl.DOI == "10.1000/tea_1/a"
    assert article.csl.URL == "https://tea.example/a_b%20c"
    assert (book.kind, book.csl.type) == (None, "book")
    assert (preprint.kind, preprint.csl.DOI) == ("preprint", "10.48550/arxiv.2001.01234")


def test_a_repeated_key_of_bibtex_is_another_reference_and_a_repeated_field_is_named() -> None:
    again = "@article{a, title={One}, year=2001}\n@article{a, title={Two}, title={Three}, year=2002}\n"
    first, second = (item for item in every(again, "a.bib") if isinstance(item, Described))
    assert (first.csl.title, second.csl.title) == ("One", "Two")
    assert left(second)["title"] == "Three"


def test_csl_json_loses_markup_but_not_powers() -> None:
    item = one(CSL, "tea.json")
    assert item.csl.title == "Willow tea & H2O, 10⁶ cups"
    assert item.csl.author == (
        Author("Ash", "Anna Jr"), Author("van den Berg", "B"), Author(literal="Willow Group"),
    )  # fmt: skip
    assert (item.csl.issued, item.csl.volume, item.csl.PMID) == ("2019-03-07", "4", "31234567")


def test_pubmed_xml_gives_labelled_abstract_kind_and_the_gravest_standing() -> None:
    item = one(PUBMED, "tea.xml")
    assert item.csl.title == "Willow tea with 10⁶ α-leaves: a systematic review"
    assert item.kind == "systematic-review"
    assert (item.csl.issued, item.csl.page, item.csl.DOI) == ("2019-03-07", "10-20", "10.1000/tea.1")
    assert (item.csl.PMID, item.csl.PMCID) == ("31234567", "PMC7654321")
    assert item.csl.et_al
    assert item.abstract == "METHODS: We drank.\n\nRESULTS: It helped."
    assert item.standing is not None
    assert (item.standing.status, item.standing.date, item.standing.checked_on) == ("concern", "2021-02-03", None)
    assert left(item)["MeshHeadingList"] == "Tea"


def test_jats_gives_licence_body_and_the_retracted_article() -> None:
    item = one(JATS, "tea.nxml")
    assert item.csl.title == "Willow tea*: a trial"
    assert (item.csl.issued, item.csl.page, item.csl.PMCID) == ("2019-03", "e12", "PMC7654321")
    assert item.csl.author == (Author("Ash", "Anna B"),)
    assert item.licence == "CC BY-NC 4.0"
    assert "We drank it." in item.body
    assert "Fir" not in item.body
    assert "Fir F" in left(item)["ref-list"]
    assert item.related[0].relation == "retraction of"
    assert "Elm" in left(item)["contrib-group"]


def test_a_saved_page_is_read_by_its_head() -> None:
    item = one(HTML, "page.html")
    assert item.csl.author == (Author("Ash", "Anna B"), Author("Birch", "Carl"))
    assert (item.csl.title, item.csl.issued, item.csl.page) == ("Willow tea", "2019-03-07", "10-20")
    assert (item.csl.DOI, item.csl.URL) == ("10.1000/tea.1", "https://tea.example/articles/1")
    assert item.kind == "journal-article"
    assert item.body == "We drank it."


def test_a_news_page_is_news() -> None:
    item = one(NEWS, "page.html")
    assert (item.kind, item.csl.type, item.csl.container_title) == ("news", "article-newspaper", "The Daily Leaf")
    assert (item.csl.title, item.csl.issued) == ("Tea cures", "2019-04-01")
    assert item.csl.author == (Author("Reed", "Rita"),)


def test_a_pdf_gives_the_one_doi_of_its_first_page() -> None:
    item = one(_pdf("Willow tea for headache", ["doi: 10.1000/TEA.1", "We drank it."]), "tea.pdf")
    assert (item.csl.title, item.csl.DOI, item.kind) == ("Willow tea for headache", "10.1000/tea.1", "journal-article")
    assert "We drank it." in item.body
    two = one(_pdf("Microsoft Word - x.doc", ["10.1000/a1 and 10.1000/b2"]), "tea.pdf")
    assert (two.csl.title, two.csl.DOI, two.kind) == (None, None, None)
    assert "10.1000/b2" in [one.value for one in two.left]


def _pdf(title: str, lines: list[str]) -> bytes:
    from fpdf import FPDF

    logging.getLogger("fpdf").setLevel(logging.CRITICAL)
    page = FPDF()
    page.set_title(title)
    page.add_page()
    page.set_font("helvetica", size=12)
    for line in lines:
        page.cell(0, 10, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(page.output())


@pytest.mark.parametrize(
    ("content", "name", "format_"),
    [
        (RIS, "x.txt", "RIS"), (NBIB, "x.txt", "MEDLINE"), (BIBTEX, "x", "BibTeX"), (CSL, "x", "CSL-JSON"),
        (PUBMED, "x.nxml", "PubMed XML"), (JATS, "x.xml", "JATS"), (HTML, "x.xml", "HTML"), ("%PDF-1.7", "x", "PDF"),
        ("FN Clarivate\nVR 1.0\nPT J\nER\n", "x", "RIS"), ("<?xml version='1.0'?><!-- a --><!-- b --><html/>", "x", "HTML"),
    ],
)  # fmt: skip
def test_a_file_is_recognised_by_what_is_in_it(content: str, name: str, format_: str) -> None:
    assert recognise(content.encode(), name).name == format_


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_encodings_that_say_what_they_are_are_read(encoding: str) -> None:
    item = one(RIS.replace("Anna", "Änna").encode(encoding), "tea.ris")
    assert item.csl.author[0] == Author("Ash", "Änna B.")


def test_latin_1_is_read_with_a_warning() -> None:
    items = every(RIS.replace("Anna", "Änna").encode("latin-1"), "tea.ris")
    assert problems(items) == [(2, "stray-text")]
    assert one(RIS.replace("Anna", "Änna").encode("latin-1"), "tea.ris").csl.author[0].given == "Änna B."


@pytest.mark.parametrize(
    ("content", "name"),
    [(RIS, "x.ris"), (NBIB, "x.nbib"), (BIBTEX, "x.bib"), (PUBMED, "x.xml"), (CSL, "x.json")],
)
def test_a_file_that_breaks_off_keeps_the_whole_references_before_the_break(content: str, name: str) -> None:
    whole = every(content, name)
    if name == "x.json":
        both, cut = content[:-1] + "," + content[1:], len(content) + 40
    elif name == "x.xml":
        head, _, rest = content.partition("<PubmedArticle>")
        both, cut = (
            head + "<PubmedArticle>" + rest.replace("</PubmedArticleSet>", "<PubmedArticle>") + rest,
            len(content) + 90,
        )
    else:
        both, cut = content + "\n" + content, len(content) + 60
    items = every(both[:cut], name)
    kept = [item for item in items if isinstance(item, Described)]
    assert [item.csl for item in kept] == [item.csl for item in whole if isinstance(item, Described)]
    assert [item.name for item in items if isinstance(item, Diagnostic) and item.severity == "error"] == [
        "broken-reference"
    ]
    assert name == "x.json" or all(item.line > 1 for item in items if isinstance(item, Diagnostic))


def test_what_stands_around_ris_references_is_said() -> None:
    items = every("Record #1 of 1\nProvider: x\n1.\n" + RIS, "tea.ris")
    assert problems(items) == [(1, "stray-text")]


@pytest.mark.parametrize("magic", [b"\x1f\x8b\x08", b"PK\x03\x04", b"BZh9", b"\xfd7zXZ\x00"])
def test_archives_are_not_opened(magic: bytes) -> None:
    with pytest.raises(EvidenceError, match="archive"):
        recognise(magic + b"\x00" * 100, "refs.ris")


def test_what_is_no_reference_file_is_refused_with_the_formats() -> None:
    with pytest.raises(EvidenceError, match="RIS"):
        recognise(b"just words", "notes.txt")
    with pytest.raises(EvidenceError, match="is empty"):
        recognise(b"", "notes")
