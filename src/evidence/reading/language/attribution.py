"""Who is said to have said it: named studies, authors, institutions, citations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.reading.types import Cue, Span

_NAME = r"[A-Z][A-Za-zÀ-ÖØ-öø-ÿ'’-]{1,30}"
_STUDY = (
    r"(?:stud(?:y|ies)|trials?|reviews?|meta-analys[ie]s|papers?|reports?|analys[ie]s|surveys?|experiments?|"
    r"guidelines?|research)"
)
_PATTERN = re.compile(
    rf"\b(?:[Aa]ccording to|[Aa]s (?:reported|shown|described|noted|suggested|demonstrated) (?:by|"
    rf"in))\s(?:[^\s,;.]{{1,30}}\s?){{1,6}}"
    rf"|\b{_NAME}(?:\s(?:and|&)\s{_NAME})?\s(?:et al\.?|and colleagues|and co-?workers)(?:,?\s?\(?(?:1[89]|"
    rf"20)\d\d[a-z]?\)?)?"
    rf"|\b{_NAME}(?:\s(?:and|&)\s{_NAME})?\s\((?:1[89]|20)\d\d[a-z]?\)"
    rf"|\((?:(?:e\.g\.,?|see(?: also)?)\s)?{_NAME}[^()]{{0,80}}?(?:1[89]|20)\d\d[a-z]?\)"
    rf"|\b(?:[Aa]n?|[Tt]he|[Tt]his|[Oo]ne)\s(?:(?:(?:1[89]|20)\d\d|[a-z-]{{2,20}}|{_NAME})\s){{0,4}}?(?:(?:1[89]|"
    rf"20)\d\d|{_NAME})\s(?:[A-Za-z-]{{2,20}}\s){{0,4}}?{_STUDY}\b"
    rf"|\b(?:[Tt]he|[Ii]ts|[Tt]heir)\s(?:authors?|researchers?|investigators?|scientists?|study|team|trial|"
    rf"reviewers?)\b(?=[^.;]{{0,20}}\b(?:say|said|report|found|find|conclud|suggest|show|argue|claim|note|believe|"
    rf"wrote|write|state|observ)\w*)"
    rf"|\b(?:[Rr]esearchers?|[Ss]cientists?|[Ii]nvestigators?|[Aa] team)\s(?:at|from)\s(?:the\s)?(?:{_NAME}|"
    rf"of)(?:\s(?:of|and|for|the|{_NAME})){{0,5}}"
    rf"|\b(?:[Rr]esearchers?|[Ss]cientists?|[Ee]xperts?|[Dd]octors?|[Ss]tudies|[Ss]ome (?:authors?|studies|"
    rf"researchers?))\s(?:say|said|report(?:ed)?|found|find|conclud(?:e|ed)|suggest(?:ed)?|show(?:ed)?|argue|"
    rf"claim(?:ed)?|believe)\b"
    rf"|(?:said|says|added|explained|wrote|told)\s(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs)\.?\s)?{_NAME}(?:\s{_NAME}){{0,2}}"
    rf"|\[@[A-Za-z0-9_:.#$%&+?<>~/-]{{1,80}}[^\]]{{0,80}}\]|\[\d{{1,3}}(?:\s?[,–-]\s?\d{{1,3}}){{0,10}}\]|"
    rf"\b10\.\d{{4,9}}/[^\s\"<>]{{1,120}}|\bPMID:?\s?\d{{1,9}}"
)


def attributions(text: str, offset: int) -> Iterator[Cue]:
    """Attribution cues of a sentence that starts at ``offset``; each reaches over the whole sentence."""
    for match in _PATTERN.finditer(text):
        end = match.start() + len(match.group().rstrip(" ,"))
        yield Cue("attribution", offset + match.start(), offset + end, Span(offset, offset + len(text)))
