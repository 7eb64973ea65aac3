"""The article itself with notes in its margin: one page, no script, nothing loaded, every text escaped.

The policy in the head allows one style sheet, by its hash, and nothing else: a text that got past the escaping could
still not run or load anything.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import count
from typing import NamedTuple

from evidence.reading.check import CheckedDocument, CheckedSentence
from evidence.reading.judge.findings import Finding
from evidence.reading.types import Block, Document
from evidence.render.check_style import STYLE
from evidence.render.check_studies import StudyNote, named
from evidence.render.safe import one_line

#: More studies of one side than this are counted, not listed: a margin is narrow.
MAX_STUDIES = 6

_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"
_TAGS = {"heading": "h2", "quote": "blockquote"}
_SEVERITY = {"error": "Error", "warning": "Warning", "note": "Note"}


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
    by = [f"{sum(item.severity == level for item in found)} {level}s" for level in ("error", "warning", "note")]
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
        if sentence.diagnostics:
            marks = [(next(numbers), finding) for finding in sentence.diagnostics]
            notes.extend(_note(number, finding, studies) for number, finding in marks)
            worst = min((finding.severity for finding in sentence.diagnostics), key=("error", "warning", "note").index)
            links = " ".join(f'<a id="mark-{number}" href="#note-{number}">{number}</a>' for number, _ in marks)
            words = f'<mark class="{worst}">{words}</mark><sup class="marks">{links}</sup>'
        elif sentence.claims:
            verdicts = "; ".join(f"{claim.statement} ({claim.verdict})" for claim in sentence.claims)
            words = f'<span class="held" title="{_text(verdicts)}">{words}</span>'
        text.append(words)
        done = sentence.end
    text.append(_inner(document.text[done : block.end]))
    name = tag or _TAGS.get(block.kind, "p")
    yield '<div class="row">'
    yield f'<{name} class="{block.kind}" dir="auto">{"".join(text)}</{name}>'
    if notes:
        yield '<aside aria-label="Notes">' + "\n".join(notes) + "</aside>"
    yield "</div>"


def _note(number: int, finding: Finding, studies: Mapping[str, StudyNote]) -> str:
    parts = [
        f'<p class="code"><a href="#mark-{number}">{number}</a> {_SEVERITY[finding.severity]} {_text(finding.code)} '
        f"{_text(finding.name)}</p>",
        f"<p>{_text(finding.message)}</p>",
    ]
    if finding.why:
        parts.append(f'<p class="why">{_text(finding.why)}</p>')
    if finding.suggestion:
        parts.append(f'<p class="instead"><b>Instead:</b> {_text(finding.suggestion)}</p>')
    parts += _side("For", finding.for_, studies, finding) + _side("Against", finding.against, studies, finding)
    return f'<section class="note {finding.severity}" id="note-{number}">' + "".join(parts) + "</section>"


def _side(name: str, ids: Sequence[str], studies: Mapping[str, StudyNote], finding: Finding) -> list[str]:
    if not ids:
        return [f'<p class="side">{name}: no study</p>'] if finding.claim and (finding.for_ or finding.against) else []
    items = [f"<li>{_study(study)}</li>" for study in named(studies, ids[:MAX_STUDIES])]
    if len(ids) > MAX_STUDIES:
        items.append(f"<li>and {len(ids) - MAX_STUDIES} more</li>")
    return [f'<p class="side">{name} ({len(ids)})</p><ul>{"".join(items)}</ul>']


def _study(study: StudyNote) -> str:
    label = _text(study.label)
    if study.url.startswith(("https://", "http://")):
        label = f'<a href="{_text(study.url)}" rel="noreferrer">{label}</a>'
    return label + (f' <span class="detail">{_text(study.detail)}</span>' if study.detail else "")
