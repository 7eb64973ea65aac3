"""Findings a writer has looked at and lets stand: comments in the text, and a baseline file.

``<!-- evidence: ignore EV102 reason -->`` speaks of the block after it or, inside a paragraph, of the sentences on its
line (and on the next, where the comment has a line of its own). ``ignore-file`` speaks of the whole file. A comment
without a reason does nothing. A baseline knows a finding by its code, its claim and the words of its sentence, so that
moving lines about does not bring it back.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from evidence.errors import EvidenceError
from evidence.reading.check import CheckedDocument, CheckedSentence, check_document
from evidence.reading.citations import Citations, resolve
from evidence.reading.documents import Draft, Remark
from evidence.reading.judge.findings import NAMES, Finding
from evidence.store import Store
from evidence.verdict import EVERYTHING, Scope

#: The code of a comment that does nothing.
IDLE = "EV001"
MAX_BASELINE = 32 * 2**20

_IGNORE = re.compile(r"evidence\s*:\s*(?P<what>[\w-]+)\s*(?P<rest>.*)", re.DOTALL)
_CODES = re.compile(r"(?:EV\w+\s*,?\s*)+", re.IGNORECASE)


class Ignore(NamedTuple):
    """Codes that are let stand between two offsets of the text, and why."""

    codes: frozenset[str]
    start: int
    end: int
    reason: str
    line: int
    text: str = ""

    def covers(self, code: str, start: int, end: int) -> bool:
        """Whether a finding with this code between these offsets is let stand."""
        return code in self.codes and start < self.end and self.start < end


class Complaint(NamedTuple):
    """What is wrong with a comment that was meant to let something stand."""

    line: int
    message: str
    text: str = ""


def ignores(draft: Draft, known: Collection[str]) -> tuple[tuple[Ignore, ...], tuple[Complaint, ...]]:
    """What the comments of a draft let stand, and what is wrong with them. ``known`` are the codes there are."""
    found: list[Ignore] = []
    complaints: list[Complaint] = []
    for remark in draft.remarks:
        match = _IGNORE.fullmatch(remark.text)
        if match is None:
            continue
        said = _CODES.match(match["rest"])
        codes = re.findall(r"EV\w+", said[0].upper()) if said else []
        reason = match["rest"][said.end() if said else 0 :].strip(" -–—:\n")
        wrong = _wrong(match["what"], codes, reason, known)
        complaints.extend(Complaint(remark.line, message, remark.text) for message in wrong)
        kept = frozenset(code for code in codes if code in known)
        if kept and reason and match["what"] in ("ignore", "ignore-file"):
            start, end = (0, len(draft.document.text)) if match["what"] == "ignore-file" else _reach(draft, remark)
            found.append(Ignore(kept, start, end, " ".join(reason.split()), remark.line, remark.text))
    return tuple(found), tuple(complaints)


def _wrong(what: str, codes: list[str], reason: str, known: Collection[str]) -> Iterable[str]:
    from evidence.ids import nearest_hint

    if what not in ("ignore", "ignore-file"):
        yield f"a comment says evidence: {what}, which is nothing; write evidence: ignore EV102 reason"
    elif not codes:
        yield "a comment ignores no code; write evidence: ignore EV102 reason"
    elif not reason:
        yield f"a comment ignores {', '.join(codes)} and gives no reason, so it does nothing"
    for code in codes:
        if code not in known:
            yield f"a comment ignores {code}, which is no code; {nearest_hint(code, known, 'evidence check --explain lists them')}"


def _reach(draft: Draft, remark: Remark) -> tuple[int, int]:
    """The stretch of text that a comment speaks of."""
    document = draft.document
    if remark.alone:
        block = draft.block_at(remark.offset)
    else:
        block = next((item for item in reversed(document.blocks) if item.start <= remark.offset), None)
    if block is None:
        return 0, 0
    if remark.alone:
        return block.start, block.end
    lines = {number: offset for offset, number, _ in reversed(document.origins) if block.start <= offset < block.end}
    own = lines.get(remark.line)
    first = own if own is not None else lines.get(remark.last + 1, block.end)
    later = [
        offset for number, offset in lines.items() if number > (remark.last if own is not None else remark.last + 1)
    ]
    return first, min(later, default=block.end)


def fingerprint(code: str, claim: str | None, sentence: str) -> str:
    """What a finding is known by, wherever its sentence moves to."""
    words = " ".join(re.findall(r"\w+", sentence.casefold()))
    return hashlib.sha256(f"{code}\n{claim or ''}\n{words}".encode()).hexdigest()[:20]


class Baseline:
    """Findings that were there before. Each may be met as often as it was written down."""

    def __init__(self, folder: Path, known: dict[str, Counter[str]]) -> None:
        self.folder = folder
        self.known = known
        self.left = {path: Counter(counts) for path, counts in known.items()}

    def holds(self, path: str, mark: str) -> bool:
        """Whether a finding is an old one; asked once for each that is found."""
        left = self.left.get(_relative(path, self.folder))
        if left is None or not left[mark]:
            return False
        left[mark] -= 1
        return True

    def gone(self, paths: Iterable[str]) -> int:
        """How many of the old findings of these files were not met again."""
        return sum(sum(self.left.get(_relative(path, self.folder), {}).values()) for path in dict.fromkeys(paths))


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file; raises ``EvidenceError`` when it is none."""
    hint = "write it with --write-baseline"
    try:
        if path.stat().st_size > MAX_BASELINE or not path.is_file():
            raise EvidenceError(f"{path} is not a baseline", hint)
        value = json.loads(path.read_bytes())
        known: dict[str, Counter[str]] = {}
        for name, items in value["findings"].items():
            known[str(name)] = Counter()
            for item in items:
                known[str(name)][str(item["fingerprint"])] += max(int(item["count"]), 0)
    except OSError as error:
        raise EvidenceError(f"the baseline {path} cannot be read: {error.strerror}", hint) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise EvidenceError(f"{path} is not a baseline", hint) from error
    return Baseline(path.resolve().parent, known)


