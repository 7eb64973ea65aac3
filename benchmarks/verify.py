"""Our quote law beside linkml-reference-validator on DisMech: verdicts by reason, and speed, in one run.

    python benchmarks/verify.py [--peer-python PYTHON] [--sample N]

PYTHON is an interpreter that has linkml-reference-validator 0.4 installed; without it only our side is measured.
DisMech lies in ../shared/data/dismech (see its SOURCE.md); where that is absent nothing is measured and that is said.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from others import SHARED

ROOT = Path(__file__).resolve().parent.parent
DATA = SHARED / "dismech"

_PEER = """
import json, sys, time
from linkml_reference_validator.models import ReferenceContent, ReferenceValidationConfig
from linkml_reference_validator.validation.supporting_text_validator import SupportingTextValidator
work = json.load(open(sys.argv[1]))
validator = SupportingTextValidator(ReferenceValidationConfig())
held = {key: ReferenceContent(reference_id=key, content=text) for key, text in work["texts"].items()}
started = time.perf_counter()
passed = []
for quote, key in work["items"]:
    try:
        passed.append(bool(validator.find_text_in_reference(quote, held[key]).found))
    except Exception:
        passed.append(False)
print(json.dumps({"seconds": time.perf_counter() - started, "passed": passed}))
"""


def references() -> dict[str, str]:
    """The cached text of each reference, without its front matter."""
    found = {}
    with tarfile.open(DATA / "references_cache.tar.gz") as archive:
        for member in archive:
            if member.isfile() and (file := archive.extractfile(member)) is not None:
                text = file.read().decode("utf-8", "replace")
                head = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
                name = re.search(r'^reference_id: "?([^"\n]+)"?', head[1], re.MULTILINE) if head else None
                if name and head:
                    found[name[1].strip()] = text[head.end() :].partition("## Content")[2] or text[head.end() :]
    return found


def snippets() -> Iterator[tuple[str, str]]:
    """Each evidence item with a snippet: the snippet and its reference."""
    import yaml

    with tarfile.open(DATA / "kb_disorders.tar.gz") as archive:
        for member in sorted(archive, key=lambda item: item.name):
            if member.isfile() and (file := archive.extractfile(member)) is not None:
                yield from _in(yaml.load(file, getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506


def _in(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if value.get("snippet") and value.get("reference"):
            yield str(value["snippet"]), str(value["reference"])
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _in(item)


def ours(items: list[tuple[str, str]], texts: dict[str, str]) -> tuple[list[Any], float, float]:
    """How each quote stands, and the seconds it took: with the folding of the texts, and once they are folded."""
    sys.path.insert(0, str(ROOT / "src"))
    from evidence.quotation import Text, quoted

    started = time.perf_counter()
    held = {key: Text(text) for key, text in texts.items()}
    results = [quoted(quote, held[key]) for quote, key in items]
    between = time.perf_counter()
    results = [quoted(quote, held[key]) for quote, key in items]
    return results, between - started, time.perf_counter() - between


def peers(python: str, items: list[tuple[str, str]], texts: dict[str, str]) -> tuple[list[bool], float] | None:
    """What the peer passes, and the seconds it took."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "work.json"
        work.write_text(json.dumps({"items": items, "texts": texts}), "utf-8")
        done = subprocess.run([python, "-c", _PEER, str(work)], capture_output=True, text=True, check=False, cwd=folder)
    if done.returncode:
        print(f"the peer did not run: {done.stderr.strip().splitlines()[-1:]}")
        return None
    answer = json.loads(done.stdout.splitlines()[-1])
    return answer["passed"], answer["seconds"]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer-python", default="")
    parser.add_argument("--sample", type=int, default=0, help="print so many of the quotes that only the peer passes")
    chosen = parser.parse_args()
    if not (DATA / "references_cache.tar.gz").is_file():
        print(f"skipped: {DATA.name} is not beside this project, so nothing was measured")
        return
    texts, every = references(), list(snippets())
    items = [(quote, key) for quote, key in every if key in texts]
    print(f"{len(every)} quotes; of {len(items)} the text is held ({len(texts)} texts)")
    results, seconds, again = ours(items, texts)
    print(f"ours: {dict(sorted(Counter(one.result for one in results).items()))}, {len(items) / seconds:,.0f} quotes/s, "
          f"{len(items) / again:,.0f} once the texts are folded")  # fmt: skip
    peer = peers(chosen.peer_python, items, texts) if chosen.peer_python else None
    if peer is None:
        print("peer: not measured; name an interpreter that has linkml-reference-validator with --peer-python")
        return
    passed, peer_seconds = peer
    print(
        f"peer: {sum(passed)} passed, {len(items) / peer_seconds:,.0f} quotes/s, {peer_seconds / seconds:.1f} times ours"
    )
    _compare(items, results, passed, chosen.sample)


def _compare(items: list[tuple[str, str]], results: list[Any], passed: list[bool], sample: int) -> None:
    good = [one.result != "failed" for one in results]
    table = Counter(zip(good, passed, strict=True))
    print(f"both pass {table[True, True]}, only ours {table[True, False]}, only the peer {table[False, True]}, neither "
          f"{table[False, False]}")  # fmt: skip
    refused = [at for at, (mine, theirs) in enumerate(zip(good, passed, strict=True)) if theirs and not mine]
    for why, count in Counter(_reason(results[at].why) for at in refused).most_common():
        print(f"  {count:5d} {why}")
    for at in random.Random(1).sample(refused, min(sample, len(refused))):
        quote, key = items[at]
        near = results[at].passage.words if results[at].passage else "-"
        print(f"\n{key}: {results[at].why}\n  quote:   {' '.join(quote.split())}\n  nearest: {near}")


def _reason(why: str) -> str:
    return re.sub(r"\d+", "N", why.partition(":")[0])


if __name__ == "__main__":
    main()
