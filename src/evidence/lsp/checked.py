"""What the server knows of an open text, without any library: places, hovers and edits as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from evidence.errors import EvidenceError
from evidence.reading.check import CheckedSentence
from evidence.reading.documents import Draft, read_text
from evidence.reading.documents.load import MAX_TEXT
from evidence.reading.judge.findings import Finding, Made
from evidence.reading.suppress import Settled, check_draft
from evidence.render.check_studies import StudyNote, named, study_notes
from evidence.render.check_wording import milder, proposal
from evidence.render.safe import one_line
from evidence.store import Store

#: More studies of one side than this are counted, not listed.
MAX_STUDIES = 8

_ENDINGS = {"html": ".html", "markdown": ".md", "quarto": ".qmd", "plaintext": ".txt"}
_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]()<>#!|~"})

Place = tuple[int, int]


class Stretch(NamedTuple):
    """From one place to another: line and column in characters, both from 0; the end is not part of it."""

    start: Place
    end: Place


@dataclass(frozen=True)
class Checked:
    """An open text as it was checked. ``lines`` are its own, for editors count in other units than we do."""

    version: int | None
    lines: list[str]
    draft: Draft
    settled: Settled

    @property
    def sentences(self) -> tuple[CheckedSentence, ...]:
        """Every sentence."""
        return self.settled.checked.sentences

    def stretch(self, start: int, end: int) -> Stretch:
        """Where two offsets of the document stand in the text."""
        first, last = self.draft.document.place(start), self.draft.document.place(max(end - 1, start))
        return Stretch((first[0] - 1, first[1] - 1), (last[0] - 1, last[1]))

    def at(self, place: Place) -> CheckedSentence | None:
        """The sentence at a place, if it says anything that was checked."""
        for sentence in self.sentences:
            stretch = self.stretch(sentence.start, sentence.end)
            if stretch.start <= place <= stretch.end and (sentence.claims or sentence.diagnostics):
                return sentence
        return None


class Edit(NamedTuple):
    """A sentence to say instead, in place of another, and the finding it answers."""

    stretch: Stretch
    text: str
    finding: Finding


def check(store: Store, text: str, path: str, language: str, version: int | None) -> Checked:
    """Check an open text; raises ``EvidenceError`` when it cannot be read."""
    if len(text) > MAX_TEXT:
        raise EvidenceError(f"{path} is larger than {MAX_TEXT // 2**20} MiB, so it is not checked")
    known = Path(path).suffix.lower() in (".md", ".html", ".htm", ".txt", ".qmd", ".markdown")
    draft = read_text(text, path if known else path + _ENDINGS.get(language, ".md"))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Checked(version, lines, draft, check_draft(store, draft))


def edits(checked: Checked, wanted: Stretch) -> Iterator[Edit]:
    """The milder wordings for the sentences that a stretch touches, each once."""
    seen: set[tuple[int, str]] = set()
    for sentence in checked.sentences:
        stretch = checked.stretch(sentence.start, sentence.end)
        if stretch.end < wanted.start or wanted.end < stretch.start:
            continue
        for finding in sentence.diagnostics:
            text = one_line(milder(finding))
            if text and (sentence.start, text) not in seen:
                seen.add((sentence.start, text))
                yield Edit(stretch, text, finding)


def hover(store: Store, sentence: CheckedSentence) -> str:
    """Markdown: what was found in a sentence, and for each claim both sides."""
    parts = [_finding(finding) for finding in sentence.diagnostics]
    parts.extend(_claim(store, made) for made in sentence.claims)
    return "\n\n---\n\n".join(parts)


def _plain(text: str) -> str:
    """Text from a base or a draft as Markdown that shows it and does nothing."""
    return one_line(text).translate(_MARKS)


def _finding(finding: Finding) -> str:
    lines = [f"**{finding.code} {finding.name}** ({finding.severity})", _plain(finding.message), _plain(finding.why)]
    lines.append(_plain(proposal(finding)))
    return "\n\n".join(line for line in lines if line)


def _claim(store: Store, made: Made) -> str:
    from evidence.reading.judge.verdicts import Verdicts

    standing = Verdicts(store).of(made.id)
    sides = (("For", standing.side("for")), ("Against", standing.side("against")))
    studies = study_notes(store, (name for _, names in sides for name in names[:MAX_STUDIES]))
    lines = [f"**{_plain(standing.statement)}**", f"{_plain(standing.word)}, certainty {_plain(standing.certainty)}"]
    for name, ids in sides:
        shown = [f"- {_study(study)}" for study in named(studies, ids[:MAX_STUDIES])]
        if len(ids) > MAX_STUDIES:
            shown.append(f"- and {len(ids) - MAX_STUDIES} more")
        lines.append("\n".join([f"{name} ({len(ids)})" + (":" if ids else ""), *shown]))
    return "\n\n".join(lines)


def _study(study: StudyNote) -> str:
    label = (
        f"[{_plain(study.label)}](<{study.url}>)"
        if study.url and not set(study.url) & set("<>\\ \n")
        else _plain(study.label)
    )
    return f"{label}, {_plain(study.detail)}" if study.detail else label