class Old(NamedTuple):
    """A finding as a baseline keeps it."""

    path: str
    code: str
    claim: str | None
    sentence: str


def write_baseline(path: Path, found: Iterable[Old]) -> int:
    """Write findings down as known; how many. The same findings give the same bytes."""
    from evidence.files import atomic_write, writing

    folder = path.resolve().parent
    counts = Counter(item._replace(path=_relative(item.path, folder)) for item in found)
    findings: dict[str, list[dict[str, Any]]] = {}
    for item, count in sorted(
        counts.items(), key=lambda pair: (pair[0].path, pair[0].sentence, pair[0].code, pair[0].claim or "")
    ):
        mark = fingerprint(item.code, item.claim, item.sentence)
        entry = {
            "code": item.code,
            "claim": item.claim,
            "sentence": " ".join(item.sentence.split())[:300],
            "fingerprint": mark,
        }
        findings.setdefault(item.path, []).append({**entry, "count": count})
    text = json.dumps({"version": 1, "findings": findings}, ensure_ascii=False, indent=1) + "\n"
    with writing(path, "name another file"):
        atomic_write(path, text.encode("utf-8", "backslashreplace"))
    return sum(counts.values())


def _relative(path: str, folder: Path) -> str:
    """A path as seen from the baseline's folder, so that the place a check is run from does not matter."""
    import os

    if path == "-":
        return path
    return Path(os.path.relpath(Path(path).resolve(), folder)).as_posix()


@dataclass(frozen=True)
class Reported(CheckedDocument):
    """A document as it is reported: comments that do nothing stand among its sentences, and are not counted as such."""

    @property
    def examined(self) -> dict[str, int]:
        """How much of the text was looked at."""
        idle = sum(any(finding.code == IDLE for finding in sentence.diagnostics) for sentence in self.sentences)
        return {**super().examined, "sentences": len(self.sentences) - idle}


@dataclass(frozen=True)
class Settled:
    """A document as checked, without what its writer lets stand; and what was left out, counted."""

    checked: CheckedDocument
    citations: Citations
    ignored: int = 0
    old: int = 0
    complaints: tuple[Complaint, ...] = ()

    @property
    def reported(self) -> CheckedDocument:
        """What was found, comments that do nothing included: each is a note at its line."""
        idle = [_as_sentence(complaint) for complaint in self.complaints]
        placed = sorted((*self.checked.sentences, *idle), key=lambda sentence: (sentence.line, sentence.column))
        return Reported(self.checked.path, tuple(placed))


def _as_sentence(complaint: Complaint) -> CheckedSentence:
    message = complaint.message[:1].upper() + complaint.message[1:] + "."
    finding = Finding(IDLE, "note", 0, 0, message, "", "Mend the comment or take it out.")
    line = complaint.line
    return CheckedSentence(f"<!-- {complaint.text} -->", 0, 0, line, 1, line, 1, (), (finding,))


def check_draft(
    store: Store,
    draft: Draft,
    scope: Scope = EVERYTHING,
    bibliography: Path | None = None,
    baseline: Baseline | None = None,
    model: str | None = None,
) -> Settled:
    """Check a draft with the citations it makes, and leave out what its comments and the baseline let stand."""
    cited = resolve(draft, store, bibliography)
    return settle(check_document(store, draft.document, scope, cited, model), draft, cited, baseline)


def settle(checked: CheckedDocument, draft: Draft, cited: Citations, baseline: Baseline | None = None) -> Settled:
    """A checked document without the findings that its comments or the baseline let stand."""
    standing, complaints = ignores(draft, [code for code in NAMES if code != IDLE])
    ignored = old = 0
    used: set[tuple[Ignore, str]] = set()
    sentences: list[CheckedSentence] = []
    for sentence in checked.sentences:
        kept: list[Finding] = []
        for finding in sentence.diagnostics:
            covering = {
                (item, finding.code) for item in standing if item.covers(finding.code, finding.start, finding.end)
            }
            used |= covering
            if covering:
                ignored += 1
            elif baseline and baseline.holds(checked.path, fingerprint(finding.code, finding.claim, sentence.text)):
                old += 1
            else:
                kept.append(finding)
        whole = len(kept) == len(sentence.diagnostics)
        sentences.append(sentence if whole else replace(sentence, diagnostics=tuple(kept)))
    complaints = (*complaints, *_unused(standing, used))
    return Settled(replace(checked, sentences=tuple(sentences)), cited, ignored, old, tuple(sorted(complaints)))


def _unused(standing: Iterable[Ignore], used: Collection[tuple[Ignore, str]]) -> Iterator[Complaint]:
    for item in standing:
        for code in sorted(item.codes):
            if (item, code) not in used:
                yield Complaint(item.line, f"a comment ignores {code}, and there is none where it speaks of", item.text)


def olds(documents: Iterable[CheckedDocument]) -> Iterator[Old]:
    """What a baseline keeps of some documents: every finding they have."""
    for document in documents:
        for sentence in document.sentences:
            for finding in sentence.diagnostics:
                yield Old(document.path, finding.code, finding.claim, sentence.text)
