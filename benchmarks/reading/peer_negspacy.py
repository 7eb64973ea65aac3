"""negspacy beside us. Runs in an environment of its own; JSON lines in, JSON lines out."""

import json
import sys

import spacy
from negspacy.negation import Negex
from negspacy.termsets import termset
from spacy.tokens import Doc, Span


def main() -> None:
    nlp = spacy.blank("en")
    if sys.argv[1] == "split":
        nlp.add_pipe("sentencizer")
    negex: Negex = nlp.add_pipe("negex", config={"neg_termset": termset(sys.argv[2]).get_patterns()})
    for line in sys.stdin:
        asked = json.loads(line)
        doc = nlp.make_doc(asked["text"])
        doc = _bounded(nlp, doc)
        if "start" in asked:
            span = doc.char_span(asked["start"], asked["end"], label="X", alignment_mode="expand")
            doc.set_ents([span])
            doc = negex(doc)
            print(json.dumps(doc.ents[0]._.negex))
        else:
            print(json.dumps(_scopes(negex, doc)))


def _bounded(nlp: spacy.Language, doc: Doc) -> Doc:
    if "sentencizer" in nlp.pipe_names:
        return nlp.get_pipe("sentencizer")(doc)
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def _scopes(negex: Negex, doc: Doc) -> list[list[object]]:
    """Each cue with the stretch in which negspacy would call an entity negated."""
    preceding, following, terminating = negex.process_negations(doc)
    found: list[list[object]] = []
    for start, end in negex.termination_boundaries(doc, terminating):
        for _, first, last in preceding:
            if start <= first < end:
                found.append(["negation", *_chars(doc[first:last]), *_chars(doc[first : max(end, last)])])
        for _, first, last in following:
            if start < last <= end:
                found.append(["negation", *_chars(doc[first:last]), *_chars(doc[start:last])])
    return found


def _chars(span: Span) -> tuple[int, int]:
    return span.start_char, span.end_char


main()
