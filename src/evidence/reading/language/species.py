"""Which kinds of beings a sentence speaks of."""

from __future__ import annotations

# Words to the names that the records of the knowledge base use.
_SPECIES: dict[str, str] = {
    word: name
    for name, words in {
        "human": "human humans people person persons patient patients participant participants man men woman women "
        "child "
        "children adult adults adolescent adolescents volunteer volunteers outpatient outpatients inpatient inpatients "
        "veteran veterans infant infants boy boys girl girls teenager teenagers mothers smokers sufferers someone "
        "anyone",
        "mouse": "mouse mice murine",
        "rat": "rat rats",
        "monkey": "monkey monkeys macaque macaques rhesus marmoset marmosets baboon baboons",
        "rodent": "rodent rodents",
        "other": "dog dogs canine beagle beagles pig pigs porcine minipigs zebrafish drosophila elegans rabbit rabbits "
        "cat cats animal animals preclinical",
        "cells": "cells cultured hek293 vitro organoid organoids slices oocytes",
        "in-silico": "silico simulation simulations docking",
    }.items()
    for word in words.split()
}


def species(words: list[str]) -> tuple[str, ...]:
    """The species named, in order of mention, each once."""
    return tuple(dict.fromkeys(name for word in words if (name := _SPECIES.get(word))))
