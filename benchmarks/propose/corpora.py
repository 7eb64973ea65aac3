"""Labelled results of trials from ``../shared/data``, none of it part of the project, cut in two by article.

An article is for development when the first byte of the sha256 of its name is even, and held out otherwise, so that no
article stands on both sides.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
from others import need


class Outcome(NamedTuple):
    """A passage with the prompt it answers: how the outcome moved under the intervention, against the comparator."""

    article: str
    text: str
    outcome: str
    intervention: str
    comparator: str
    label: str


class Answered(NamedTuple):
    """A question with the conclusion of the abstract that answers it: yes, no or maybe."""

    article: str
    question: str
    conclusion: str
    label: str


def half(article: str) -> str:
    """The half an article belongs to."""
    return "held out" if hashlib.sha256(article.encode()).digest()[0] % 2 else "development"


def outcomes() -> list[Outcome]:
    """Evidence Inference 2.0: every distinct passage that was judged valid, once; two that were labelled both ways are
    left out."""
    with need("evidence-inference", "prompts.csv").open(encoding="utf-8", newline="") as file:
        prompts = {row["PromptID"]: row for row in csv.DictReader(file)}
    labels: dict[tuple[str, str], set[str]] = defaultdict(set)
    with need("evidence-inference", "v2_annotations.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["Valid Label"] == row["Valid Reasoning"] == "True":
                labels[row["PromptID"], row["Annotations"].strip()].add(row["Label Code"])
    name = {"1": "increased", "-1": "decreased", "0": "no difference"}
    return [
        Outcome(row["PMCID"], text, row["Outcome"], row["Intervention"], row["Comparator"], name[min(codes)])
        for (prompt, text), codes in sorted(labels.items())
        if len(codes) == 1 and (row := prompts[prompt])
    ]


def answers() -> list[Answered]:
    """PubMedQA, the labelled items: the question and the conclusion of the abstract."""
    found = json.loads(need("pubmedqa", "pqal_cv500.json").read_text(encoding="utf-8"))
    return [
        Answered(name, item["QUESTION"], item["LONG_ANSWER"], item["final_decision"])
        for name, item in sorted(found.items())
    ]
