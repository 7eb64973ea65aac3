"""docs/queries.md is what the headers say, and the headers say enough."""

from __future__ import annotations

import pytest

from evidence.database.write import schema
from evidence.queries.find import questions
from evidence.queries.header import ASKERS, Question
from evidence.queries.page import queries_page
from rdf_bases import ROOT, keep

QUESTIONS = questions(ROOT)

#: The controversies that the base was made to answer (../shared/literature/controversies.yaml).
CONTROVERSIES = (
    "naltrexone-blocks-or-not",
    "permissive-or-agonist",
    "nmda-class-problem",
    "glutamate-surge-in-people",
    "mtorc1-human-test",
    "metabolite-and-r-enantiomer",
    "habenula-or-elsewhere",
    "expectancy-and-masking",
    "Does ketamine change 5-HT1B receptors in patients?",
    "Is the serotonin transporter a real target?",
    "When and by what route does serotonin matter?",
    "Dopamine: D1 or D2, and does it happen in people?",
    "Is BDNF-TrkB essential, and is TrkB itself the target?",
    "Do mTOR and new synapses explain the relief, and do people grow them?",
    "Are adult-born neurons needed?",
    "How much is drug, how much is expectation and broken masking?",
    "Is it 70%, or under half?",
    "Does ketamine beat a control that people can feel?",
    "Ketamine versus ECT",
    "Does esketamine really work, and was approval sound?",
    "PTSD",
    "Suicidality",
    "At-home ketamine",
    "Long-term harm: bladder and dependence",
)


def test_page_is_current() -> None:
    keep(ROOT / "docs" / "queries.md", queries_page(QUESTIONS, schema()))


def test_every_controversy_is_answered() -> None:
    named = {name for item in QUESTIONS for name in item.controversies}
    assert named == set(CONTROVERSIES)


@pytest.mark.parametrize("item", QUESTIONS, ids=lambda item: f"{item.name}.{item.language}")
def test_header_is_whole(item: Question) -> None:
    assert item.title != item.name
    assert item.answers
    assert item.asks
    assert set(item.asks) <= set(ASKERS)
    for parameter in item.parameters:
        assert parameter.meaning
        assert parameter.example, f"{parameter.name} needs an example"
        assert parameter.default is not None
