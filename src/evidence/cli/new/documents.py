"""``evidence new source`` and ``evidence new study``."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from evidence.cli.new.desk import IdOption, desk_at, put
from evidence.cli.options import BaseOption, Format, FormatOption

# ruff: noqa: UP045, B006  (typer reads annotations at run time, and copies defaults)


def source(
    title: Annotated[str, typer.Option("--title", help="Its title, as printed.")],
    kind: Annotated[
        str, typer.Option("--kind", help="journal-article, preprint, news … (lint lists them).")
    ] = "journal-article",
    author: Annotated[
        list[str],
        typer.Option("--author", metavar='"FAMILY, GIVEN"', help="One author; without a comma an organisation."),
    ] = [],
    issued: Annotated[
        Optional[str], typer.Option("--issued", metavar="DATE", help="YYYY, YYYY-MM or YYYY-MM-DD.")
    ] = None,
    journal: Annotated[Optional[str], typer.Option("--journal", help="The journal or site it came out in.")] = None,
    doi: Annotated[Optional[str], typer.Option("--doi", help="Its DOI.")] = None,
    pmid: Annotated[Optional[str], typer.Option("--pmid", help="Its number in PubMed.")] = None,
    pmcid: Annotated[Optional[str], typer.Option("--pmcid", help="Its number in PubMed Central.")] = None,
    url: Annotated[Optional[str], typer.Option("--url", help="Its address.")] = None,
    name: IdOption = None,
    form: FormatOption = Format.rich,
    base: BaseOption = None,
) -> None:
    """Start the record of a document.

    Start the record of a document from what you type; evidence source add takes one in from a file or an identifier.
    A document the base has already is refused. Nothing is overwritten.

    Exit code 0 when it was written, 2 when it could not be.

    Example: evidence new source --title "Tea and sleep" --author "Oda, K" --issued 2024 --doi 10.5555/tea
    """
    from evidence.authoring.records.documents import source_draft

    desk = desk_at(base)
    draft = source_draft(
        desk, title=title, kind=kind, authors=author, issued=issued, journal=journal,
        doi=doi, pmid=pmid, pmcid=pmcid, url=url, name=name,
    )  # fmt: skip
    put(desk, draft, form)


def study(
    document: Annotated[str, typer.Option("--source", metavar="SOURCE", help="The document that reports it.")],
    design: Annotated[str, typer.Option("--design", help="randomised-parallel, cohort, animal-experiment …")],
    species: Annotated[list[str], typer.Option("--species", help="human, rat, mouse, cells …; may be repeated.")],
    label: Annotated[
        Optional[str], typer.Option("--label", help="A short name; by default first author and year.")
    ] = None,
    masking: Annotated[Optional[str], typer.Option("--masking", help="open-label, single-blind, double-blind.")] = None,
    population: Annotated[Optional[str], typer.Option("--population", metavar="CONCEPT", help="Who took part.")] = None,
    total: Annotated[Optional[int], typer.Option("--n", min=0, max=999_999_999, help="How many entered.")] = None,
    drug: Annotated[Optional[str], typer.Option("--drug", metavar="CONCEPT", help="What was given.")] = None,
    dose: Annotated[Optional[str], typer.Option("--dose", help="The dose, as printed.")] = None,
    route: Annotated[Optional[str], typer.Option("--route", help="intravenous, oral …")] = None,
    control: Annotated[Optional[str], typer.Option("--control", help="inactive-placebo, active-treatment …")] = None,
    registry: Annotated[list[str], typer.Option("--registry", help="A registry number, as printed.")] = [],
    name: IdOption = None,
    form: FormatOption = Format.rich,
    base: BaseOption = None,
) -> None:
    """Start the record of an investigation that a document reports.

    Start the record of an investigation. Its id and label come from the document that reports it, whose list of
    studies gets its id. Nothing is overwritten.

    Exit code 0 when it was written, 2 when it could not be.

    Example: evidence new study --source tiger-2020 --design randomised-parallel --species human --id tiger-2020-second
    """
    from evidence.authoring.records.documents import study_draft

    desk = desk_at(base)
    draft = study_draft(
        desk, source=document, design=design, species=species, label=label, masking=masking, population=population,
        total=total, drug=drug, dose=dose, route=route, control=control, registry=registry, name=name,
    )  # fmt: skip
    put(desk, draft, form)
