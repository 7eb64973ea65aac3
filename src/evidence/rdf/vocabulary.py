"""Our own terms with what they mean: what the export describes itself with, and what docs/rdf.md is generated from.

A term stands here only where SEPIO, PROV-O, Biolink, Web Annotation, FaBiO, CiTO, SKOS and Dublin Core have no word, or
only a wider one, which then stands in ``WIDER``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evidence.rdf import ntriples as nt
from evidence.rdf.fields import TAXA
from evidence.rdf.namespaces import EV, term
from evidence.rdf.ntriples import Triple

CLASSES: dict[str, str] = {
    "Arm": "One arm of a study.",
    "Author": "A person or organisation that wrote a document.",
    "Base": "A knowledge base: all records that were compiled together.",
    "ChainStep": "One step of a hypothesis from cause to outcome: a claim that carries it, or a named gap.",
    "Claim": "A proposition, with no truth attached.",
    "Computation": "The run of the verdict rules that all computed statements come from.",
    "ComputedVerdict": "What the counted evidence says of a claim or hypothesis. Computed, never curated.",
    "Concept": "A drug, target, process, region, condition, measure or the like.",
    "ContrarySearch": "One dated search for evidence against a claim.",
    "EffectEstimate": "A between-group effect as printed.",
    "EvidenceLine": "One study's bearing on one claim.",
    "Figure": "A number as printed, with its name.",
    "Flip": "An independent group of studies whose removal changes the word of a verdict.",
    "Hypothesis": "An account that stands or falls with some claims.",
    "Override": "A person's judgement beside a computed verdict; it never replaces it.",
    "Source": "A document.",
    "SourceAssertion": "What a document without data of its own says about a claim: an echo, weight 0.",
    "Study": "One investigation, however many documents report it.",
    "Turn": "The fewest further independent studies that would change the word of a verdict.",
    "Vote": "What one independent group of studies says of a claim.",
}

CODE_LISTS: dict[str, str] = {
    "BetterSide": "Which side of an effect favours the treatment.",
    "CausalLevel": "How causal a reading is: 0 none, 1 association, 2 conditional, 3 cause.",
    "Certainty": "How certain a word is, in GRADE's four levels.",
    "ConceptKind": "The kind of a concept.",
    "Control": "What a treatment was compared with.",
    "Design": "How a study was designed.",
    "Direction": "Which way a result points: supports, disputes, mixed or neutral.",
    "Directness": "Whether a result is about the claim's own relation or a stand-in for it.",
    "EffectMeasure": "The scale of an effect estimate.",
    "LineStatus": "Whether an evidence line was accepted.",
    "Manipulates": "What a study changed: the mechanism, the treatment, or nothing.",
    "Masking": "Who did not know which treatment was given.",
    "OutcomeRole": "The role of the outcome in its study.",
    "Pools": "What a synthesis pools.",
    "Predicate": "What a claim says that its subject does to its object.",
    "Profile": "What a claim is about, which decides its tiers: a mechanism, an outcome or a record.",
    "Role": "Whether a document reports its own result, somebody else's, or a synthesis.",
    "Route": "How a drug was given.",
    "Sign": "Which way a vote goes: for, against, mixed or neutral.",
    "SourceKind": "The kind of a document.",
    "Species": "Whom or what a result is about.",
    "Stance": "How a document takes to a claim: asserts, denies, hedged or asks.",
    "Standing": "What became of a document after it was published.",
    "Tier": "A tier of evidence of the verdict method.",
    "Word": "The word of a verdict.",
    "Wording": "How strongly a document words a claim.",
}

PROPERTIES: dict[str, str] = {
    "about": "The record that an assertion, verdict or override is about.",
    "acceptedBy": "The second person who accepted a line.",
    "addCount": "How many further studies it would take.",
    "addSign": "Which way those further studies would have to go.",
    "adequatelyPowered": "Whether a study was sized for its primary outcome.",
    "analysed": "How many were analysed.",
    "arm": "An arm of a study.",
    "asOf": "The day up to which the curators answer for the base.",
    "bears": "A claim that makes a hypothesis more or less likely.",
    "bearsOn": "The claim that an evidence line bears on.",
    "becomes": "The word a verdict would become.",
    "better": "Which side of the effect favours the treatment.",
    "carriedBy": "The claim that carries a step.",
    "causalLevel": "How causal the result, or what a document makes of it, is.",
    "caveats": "What to keep in mind about a study.",
    "certainty": "How certain a word is, or how high one vote reaches.",
    "cluster": "The name of the independent group that a study, vote or flip belongs to.",
    "cohort": "The name of the people or animals that several studies share.",
    "comparator": "What was compared with, in words.",
    "completed": "When a study ended.",
    "conceptKind": "The kind of a concept.",
    "contentSha256": "The digest of all files of the base.",
    "control": "What kind of control there was.",
    "countAgainst": "Independent votes against.",
    "countEchoes": "Documents that only repeat.",
    "countFor": "Independent votes for.",
    "countMixed": "Independent votes that are mixed.",
    "countNeutral": "Independent votes that are neutral.",
    "countTeams": "Research teams behind the votes.",
    "counted": "Whether a line speaks in a vote.",
    "cslType": "The type of document in CSL's words.",
    "database": "Where a search was made.",
    "dated": "When the result behind a vote first stood in print.",
    "decidedBy": "The claim that decides the verdict of a hypothesis.",
    "decidingTier": "The tier that the word comes from.",
    "design": "How a study was designed.",
    "direction": "Which way a result points.",
    "directness": "How directly a result bears on the claim.",
    "documentNumber": "A number that is neither volume nor issue.",
    "dose": "The dose as printed.",
    "drift": "What a document made of the result that the study does not say.",
    "drug": "What was given.",
    "effect": "The effect estimate of a line.",
    "familyName": "A person's family name.",
    "figure": "A number that a line or assertion rests on.",
    "firstReported": "The last day on which the first report of a study can have appeared.",
    "flip": "A group of studies whose removal changes the word.",
    "found": "What a search brought.",
    "fromLine": "A line that a vote comes from.",
    "fullName": "A name that is not split.",
    "funding": "Who paid for a study.",
    "furtherAuthors": "Whether there are more authors than are listed.",
    "gap": "What nobody has shown yet.",
    "givenName": "A person's given name or initials.",
    "hasLine": "An evidence line of a study.",
    "hits": "How many records a search found.",
    "includes": "A study that a synthesis pools.",
    "includesComplete": "Whether all pooled studies are listed.",
    "intervalLevel": "The confidence level of an interval, in percent.",
    "interventionNote": "More on what was given.",
    "isEcho": "Whether documents of this kind only restate, as the verdict method has it.",
    "locator": "The place in the document.",
    "madeBy": "Who wrote it.",
    "manipulates": "What the study changed.",
    "masking": "Who did not know which treatment was given.",
    "measure": "The scale of an effect.",
    "method": "Version and hash of the verdict rules.",
    "newestResult": "When the newest counted result stood in print.",
    "notSearched": "What a search left out.",
    "note": "A remark.",
    "ofStudy": "A study behind a vote.",
    "outcome": "The outcome measured.",
    "outcomeRole": "The role of the outcome in its study.",
    "participants": "How many took part; of a verdict, how many stand behind its votes.",
    "participantsDescribed": "Who took part.",
    "participantsNote": "More on the numbers.",
    "pointsToStudy": "The study that a document means.",
    "pools": "What a synthesis pools.",
    "population": "The population of a study or line.",
    "position": "The place in an ordered list, from 1.",
    "powerReason": "Why one thinks so.",
    "predicate": "What a claim says that its subject does to its object, in the base's own words.",
    "printedComparator": "The comparator as printed.",
    "printedHigh": "The upper end of the interval as printed.",
    "printedLow": "The lower end of the interval as printed.",
    "printedStandardError": "The standard error as printed.",
    "printedValue": "The value as printed, with its zeros.",
    "profile": "What a claim is about, which decides its tiers.",
    "program": "The version of the program that computed.",
    "query": "What was searched for.",
    "quotation": "A verbatim passage.",
    "reason": "A step that led to a word or a level.",
    "registration": "The number in a register.",
    "reports": "A study that a document reports.",
    "rival": "A rival hypothesis.",
    "role": "Whose result a document reports.",
    "route": "How a drug was given.",
    "saysMore": "What a claim says beyond its subject, predicate and object.",
    "searched": "A search made for contrary evidence.",
    "section": "The section a passage stands in.",
    "sign": "Which way a vote, word or change goes.",
    "sourceKind": "The kind of a document.",
    "species": "Whom or what it is about.",
    "stance": "How a document takes to a claim.",
    "standing": "What became of a document after it was published.",
    "standingAuthority": "Who says so.",
    "standingCheckedOn": "When that was looked up.",
    "standingDate": "Since when.",
    "standingNote": "More on the standing.",
    "states": "An assertion that a document makes.",
    "status": "Whether a line was accepted.",
    "step": "A step of a hypothesis.",
    "stepFrom": "Where a step starts.",
    "stepTo": "Where a step leads.",
    "studiesOfUnknownSize": "Votes whose number of people is not known.",
    "studiesPooled": "How many studies a synthesis pools, as printed.",
    "tag": "A mark on a verdict, such as tiers-disagree.",
    "team": "The research team.",
    "tests": "A claim that a hypothesis stands or falls with.",
    "textSha256": "The digest of the text held.",
    "tier": "The tier of evidence.",
    "timepoint": "When the outcome was measured.",
    "todo": "What remains to be checked.",
    "topic": "The group a claim belongs to.",
    "unit": "The unit of a figure.",
    "verdict": "The computed verdict.",
    "via": "The document that an assertion was taken from.",
    "vote": "An independent vote on a claim.",
    "whyNotCounted": "Why a line does not speak in a vote.",
    "withinDose": "The dose a claim is made for.",
    "withinPopulation": "The population a claim is made for.",
    "withinRoute": "The route a claim is made for.",
    "withinSpecies": "The species a claim is made for.",
    "withinTime": "The time a claim is made for.",
    "withoutStudy": "A study that would be left out.",
    "word": "The word of a verdict.",
    "wording": "How strongly a claim is worded.",
    "wouldChange": "What would change the word.",
    "wouldRefute": "What would refute a hypothesis.",
    "wouldSupport": "What would support a hypothesis.",
}


#: Words of others that are wider than ours.
WIDER: dict[str, str] = {
    "bearsOn": "sepio:0000427",
    "caveats": "skos:note",
    "certainty": "sepio:0000167",
    "direction": "sepio:0000183",
    "madeBy": "dc:creator",
    "note": "skos:note",
    "predicate": "sepio:0000389",
    "todo": "skos:editorialNote",
    "topic": "dc:subject",
    "withinPopulation": "biolink:population_context_qualifier",
    "word": "sepio:0000197",
}


def described(codes: Iterable[tuple[str, str]]) -> Iterator[Triple]:
    """The terms themselves, and each entry of a code list that was used: the export explains itself."""
    ontology = nt.address(EV.rstrip("#"))
    yield Triple(ontology, term("rdf:type"), term("owl:Ontology"))
    for names, kind in ((CLASSES, "rdfs:Class"), (CODE_LISTS, "rdfs:Class"), (PROPERTIES, "rdf:Property")):
        for name, meaning in names.items():
            yield Triple(term(f"ev:{name}"), term("rdf:type"), term(kind))
            yield Triple(term(f"ev:{name}"), term("rdfs:comment"), nt.text(meaning))
            yield Triple(term(f"ev:{name}"), term("rdfs:isDefinedBy"), ontology)
    for name, wider in WIDER.items():
        yield Triple(term(f"ev:{name}"), term("rdfs:subPropertyOf"), term(wider))
    for scheme, value in sorted(codes):
        entry = nt.below(f"{EV}{scheme}-", value)
        yield Triple(entry, term("rdf:type"), term("skos:Concept"))
        yield Triple(entry, term("rdf:type"), term(f"ev:{scheme}"))
        yield Triple(entry, term("skos:notation"), nt.text(value))
        yield Triple(entry, term("skos:prefLabel"), nt.text(value.replace("-", " ")))
        if scheme == "Species" and value in TAXA:
            yield Triple(entry, term("skos:exactMatch"), term(TAXA[value]))
