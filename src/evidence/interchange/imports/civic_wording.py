"""How CIViC's words become claims: predicate and sentence by evidence type and significance.

Terms are those of CIViC's evidence model, in the spelling of its first and of its present downloads
(docs.civicdb.org, "Evidence").
"""

from __future__ import annotations

from typing import NamedTuple

from evidence.model import Design, Species


class Reads(NamedTuple):
    """What an item says. ``sentence`` has places for profile, disease and therapy; ``signed``: whether it says a
    direction at all."""

    predicate: str
    sentence: str
    signed: bool = True


_RESPONSE = Reads("bears-on-response-to", "{profile} bears on the response to {therapy} in {disease}.", signed=False)
_OUTCOME = Reads("bears-on-outcome-of", "{profile} bears on the outcome of {disease}.", signed=False)
_PREDISPOSES = Reads("predisposes-to", "{profile} predisposes to {disease}.")
_ONCOGENIC = Reads("is-oncogenic-in", "{profile} is oncogenic in {disease}.")
_PROTECTS = Reads("protects-against", "{profile} protects against {disease}.")

#: By evidence type and significance, both in small letters.
READS: dict[tuple[str, str], Reads] = {
    ("predictive", "sensitivity/response"): Reads(
        "predicts-response-to", "{profile} predicts response to {therapy} in {disease}."
    ),
    ("predictive", "resistance"): Reads(
        "predicts-resistance-to", "{profile} predicts resistance to {therapy} in {disease}."
    ),
    ("predictive", "reduced sensitivity"): Reads(
        "predicts-reduced-sensitivity-to", "{profile} predicts reduced sensitivity to {therapy} in {disease}."
    ),
    ("predictive", "adverse response"): Reads(
        "predicts-adverse-response-to", "{profile} predicts an adverse response to {therapy} in {disease}."
    ),
    ("predictive", "n/a"): _RESPONSE,
    ("diagnostic", "positive"): Reads("speaks-for-diagnosis-of", "{profile} speaks for a diagnosis of {disease}."),
    ("diagnostic", "negative"): Reads(
        "speaks-against-diagnosis-of", "{profile} speaks against a diagnosis of {disease}."
    ),
    ("diagnostic", "n/a"): Reads(
        "bears-on-diagnosis-of", "{profile} bears on the diagnosis of {disease}.", signed=False
    ),
    ("prognostic", "better outcome"): Reads(
        "predicts-better-outcome-of", "{profile} predicts a better outcome of {disease}."
    ),
    ("prognostic", "poor outcome"): Reads(
        "predicts-poor-outcome-of", "{profile} predicts a poor outcome of {disease}."
    ),
    ("prognostic", "n/a"): _OUTCOME,
    ("predisposing", "positive"): _PREDISPOSES,
    ("predisposing", "predisposition"): _PREDISPOSES,
    ("predisposing", "pathogenic"): _PREDISPOSES,
    ("predisposing", "likely pathogenic"): _PREDISPOSES,
    ("predisposing", "uncertain significance"): _PREDISPOSES._replace(signed=False),
    ("predisposing", "n/a"): _PREDISPOSES._replace(signed=False),
    ("predisposing", "benign"): Reads("is-benign-for", "{profile} is benign for {disease}."),
    ("predisposing", "likely benign"): Reads("is-benign-for", "{profile} is benign for {disease}."),
    ("predisposing", "protectiveness"): _PROTECTS,
    ("oncogenic", "oncogenicity"): _ONCOGENIC,
    ("oncogenic", "likely oncogenic"): _ONCOGENIC,
    ("oncogenic", "protectiveness"): _PROTECTS,
    ("oncogenic", "n/a"): _ONCOGENIC._replace(signed=False),
    ("functional", "gain of function"): Reads("brings", "{profile} brings a gain of function."),
    ("functional", "loss of function"): Reads("brings", "{profile} brings a loss of function."),
    ("functional", "unaltered function"): Reads("leaves", "{profile} leaves the function unaltered."),
    ("functional", "neomorphic"): Reads("brings", "{profile} brings a new (neomorphic) function."),
    ("functional", "dominant negative"): Reads("brings", "{profile} acts as a dominant negative."),
    ("functional", "unknown"): Reads("bears-on", "{profile} bears on the function of its gene.", signed=False),
}
#: What an unknown significance of a type is read as, unsigned.
UNSAID = {
    "predictive": _RESPONSE,
    "diagnostic": READS["diagnostic", "n/a"],
    "prognostic": _OUTCOME,
    "predisposing": READS["predisposing", "n/a"],
    "oncogenic": READS["oncogenic", "n/a"],
    "functional": READS["functional", "unknown"],
}


class Level(NamedTuple):
    """What an evidence level states of the study: in whom, of what design, and whether it bears directly."""

    words: str
    species: Species
    design: Design = "not-stated"
    direct: bool = True


LEVELS = {
    "A": Level("validated association", "human"),
    "B": Level("clinical evidence", "human"),
    "C": Level("case study", "human", "case-report"),
    "D": Level("preclinical evidence", "not-stated"),
    "E": Level("inferential association", "not-stated", direct=False),
}
