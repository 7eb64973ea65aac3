"""What became of the documents that were to be taken in: records, fields that stay out, refusals, the next step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from evidence.diagnostics import Diagnostic
from evidence.ingest.described import Left
from evidence.ingest.intake import Outcome, Refused, Taken, text_to_hold
from evidence.plain import to_plain
from evidence.render.blocks import Block, Bullets, Facts, Heading, Page, Table, Text

#: With more documents than this each gets one line.
_AT_LENGTH = 3
_SHOWN_LEFT = 40


def page(outcomes: Sequence[Outcome], dry_run: bool = False, keep_text: bool = False) -> Page:
    """The page for documents in order."""
    taken = [outcome for outcome in outcomes if isinstance(outcome, Taken)]
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    problems = [outcome for outcome in outcomes if isinstance(outcome, Diagnostic)]
    blocks: list[Block] = []
    if len(taken) <= _AT_LENGTH:
        for one in taken:
            blocks += _at_length(one, dry_run, keep_text)
    else:
        blocks += _in_lines(taken, dry_run)
    blocks += _refusals(refused, problems)
    blocks.append(Text(_counts(taken, refused, problems, dry_run), "strong"))
    if taken:
        blocks.append(Text(_next(taken, dry_run, keep_text), "quiet"))
    return Page(_data(outcomes, dry_run), tuple(blocks), tuple(_row(outcome) for outcome in outcomes))


def _at_length(taken: Taken, dry_run: bool, keep_text: bool) -> list[Block]:
    item, source = taken.item, taken.source
    head = f"would be added: {taken.path}" if dry_run else f"added: {taken.path}"
    blocks: list[Block] = [Heading(head)]
    if dry_run:
        blocks += [
            Text(line.strip(), indent=1 + (len(line) - len(line.lstrip())) // 2) for line in taken.text.splitlines()
        ]
    else:
        blocks.append(Facts(tuple((name, value) for name, value in _facts(taken) if value)))
    blocks += [Text(note, "mixed") for note in taken.notes]
    words = text_to_hold(item)
    if words and not source.text:
        kept = "would be held" if dry_run and keep_text else "not held: --keep-text holds it in sources/.texts/"
        blocks.append(Text(f"Its text ({len(words):,} characters) is {kept}.", "quiet"))
    if item.left:
        blocks += [Text("Left out, and why:"), Bullets(tuple((line, "quiet") for line in _left(item.left)))]
    return blocks


def _facts(taken: Taken) -> Iterable[tuple[str, str]]:
    csl, source = taken.source.csl, taken.source
    yield "kind", f"{source.kind} ({taken.item.kind_from})" if taken.item.kind_from else source.kind
    yield "title", csl.title or ""
    yield "authors", _people(taken)
    yield (
        "in",
        " ".join(filter(None, (csl.container_title, csl.volume, f"({csl.issue})" if csl.issue else "", csl.page))),
    )
    yield "date", csl.issued or ""
    yield from ((name, getattr(csl, name) or "") for name in ("DOI", "PMID", "PMCID", "URL"))
    yield "licence", source.licence or ""
    if source.standing.status != "unknown":
        told = (source.standing.status, source.standing.date, source.standing.authority, source.standing.note)
        yield "standing", ", ".join(filter(None, told))
    yield "to do", source.todo or ""
    yield "text held", f"sha256 {source.text[:12]}…" if source.text else ""


def _people(taken: Taken) -> str:
    names = [author.literal or f"{author.family} {author.given or ''}".strip() for author in taken.source.csl.author]
    shown = ", ".join(names[:3])
    return f"{shown} and {len(names) - 3} more" if len(names) > 3 else shown


def _left(left: Iterable[Left]) -> Iterable[str]:
    """One line a reason, with the fields it holds for."""
    reasons: dict[str, list[str]] = {}
    for field, value, why in left:
        shown = value if len(value) <= _SHOWN_LEFT else f"{len(value):,} characters"
        reasons.setdefault(why, []).append(f"{field} ({shown})")
    for why, fields in sorted(reasons.items()):
        yield f"{why}: {', '.join(fields)}"


def _in_lines(taken: Sequence[Taken], dry_run: bool) -> list[Block]:
    rows = tuple((one.source.id, str(one.source.kind), one.source.csl.title or "no title") for one in taken)
    blocks: list[Block] = [
        Heading("would be added" if dry_run else "added"),
        Table(("id", "kind", "title"), rows, (3, 2, 6)),
    ]
    notes = [f"{one.source.id}: {note}" for one in taken for note in one.notes]
    if notes:
        blocks.append(Bullets(tuple((note, "mixed") for note in notes)))
    todo = Counter(doubt for one in taken for doubt in one.item.doubts)
    fields = Counter(left.field for one in taken for left in one.item.left)
    why = {left.field: left.why for one in taken for left in one.item.left}
    if fields:
        rows = tuple((field, str(count), why[field]) for field, count in sorted(fields.items()))
        blocks += [Heading("left out"), Table(("field", "of documents", "why"), rows, (2, 1, 4))]
    if todo:
        items = tuple(
            (f"{count} × {doubt}", "") for doubt, count in sorted(todo.items(), key=lambda pair: (-pair[1], pair[0]))
        )
        blocks += [Heading("to look at"), Bullets(items)]
    return blocks


def _refusals(refused: Sequence[Refused], problems: Sequence[Diagnostic]) -> list[Block]:
    blocks: list[Block] = []
    told = sorted([one.why for one in refused] + list(problems))
    if told:
        blocks.append(Heading("not taken in, and remarks"))
        blocks.append(
            Bullets(tuple((line, "against" if why.severity == "error" else "") for why in told for line in _lines(why)))
        )
    return blocks


def _lines(why: Diagnostic) -> Iterable[str]:
    place = f"{why.path}:{why.line}" if why.line else why.path
    see = f" → {', '.join(why.related)}" if why.related else ""
    hint = f" ({why.hint})" if why.hint else ""
    yield f"{place}: {why.severity} {why.name}: {why.message}{see}{hint}"


def _counts(taken: Sequence[Taken], refused: Sequence[Refused], problems: Sequence[Diagnostic], dry_run: bool) -> str:
    why = Counter(one.why.name for one in refused)
    words = f": {', '.join(f'{count} {name}' for name, count in sorted(why.items()))}" if why else ""
    errors = sum(one.severity == "error" for one in problems)
    read = len(taken) + len(refused)
    done = "would be added" if dry_run else "added"
    return (
        f"{read} document{'' if read == 1 else 's'} read: {len(taken)} {done}, {len(refused)} refused{words}; "
        f"{errors} error{'' if errors == 1 else 's'} and {len(problems) - errors} remarks about the file"
    )


def _next(taken: Sequence[Taken], dry_run: bool, keep_text: bool) -> str:
    if dry_run:
        return "Nothing was written. Without --dry-run it is."
    name = taken[0].source.id
    text = "" if keep_text else f"evidence source fetch {name} for its text; "
    return f"Next: {text}evidence new study for what it reports, with its id in the document's reports; then evidence lint."


def _data(outcomes: Sequence[Outcome], dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "added": [
            {
                "path": one.path,
                "record": to_plain(one.source),
                "origin": one.item.origin,
                "line": one.item.line,
                "kind_from": one.item.kind_from,
                "registry": list(one.item.registry),
                "related": [link._asdict() for link in one.item.related],
                "notes": list(one.notes),
                "left": [left._asdict() for left in one.item.left],
            }
            for one in outcomes
            if isinstance(one, Taken)
        ],
        "refused": [_diagnostic(one.why) for one in outcomes if isinstance(one, Refused)],
        "problems": [_diagnostic(one) for one in outcomes if isinstance(one, Diagnostic)],
    }


def _diagnostic(why: Diagnostic) -> dict[str, Any]:
    return {**why._asdict(), "related": list(why.related)}


def _row(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Taken):
        csl = outcome.source.csl
        return {
            "result": "added", "place": outcome.path, "id": outcome.source.id, "kind": outcome.source.kind,
            "title": csl.title, "doi": csl.DOI, "pmid": csl.PMID, "why": "",
        }  # fmt: skip
    why = outcome.why if isinstance(outcome, Refused) else outcome
    given = outcome.item.csl if isinstance(outcome, Refused) else None
    return {
        "result": why.name, "place": f"{why.path}:{why.line}", "id": "", "kind": "", "title": given.title if given else None,
        "doi": given.DOI if given else None, "pmid": given.PMID if given else None, "why": why.message,
    }  # fmt: skip
