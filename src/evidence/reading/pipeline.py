"""The one door to spaCy. Nothing here is imported until a pipeline is asked for, and nothing is ever downloaded."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from evidence.errors import EvidenceError

if TYPE_CHECKING:
    from spacy.language import Language

# Entity and text categories cost time and say nothing that is read here.
_UNUSED = ("ner", "textcat", "textcat_multilabel", "entity_linker", "lemmatizer")


@lru_cache(maxsize=4)
def pipeline(model: str | None = None) -> Language:
    """The spaCy pipeline called ``model`` (a package name or a folder), or a blank English one.

    A model that is not installed, or that this spaCy cannot read, is an ``EvidenceError``.
    """
    try:
        import spacy
    except ImportError as error:
        raise EvidenceError("spaCy is not installed", "pip install 'spacy>=3.8.4,<3.9'") from error
    if model is None:
        return spacy.blank("en")
    try:
        return spacy.load(model, exclude=_UNUSED)
    except OSError as error:
        raise EvidenceError(
            f"the spaCy pipeline {model!r} is not installed",
            f"install it (for example: python -m spacy download {model}), or leave out --model",
        ) from error
    except (ValueError, KeyError, ImportError) as error:
        raise EvidenceError(
            f"the spaCy pipeline {model!r} cannot be read: {error}",
            "was it made for another version of spaCy?",
        ) from error
