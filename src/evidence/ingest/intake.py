"""Described documents into a base: each on its own, taken in or refused with the reason."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from evidence.diagnostics import Diagnostic
from evidence.errors import EvidenceError
from evidence.ids import is_slug, quoted
from evidence.ingest import aliases
from evidence.ingest.aliases import Alias
from evidence.ingest.described import Described
from evidence.ingest.known import Known, Match
from evidence.ingest.naming import Ids, stem
from evidence.ingest.problems import problem
from evidence.ingest.record import source_of
from evidence.loader import Loaded
from evidence.model import Source, SourceKind
from evidence.plain import to_plain


class Wishes(NamedTuple):
    """What the user said: an id, a kind, and that a document which may be in the base already is another one."""

    id: str | None = None
    kind: SourceKind | None = None
    force: bool = False


class Taken(NamedTuple):
    """A document with its record, the record's path in the base, and what to know about it."""

    item: Described
    source: Source
    path: str
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The record as a file."""
        from evidence.authoring.order import file_text

        return file_text(self.path, to_plain(self.source))


class Refused(NamedTuple):
    """A document that stays out, and why."""

    item: Described
    why: Diagnostic


#: What a notice says of another document.
_NOTICES = ("retraction of", "partial retraction of", "correction of", "expression of concern about")

Outcome = Taken | Refused | Diagnostic


def plan(items: Iterable[Described | Diagnostic], loaded: Loaded, wishes: Wishes = Wishes()) -> Iterator[Outcome]:  # noqa: B008
    """What becomes of each document, in order; nothing is written. Raises ``EvidenceError`` for an id that cannot be."""
    known, ids = Known(loaded), Ids(_taken(loaded))
    given = list(items)
    _check_id(wishes.id, ids, sum(isinstance(item, Described) for item in given))
    for item in given:
        if isinstance(item, Diagnostic):
            yield item
            continue
        outcome = _one(item, known, ids, wishes)
        if isinstance(outcome, Taken):
            ids.take(outcome.source.id)
            known.add(outcome.source, item.registry, f"{outcome.path}:1")
        yield outcome


def _taken(loaded: Loaded) -> Iterator[str]:
    yield from loaded.base.homes
    yield from (
        path.removeprefix("sources/").removesuffix(".yaml") for path in loaded.texts if path.startswith("sources/")
    )


def _check_id(name: str | None, ids: Ids, documents: int) -> None:
    if name is None:
        return
    if not is_slug(name):
        hint = "use lower-case letters, digits and single hyphens, such as tiger-2020"
        raise EvidenceError(f"--id {quoted(name)} is not an id", hint)
    if documents > 1:
        raise EvidenceError(f"--id names one source, and there are {documents} documents", "add them one by one")
    if ids.is_taken(name):
        raise EvidenceError(f"there is a record {name} already", "choose another --id")


def _one(item: Described, known: Known, ids: Ids, wishes: Wishes) -> Taken | Refused:
    kind = wishes.kind or item.kind
    match = known.match(item, kind)
    if match and match.relation == "same":
        message = f"{_named(item)} is in the base already as {match.id}: {match.by}"
        return _refused("already-in", item, message, "one document is one source; mend the record there", match)
    if match and match.relation == "maybe" and not wishes.force:
        message = f"{_named(item)} may be in the base already as {match.id}: same {match.by}"
        return _refused("maybe-in", item, message, "if it is another document: --force", match)
    if kind is None:
        what = (
            f"{item.kind_from!r} is no kind of document that a base has" if item.kind_from else "nothing says its kind"
        )
        return _refused("no-kind", item, f"{_named(item)}: {what}", "say it with --kind", None)
    if not _says_anything(item, kind):
        return _refused(
            "nothing-known", item, "the reference has neither a title nor an identifier", "export it whole", None
        )
    name = wishes.id or ids.free(stem(item.csl))
    notes = [*_counterpart(match, kind), *_links(item, known)]
    return Taken(item, source_of(item, name, kind), f"sources/{name}.yaml", tuple(notes))


def _says_anything(item: Described, kind: str) -> bool:
    csl = item.csl
    return any((csl.number if kind == "registry-entry" else None, csl.title, csl.DOI, csl.PMID, csl.PMCID, csl.URL))


def _refused(name: str, item: Described, message: str, hint: str, match: Match | None) -> Refused:
    related = (match.place,) if match else ()
    return Refused(item, problem(name, item.origin, item.line, message, hint, related))  # type: ignore[arg-type]


def _named(item: Described) -> str:
    """A document in a few words for a message."""
    csl = item.csl
    if csl.title:
        return quoted(csl.title)
    return next((f"{scheme} {value}" for scheme, value in aliases.of_citation(csl)), "the document")


def _counterpart(match: Match | None, kind: str) -> Iterator[str]:
    if match and match.relation == "counterpart":
        what = "the preprint of" if kind == "preprint" else "the article of the preprint"
        yield (
            f"It seems to be {what} {match.id} ({match.place}): two documents, so both are kept; let both report one "
            "study, which then counts once."
        )
    if match and match.relation == "maybe":
        yield f"Added although it may be {match.id} ({match.place})."


def _links(item: Described, known: Known) -> Iterator[str]:
    """Where a document that this one speaks of (a retracted one, a preprint) is in the base."""
    for link in item.related:
        names = [Alias("PMID", number) for number in re.findall(r"PMID:? (\d{1,9})\b", link.named)]
        names += [Alias("DOI", aliases.unversioned(bare)) for word in link.named.split() if (bare := aliases.doi(word))]
        if match := known.named(names):
            told = ": look at its standing, evidence source status." if link.relation in _NOTICES else "."
            yield f"{link.relation.capitalize()} {match.id} ({match.place}){told}"


def put(root: Path, taken: Taken, day: str, keep_text: bool = False) -> Taken:
    """Write the record, and hold its text when asked; the record as written. Raises ``EvidenceError``, never overwrites."""
    from evidence.files import atomic_write, writing

    path = root / taken.path
    if path.parent.is_symlink() or not path.parent.resolve().is_relative_to(root.resolve()):
        raise EvidenceError(f"{path.parent} leads out of the base", "make it a folder")
    if os.path.lexists(path):
        raise EvidenceError(f"{taken.path} exists already", "choose another --id")
    words = text_to_hold(taken.item)
    if keep_text and words:
        taken = taken._replace(source=replace(taken.source, text=_hold(root, taken, words, day)))
    with writing(taken.path, "check its permissions and the disk"):
        atomic_write(path, taken.text.encode())
    return taken


def text_to_hold(item: Described) -> str:
    """The words of a document: its abstract and its body, where both were read."""
    return "\n\n".join(part for part in (item.abstract, item.body) if part)


def _hold(root: Path, taken: Taken, words: str, day: str) -> str:
    from evidence.held import About, write

    what = "full text" if taken.item.body else "abstract"
    about = About(taken.item.origin, day, what, "text/plain", taken.item.licence)  # type: ignore[arg-type]
    return write(root, taken.source.id, words + "\n", about)
