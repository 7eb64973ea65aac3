"""medspaCy's ConText beside us. Runs in an environment of its own; JSON lines in, JSON lines out."""

import json
import sys

import medspacy.context  # noqa: F401 - registers the component
import spacy
from spacy.tokens import Doc

KINDS = {"NEGATED_EXISTENCE": "negation", "POSSIBLE_EXISTENCE": "speculation"}


def main() -> None:
    nlp = spacy.blank("en")
    if sys.argv[1] == "split":
        nlp.add_pipe("sentencizer")
    context = nlp.add_pipe("medspacy_context")
    for line in sys.stdin:
        asked = json.loads(line)
        doc = _bounded(nlp, nlp.make_doc(asked["text"]))
        if "start" in asked:
            doc.set_ents([doc.char_span(asked["start"], asked["end"], label="X", alignment_mode="expand")])
            print(json.dumps(context(doc).ents[0]._.is_negated))
        else:
            print(json.dumps(_scopes(context(doc))))


def _bounded(nlp: spacy.Language, doc: Doc) -> Doc:
    if "sentencizer" in nlp.pipe_names:
        return nlp.get_pipe("sentencizer")(doc)
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def _scopes(doc: Doc) -> list[list[object]]:
    """Each cue with the stretch in which medspaCy would apply it."""
    found: list[list[object]] = []
    for modifier in doc._.context_graph.modifiers:
        kind = KINDS.get(modifier.category)
        if kind:
            cue, scope = modifier.modifier_span, modifier.scope_span
            first, last = doc[cue[0] : cue[1]], doc[min(cue[0], scope[0]) : max(cue[1], scope[1])]
            found.append([kind, first.start_char, first.end_char, last.start_char, last.end_char])
    return found


main()
