"""Which of a base's predicates are predicates of Biolink Model 4.4, with the qualifiers that make them say the same."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

#: Biolink predicates that a base may use as they are, with hyphens.
PREDICATES = (
    "affects", "ameliorates_condition", "associated_with", "associated_with_resistance_to",
    "associated_with_sensitivity_to", "biomarker_for", "causes", "contraindicated_in", "contributes_to", "correlated_with",
    "disrupts", "exacerbates_condition", "gene_associated_with_condition", "has_phenotype",
    "negatively_correlated_with", "physically_interacts_with", "positively_correlated_with", "predisposes_to_condition",
    "preventative_for_condition", "regulates", "related_to",
)  # fmt: skip


class Relation(NamedTuple):
    """A Biolink predicate with its qualifiers; with a direction the full statement reads ``causes``."""

    predicate: str
    direction: str | None = None
    aspect: str | None = None

    @property
    def qualified(self) -> str | None:
        """The predicate of the full statement, where it is another one."""
        return "causes" if self.direction else None


_INCREASES, _DECREASES = Relation("affects", "increased"), Relation("affects", "decreased")
#: Our predicates that say what a Biolink predicate says, so that its negation says what a study disputes.
SAME: Mapping[str, Relation] = MappingProxyType(
    {
        "increases": _INCREASES,
        "raises": _INCREASES,
        "inflates": _INCREASES,
        "activates": Relation("affects", "increased", "activity"),
        "disinhibits": Relation("affects", "increased", "activity"),
        "upregulates": Relation("affects", "upregulated"),
        "reduces": _DECREASES,
        "decreases": _DECREASES,
        "lowers": _DECREASES,
        "suppresses": _DECREASES,
        "weakens": _DECREASES,
        "inhibits": Relation("affects", "decreased", "activity"),
        "downregulates": Relation("affects", "downregulated"),
        "increases-amount-of": Relation("affects", "increased", "abundance"),
        "decreases-amount-of": Relation("affects", "decreased", "abundance"),
        "modifies": Relation("affects"),
        "binds": Relation("directly_physically_interacts_with"),
        "forms-complex-with": Relation("in_complex_with"),
        "leads-to": Relation("causes"),
        "caused-by": Relation("caused_by"),
        "predisposes-to": Relation("associated_with_increased_likelihood_of"),
        "protects-against": Relation("associated_with_decreased_likelihood_of"),
        "predicts-response-to": Relation("associated_with_sensitivity_to"),
        "predicts-resistance-to": Relation("associated_with_resistance_to"),
        "correlates-with": Relation("correlated_with"),
        # "treats" is for established treatments in Biolink, which one study does not make.
        "treats": Relation("ameliorates_condition"),
        "relieves": Relation("ameliorates_condition"),
        "treated-by": Relation("condition_ameliorated_by"),
        "worsens": Relation("exacerbates_condition"),
        "prevents": Relation("preventative_for_condition"),
    }
)


def relation(predicate: str) -> Relation | None:
    """What Biolink calls a predicate of ours; ``None`` when it has no word for it, only a wider one.

    A wider word would do for a study that supports a claim and be false for one that disputes it: what is not
    ``required-for`` something may well be ``related_to`` it.
    """
    name = predicate.replace("-", "_")
    return SAME.get(predicate) or (Relation(name) if name in PREDICATES else None)
