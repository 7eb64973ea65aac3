"""``evidence new claim``, ``evidence new hypothesis`` and ``evidence new concept``."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from evidence.cli.new.desk import IdOption, desk_at, put
from evidence.cli.options import BaseOption, Format, FormatOption

# ruff: noqa: UP045, B006  (typer reads annotations at run time, and copies defaults)


def claim(
    subject: Annotated[str, typer.Option("--subject", metavar="CONCEPT", help="What it is about.")],
    predicate: Annotated[str, typer.Option("--predicate", help="reduces, increases, required-for, mediates …")],
    target: Annotated[str, typer.Option("--object", metavar="CONCEPT", help="What it says that about.")],
    group: Annotated[str, typer.Option("--group", help="The file in kb/claims/ it goes to.")],
    profile: Annotated[
        Optional[str], typer.Option("--profile", help="outcome, mechanism or record; by default after the object.")
    ] = None,
    statement: Annotated[Optional[str], typer.Option("--statement", help="One sentence; by default composed.")] = None,
    phrasing: Annotated[list[str], typer.Option("--phrasing", help="A way people say it; may be repeated.")] = [],
    species: Annotated[list[str], typer.Option("--species", help="The species it is made for.")] = [],
    name: IdOption = None,
    form: FormatOption = Format.rich,
    base: BaseOption = None,
) -> None:
    """Start a claim over two concepts, in the file of its group.

    Start a claim over two concepts of the base. Its statement and one phrasing are composed of their
    labels, as a draft to reword. The other claims of the file stay as they are.

    Exit code 0 when it was written, 2 when it could not be.

    Example: evidence new claim --subject ketamine --predicate increases --object neurogenesis --group plasticity
    """
    from evidence.authoring.records.propositions import claim_draft

    desk = desk_at(base)
    draft = claim_draft(
        desk, subject=subject, predicate=predicate, target=target, group=group, profile=profile, statement=statement,
        phrasings=phrasing, species=species, name=name,
    )  # fmt: skip
    put(desk, draft, form)


def hypothesis(
    label: Annotated[str, typer.Option("--label", help="A short name.")],
    tests: Annotated[
        list[str], typer.Option("--tests", metavar="CLAIM", help="A claim that tests it; may be repeated.")
    ],
    statement: Annotated[Optional[str], typer.Option("--statement", help="The account in one sentence.")] = None,
    bears: Annotated[list[str], typer.Option("--bears", metavar="CLAIM", help="A claim that bears on it.")] = [],
    rivals: Annotated[
        list[str], typer.Option("--rivals", metavar="HYPOTHESIS", help="An account it competes with.")
    ] = [],
    name: IdOption = None,
    form: FormatOption = Format.rich,
    base: BaseOption = None,
) -> None:
    """Start a hypothesis: an account and what tests it.

    Start a hypothesis: a rival account and the claims that test it. It carries no verdict; that is computed.

    Exit code 0 when it was written, 2 when it could not be.

    Example: evidence new hypothesis --label "Opioid release" --tests opioid-signalling-required
    """
    from evidence.authoring.records.propositions import hypothesis_draft

    desk = desk_at(base)
    draft = hypothesis_draft(desk, label=label, tests=tests, statement=statement, bears=bears, rivals=rivals, name=name)
    put(desk, draft, form)


def concept(
    kind: Annotated[str, typer.Option("--kind", help="drug, target, process, region, condition, measure …")],
    label: Annotated[str, typer.Option("--label", help="Its name.")],
    synonym: Annotated[list[str], typer.Option("--synonym", help="Another name; may be repeated.")] = [],
    xref: Annotated[list[str], typer.Option("--xref", metavar="CURIE", help="Such as MESH:D000928.")] = [],
    is_a: Annotated[list[str], typer.Option("--is-a", metavar="CONCEPT", help="A wider concept.")] = [],
    definition: Annotated[Optional[str], typer.Option("--definition", help="One sentence.")] = None,
    name: IdOption = None,
    form: FormatOption = Format.rich,
    base: BaseOption = None,
) -> None:
    """Start a concept, in the file of its kind.

    Start a concept, in the file of its kind. A name that another concept has is refused with its place.

    Exit code 0 when it was written, 2 when it could not be.

    Example: evidence new concept --kind drug --label psilocin --synonym 4-HO-DMT
    """
    from evidence.authoring.records.propositions import concept_draft

    desk = desk_at(base)
    draft = concept_draft(
        desk, kind=kind, label=label, synonyms=synonym, xrefs=xref, is_a=is_a, definition=definition, name=name
    )
    put(desk, draft, form)
