"""What every command does around its one call: find the base, build it when it is stale, print, and end well."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.cli.options import Format
from evidence.errors import EvidenceError

if TYPE_CHECKING:
    from evidence.render.blocks import Page
    from evidence.store import Store
    from evidence.verdict import Scope

#: How many items of a list people are shown unless they ask for more.
_SHOWN = 50

#: The folder with the compiled base that an installed package carries.
PACKAGED = Path(__file__).parent.parent / "packaged" / "base.sqlite"


def note(message: str) -> None:
    """Say something beside the answer, on standard error."""
    from evidence.render.safe import one_line

    print(one_line(message), file=sys.stderr)


def open_base(base: Path | None) -> Store:
    """The compiled base to read: the one named, the one around this folder, or the one that came with the program."""
    from evidence.files import is_file
    from evidence.store import open_store

    if base is not None and is_file(base):
        return open_store(base)
    root = root_of(base)
    if root is None:
        if PACKAGED.is_file():
            return open_store(PACKAGED)
        raise EvidenceError("there is no base here", "go to a folder that holds one, or name it with --base")
    return open_store(current(root))


def root_of(base: Path | None) -> Path | None:
    """The root of the base named, or around this folder; raises ``EvidenceError`` when the one named is none."""
    from evidence.files import find_root

    try:
        if base is None:
            return find_root(Path.cwd())
        root = find_root(base) if base.is_dir() else None
        if root is not None and root in (base, base.resolve()):
            return root
    except OSError as error:
        where = base or error.filename or "the current folder"
        raise EvidenceError(f"{where} cannot be read: {error.strerror}", "name a base with --base") from error
    raise EvidenceError(
        f"{base} is not a base: it has neither kb/base.yaml nor kb/claims/",
        "name its folder, or a compiled .sqlite file",
    )


def current(root: Path) -> Path:
    """The compiled base of ``root``, built first when it is missing or its files have changed."""
    from evidence.database.state import database_path, look
    from evidence.files import is_file

    path = database_path(root)
    seen = look(root, path)
    if seen.current:
        if seen.trusted:
            note(f"{seen.trusted} files were not looked at, only their folders; after an edit: evidence build")
        return path
    from evidence.database.build import build

    note(f"building the base: {'its files have changed' if is_file(path) else 'first use'}")
    built = build(root)
    if built.path is None:
        first = built.report.errors[0]
        raise EvidenceError(
            f"the base has {len(built.report.errors)} errors, so it was not built; the first: "
            f"{first.path}:{first.line}:{first.column} {first.code} {first.message}",
            "run evidence lint to see them all",
        )
    return built.path


def scope_of(
    without: Iterable[str] = (),
    species: Iterable[str] = (),
    design: Iterable[str] = (),
    before: str | None = None,
    tier: Iterable[str] = (),
    store: Store | None = None,
) -> Scope:
    """A what-if scope from command line options; raises ``EvidenceError`` for a value that does not exist."""
    from evidence.verdict.scope import Scope

    scope = Scope(tuple(without), tuple(species), tuple(design), _date(before), tuple(tier))
    if store is not None and scope:
        _check(scope, store)
    return scope


def _date(text: str | None) -> str | None:
    import re
    from datetime import date

    from evidence.ids import quoted

    if text is None:
        return None
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
        full = text + "-01-01"[3 * text.count("-") :]
        try:
            return date.fromisoformat(full).isoformat()
        except ValueError:
            pass
    raise EvidenceError(f"--before {quoted(text)} is not a date", "write YYYY, YYYY-MM or YYYY-MM-DD")


def _check(scope: Scope, store: Store) -> None:
    from typing import get_args

    from evidence.ids import nearest_hint, quoted
    from evidence.model import Design, Species

    studies = set(store.ids("study")) if scope.without else set()
    tiers = {row["tier"] for row in store.rows("SELECT DISTINCT tier FROM line")} if scope.tiers else set()
    for name, values, known in (
        ("--without", scope.without, studies),
        ("--species", scope.species, set(get_args(Species))),
        ("--design", scope.designs, set(get_args(Design))),
        ("--tier", scope.tiers, tiers),
    ):
        for value in values:
            if value not in known:
                few = f"one of {', '.join(sorted(known))}" if len(known) < 30 else "evidence find TEXT looks it up"
                raise EvidenceError(f"{name} {quoted(value)} is not in this base", nearest_hint(value, known, few))


def describe(scope: Scope) -> str:
    """A what-if scope in words, for the head of a page; empty when everything counts."""
    parts = [
        *(f"without {name}" for name in scope.without),
        *((f"only in {' or '.join(scope.species)}",) if scope.species else ()),
        *((f"only {' or '.join(scope.designs)}",) if scope.designs else ()),
        *((f"only tier {' or '.join(scope.tiers)}",) if scope.tiers else ()),
        *((f"as known before {scope.before} (documents of unknown date are left out)",) if scope.before else ()),
    ]
    return "What if: " + ", ".join(parts) if parts else ""


def limited(limit: int | None, form: Format) -> int | None:
    """How many items a list for people or programs may have, where the reader said so or not; ``None`` is all."""
    if limit is None:
        return _SHOWN if form in (Format.rich, Format.md) else None
    return limit or None


def emit(page: Page, form: Format) -> None:
    """Print a page in a format. A terminal gets rich text, everything else plain."""
    if form is Format.json:
        import json

        text = json.dumps(page.data, ensure_ascii=False, indent=2) + "\n"
    elif form is Format.csv:
        from evidence.render import tabular

        text = tabular.render(page)
    elif form is Format.md:
        from evidence.render import markdown

        text = markdown.render(page)
    elif sys.stdout.isatty():
        from evidence.render.terminal import print_page

        print_page(page, colour="NO_COLOR" not in os.environ)
        return
    else:
        from evidence.render import plain

        text = plain.render(page, _width())
    write(text)


def write(text: str) -> None:
    """Write to standard output as UTF-8, whatever the locale says."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    return max(40, min(int(columns[:9]), 200)) if columns.isascii() and columns.isdigit() else 80
