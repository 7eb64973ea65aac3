"""The article itself with notes in its margin: one page, no script, nothing loaded, every text escaped.

The policy in the head allows one style sheet, by its hash, and nothing else: a text that got past the escaping could
still not run or load anything.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import count
from typing import NamedTuple

from evidence.diagnostics import SEVERITIES
from evidence.reading.check import CheckedDocument, CheckedSentence
from evidence.reading.judge.findings import Finding, Made
from evidence.reading.types import Block, Document
from evidence.render.check_studies import StudyNote, named
from evidence.render.check_style import STYLE
from evidence.render.check_wording import proposal
from evidence.render.safe import one_line

#: More studies of one side than this are counted, not listed: a margin is narrow.
MAX_STUDIES = 5

_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"
_STANCES = {"asserts": "Says", "denies": "Denies", "hedged": "Says with reserve", "asks": "Asks whether"}
_TAGS = {"heading": "h2", "quote": "blockquote"}


class Article(NamedTuple):
    """A document, and what the check says of its sentences."""

    document: Document
    checked: CheckedDocument


def html(articles: Sequence[Article], studies: Mapping[str, StudyNote], base: Mapping[str, str], notice: str) -> str:
    """The articles on one page. ``studies`` names those on either side, ``base`` says what was checked against."""
    title = _title(articles[0].document) if len(articles) == 1 else f"{len(articles)} articles checked"
    numbers = count(1)
    body = [f'<header class="page"><p>{_text(line)}</p></header>' for line in (_summary(articles, base),)]
    for article in articles:
        body.extend(_article(article, studies, numbers))
    body.append(f'<footer class="page"><p>{_text(notice)}</p></footer>')
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_text(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def _text(text: str) -> str:
    return escape(one_line(text), quote=True)


def _inner(text: str) -> str:
    """Escaped, with the spaces at its ends: a sentence is followed by one."""
    shown = _text(text)
    return (" " if text[:1].isspace() else "") + shown + (" " if shown and text[-1:].isspace() else "")


def _title(document: Document) -> str:
    return document.title or document.path.rpartition("/")[2] or "Article"


def _summary(articles: Sequence[Article], base: Mapping[str, str]) -> str:
    sentences = sum(article.checked.examined["sentences"] for article in articles)
    claims = sum(article.checked.examined["claims"] for article in articles)
    found = [finding for article in articles for finding in article.checked.findings]
    counts = [(sum(item.severity == level for item in found), level) for level in SEVERITIES]
    by = [f"{number} {level}{'' if number == 1 else 's'}" for number, level in counts]
    against = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in base.items() if value)
    return f"{sentences} sentences and {claims} claims examined: {', '.join(by)}. Held against the base ({against})."


def _article(article: Article, studies: Mapping[str, StudyNote], numbers: Iterator[int]) -> Iterator[str]:
    document = article.document
    first = next((block for block in document.blocks if block.kind == "heading"), None)
    shown = one_line(document.text[first.start : first.end]) if first else ""
    yield "<article>"
    if document.title and one_line(document.title) != shown:
        yield f'<div class="row"><h1 dir="auto">{_text(document.title)}</h1></div>'
    sentences = list(article.checked.sentences)
    place = 0
    for block in document.blocks:
        if block.kind == "code":
            continue
        own: list[CheckedSentence] = []
        while place < len(sentences) and sentences[place].start < block.end:
            own.append(sentences[place])
            place += 1
        tag = "h1" if block is first and not (document.title and one_line(document.title) != shown) else ""
        yield from _row(document, block, own, studies, numbers, tag)
    yield "</article>"


def _row(
    document: Document, block: Block, sentences: list[CheckedSentence], studies: Mapping[str, StudyNote],
    numbers: Iterator[int], tag: str,
) -> Iterator[str]:  # fmt: skip
    """A block of the article, and beside it the notes on its sentences."""
    text: list[str] = []
    notes: list[str] = []
    done = block.start
    for sentence in sentences:
        text.append(_inner(document.text[done : sentence.start]))
        words = _inner(document.text[sentence.start : sentence.end])
        groups = [(next(numbers), group) for group in _groups(sentence)]
        notes.extend(_note(number, group, studies) for number, group in groups)
        if groups:
            text.append(_marked(words, [number for number, _ in groups], _worst(sentence.diagnostics), "mark"))
        elif sentence.claims:
            number = next(numbers)
            notes.append(_quiet_note(number, sentence))
            text.append(_marked(words, [number], "held", "span"))
        else:
            text.append(words)
        done = sentence.end
    text.append(_inner(document.text[done : block.end]))
    name = tag or _TAGS.get(block.kind, "p")
    yield '<div class="row">'
    yield f'<{name} class="{block.kind}" dir="auto">{"".join(text)}</{name}>'
    if notes:
        yield '<aside aria-label="Notes">' + "\n".join(notes) + "</aside>"
    yield "</div>"


def _groups(sentence: CheckedSentence) -> list[list[Finding]]:
    """The findings of a sentence by the claim they are about: both sides are then shown once."""
    found: dict[str | None, list[Finding]] = {}
    for finding in sentence.diagnostics:
        found.setdefault(finding.claim, []).append(finding)
    return list(found.values())


def _worst(findings: Iterable[Finding]) -> str:
    return min((finding.severity for finding in findings), key=SEVERITIES.index)


def _marked(words: str, numbers: Sequence[int], name: str, tag: str) -> str:
    """The words of a sentence, with links to its notes: keys reach a link, and nothing needs a pointer."""
    links = " ".join(f'<a id="mark-{number}" href="#note-{number}">{number}</a>' for number in numbers)
    return f'<{tag} class="{name}">{words}</{tag}><sup class="marks">{links}</sup>'


def _verdict(claim: Made) -> str:
    return f"{claim.verdict} {claim.direction}" if claim.direction else claim.verdict


def _quiet_note(number: int, sentence: CheckedSentence) -> str:
    """The claims of a sentence in which nothing was found."""
    parts = [f'<p class="code"><a href="#mark-{number}">{number}</a> No finding</p>']
    parts += [
        f"<p>{_STANCES[claim.stance]}: {_text(claim.statement)} "
        f'<span class="detail">Verdict: {_text(_verdict(claim))}.</span></p>'
        for claim in sentence.claims
    ]
    return f'<section class="note quiet" id="note-{number}">' + "".join(parts) + "</section>"


def _note(number: int, findings: list[Finding], studies: Mapping[str, StudyNote]) -> str:
    """What was found on one claim of a sentence, each reason and each wording said once."""
    worst = _worst(findings)
    parts = [f'<p class="code"><a href="#mark-{number}">{number}</a> {worst.capitalize()}</p>']
    parts += [f"<p><b>{_text(item.code)} {_text(item.name)}.</b> {_text(item.message)}</p>" for item in findings]
    reasons = dict.fromkeys(item.why for item in findings if item.why)
    parts += [f'<p class="why">{_text(reason)}</p>' for reason in reasons]
    proposals = dict.fromkeys(proposal(item) for item in findings if item.suggestion)
    parts += [f'<p class="instead">{_text(words)}</p>' for words in proposals]
    for name, ids in (
        ("For", dict.fromkeys(study for finding in findings for study in finding.for_)),
        ("Against", dict.fromkeys(study for finding in findings for study in finding.against)),
    ):
        parts.extend(_side(name, tuple(ids), studies, findings))
    return f'<section class="note {worst}" id="note-{number}">' + "".join(parts) + "</section>"


def _side(name: str, ids: Sequence[str], studies: Mapping[str, StudyNote], findings: list[Finding]) -> list[str]:
    if not ids:
        return [f'<p class="side">{name}: no study</p>'] if any(item.for_ or item.against for item in findings) else []
    items = [f"<li>{_study(study)}</li>" for study in named(studies, ids[:MAX_STUDIES])]
    if len(ids) > MAX_STUDIES:
        items.append(f"<li>and {len(ids) - MAX_STUDIES} more</li>")
    return [f'<p class="side">{name} ({len(ids)})</p><ul>{"".join(items)}</ul>']


def _study(study: StudyNote) -> str:
    label = _text(study.label)
    if study.url.startswith(("https://", "http://")):
        label = f'<a href="{_text(study.url)}" rel="noreferrer">{label}</a>'
    return label + (f' <span class="detail">{_text(study.detail)}</span>' if study.detail else "")
