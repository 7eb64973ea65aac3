"""Which kind of document a publication type speaks of. What no table names stays unsaid; nothing is guessed from titles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from evidence.model import CSL_TYPES, SourceKind

#: Publication types (PubMed, JATS, Europe PMC, publishers) by kind, the more telling first: what is a meta-analysis and
#: a review is a meta-analysis.
_KINDS: tuple[tuple[SourceKind, tuple[str, ...]], ...] = (
    ("registry-entry", ("clinical trial registration", "registry entry", "trial registration")),
    ("preprint", ("preprint", "posted content", "posted-content", "working paper", "eprint")),
    ("guideline", ("practice guideline", "guideline", "consensus development conference", "consensus statement",
                   "consensus development conference, nih")),
    ("meta-analysis", ("meta-analysis", "network meta-analysis", "metaanalysis")),
    ("systematic-review", ("systematic review", "systematic-review", "scoping review")),
    ("regulatory", ("legislation", "government publication", "regulatory document", "drug label")),
    ("letter", ("letter", "comment", "editorial", "reply", "correspondence", "retraction of publication", "retraction",
                "published erratum", "correction", "corrigendum", "erratum", "expression of concern", "addendum",
                "article-commentary", "partial retraction", "retraction notice", "notice of retraction")),
    ("narrative-review", ("review", "review-article", "review article", "narrative review", "literature review",
                          "book-review", "mini review", "historical article")),
    ("conference", ("congress", "congresses", "meeting abstract", "conference abstract", "abstract", "meeting-report",
                    "proceedings", "conference paper", "proceedings paper", "clinical conference")),
    ("press-release", ("press release", "press-release")),
    ("news", ("news", "newspaper article", "newspaper-article", "newsarticle", "reportagenewsarticle", "news article",
              "article-newspaper", "magazine article", "magazine-article", "article-magazine")),
    ("blog", ("blog", "blog post", "blogposting", "post-weblog")),
    ("web-page", ("web page", "webpage", "web-page", "website", "web site", "online")),
    ("journal-article", (
        "journal article", "research-article", "research article", "article", "original article", "article-journal",
        "journal-article", "case reports", "case-report", "case report", "brief-report", "brief report",
        "rapid-communication", "clinical trial", "randomized controlled trial", "controlled clinical trial",
        "clinical trial, phase i", "clinical trial, phase ii", "clinical trial, phase iii", "clinical trial, phase iv",
        "pragmatic clinical trial", "equivalence trial", "adaptive clinical trial", "clinical trial protocol",
        "clinical study", "observational study", "multicenter study", "comparative study", "evaluation study",
        "validation study", "twin study", "dataset", "data-paper", "scholarlyarticle", "medicalscholarlyarticle",
        "research support, non-u.s. gov't", "evaluation studies", "validation studies", "other", "protocol",
    )),
)  # fmt: skip
_OF = {name: (rank, kind) for rank, (kind, names) in enumerate(_KINDS) for name in names}
#: Types that say nothing but that it stood in a journal: what kind of article it is stays to be looked at.
_VAGUE = frozenset(("journal article", "article", "article-journal", "journal-article", "other", "scholarlyarticle"))


class Guess(NamedTuple):
    """A kind, the types it was taken from, and whether those leave open which kind of article it is."""

    kind: SourceKind | None
    types: str
    vague: bool


def guess(types: Iterable[str], title: str = "") -> Guess:
    """The most telling kind that the types name. A title decides only between a review and one that names its method
    (``a systematic review and meta-analysis``), for few files tell them apart."""
    given = [" ".join(text.split()) for text in types if text.strip()]
    known = [_OF[text.lower()] for text in given if text.lower() in _OF]
    shown = "; ".join(given)
    if not known:
        return Guess(None, shown, True)
    kind = min(known)[1]
    if kind in ("journal-article", "narrative-review", "systematic-review") and (
        named := _named(" ".join(title.split()).rstrip("."))
    ):
        return Guess(named, f"{shown}; the title", False)
    vague = kind == "journal-article" and all(text.lower() in _VAGUE for text in given if text.lower() in _OF)
    return Guess(kind, shown, vague)


_METHOD: tuple[tuple[SourceKind, re.Pattern[str]], ...] = (
    ("meta-analysis", re.compile(r"(?:[:.—–-]\s|\band\s|^)(?:an?\s|the\s)?(?:[\w-]+\s){0,5}meta-?analys[ie]s(?:\s*$|\s+(?:of|and)\b)", re.I)),
    ("systematic-review", re.compile(r"(?:[:.—–-]\s|^)(?:an?\s|the\s)?(?:[\w-]+\s){0,3}systematic (?:literature )?review(?:\s*$|\s+(?:of|and)\b)", re.I)),
)  # fmt: skip
_NOT_ONE = re.compile(r"\b(?:protocol|comment|reply|response|letter|erratum|correction|retract\w+|editorial)\b", re.I)


def _named(title: str) -> SourceKind | None:
    if _NOT_ONE.search(title):
        return None
    return next((kind for kind, form in _METHOD if form.search(title)), None)


def csl_type(kind: SourceKind | None) -> str:
    """The CSL type of a kind of document."""
    return CSL_TYPES.get(kind, "article-journal") if kind else "document"
