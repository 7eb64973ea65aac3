"""``evidence review``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Optional

import typer

from evidence.cli.options import BaseOption, Format, FormatOption

if TYPE_CHECKING:
    from pathlib import Path

    from evidence.loader import Loaded
    from evidence.verify import Verified


def review(
    form: FormatOption = Format.rich,
    months: Annotated[
        int, typer.Option("--months", min=1, max=1200, help="Searches and checks this old are old.")
    ] = 12,
    as_of: Annotated[
        Optional[str],  # noqa: UP045  (typer reads the annotation at run time)
        typer.Option("--as-of", metavar="DATE", help="Judge age on this day; by default the base's own as_of."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="List every item of every section.")] = False,
    base: BaseOption = None,
) -> None:
    """List what waits for a person, and the three best next steps.

    List what waits in a base: draft lines, claims whose contrary side nobody searched lately, evidence of one team,
    how much is disputed, documents whose standing or figures nobody checked, lines that no second person accepted.
    Each section says what was examined.

    Exit code 0; 2 when there is no base, or it has errors that lint names.

    Example: evidence review --months 6
    """
    from evidence.changes.git import first_days
    from evidence.cli.session import emit, root_of
    from evidence.database.build import load_base, method_for
    from evidence.errors import EvidenceError
    from evidence.lint import ALL, lint
    from evidence.render.review import review_page
    from evidence.review import Desk, review_json

    root = root_of(base)
    if root is None:
        raise EvidenceError("there is no base here to review", "go to its folder, or name it with --base")
    loaded = load_base(root)
    errors = lint(loaded, (item for item in ALL if item.rule.severity == "error")).errors
    if errors:
        raise EvidenceError(f"the base has {len(errors)} errors, so it cannot be reviewed", "evidence lint lists them")
    held, verified = _held(root, loaded)
    waiting = {loaded.base.homes[study.id].path for study, line in loaded.base.lines() if line.status == "draft"}
    day = _day(as_of or loaded.base.info.as_of)
    desk = Desk(loaded.base, method_for(loaded)[0], day, months, first_days(root, waiting), held, verified)
    emit(review_page(review_json(desk), everything), form)


def _held(root: Path, loaded: Loaded) -> tuple[frozenset[str], Verified]:
    """The sources of which a text is held, and how figures and quotes stand against them."""
    from evidence import held
    from evidence.verify import sources_of, verify

    names = frozenset(held.listed(root))
    texts = {name: text for name in sources_of(loaded) if name in names and (text := held.read(root, name))}
    return names, verify(loaded, texts)


def _day(text: str) -> str:
    """The last day that a date can mean."""
    from evidence.errors import EvidenceError
    from evidence.ids import quoted
    from evidence.rules.kb107_bad_date import is_date
    from evidence.verdict import last_day

    day = last_day(text) if is_date(text) else None
    if day is None:
        raise EvidenceError(f"{quoted(text)} is not a date", "name the day with --as-of YYYY-MM-DD")
    return day
