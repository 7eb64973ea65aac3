"""Measure the writers' check on the labelled sentences: claim matching, stance and diagnostics.

Run: PYTHONPATH=src python benchmarks/check/measure.py [--split dev|frozen|both] [--base PATH] [--errors]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from evidence.cli.session import open_base
from evidence.reading.check import check_text
from evidence.store import Store

DATA = Path(__file__).parents[2] / "tests" / "data" / "sentences"


def main() -> None:
    """Print one table for each split."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--split", default="both", choices=("dev", "frozen", "both"))
    parser.add_argument("--base", type=Path)
    parser.add_argument("--errors", action="store_true", help="print every sentence that went wrong")
    options = parser.parse_args()
    store = open_base(options.base)
    print(f"base {store.meta['content'][:12]}, method {store.meta['method']}")
    changed = moved(store)
    print(f"verdicts changed since the labels were written: {', '.join(sorted(changed)) or 'none'}")
    for split in ("dev", "frozen") if options.split == "both" else (options.split,):
        items = yaml.safe_load((DATA / f"{split}.yaml").read_text(encoding="utf-8"))
        report(split, measure(store, items, options.errors, changed))


def moved(store: Store) -> set[str]:
    """Claims whose verdict is no longer the one the labels were written for: their codes cannot be scored."""
    then = json.loads((DATA / "verdicts.json").read_text(encoding="utf-8"))
    rows = store.rows("SELECT id, word, direction FROM verdict WHERE kind = 'claim'")
    now = {row["id"]: [row["word"], row["direction"]] for row in rows}
    return {name for name in then if now.get(name) != then[name]}


def measure(store: Store, items: list[dict[str, Any]], errors: bool, changed: set[str]) -> Counter[str]:
    """Count what was found, missed and found wrongly."""
    count: Counter[str] = Counter(sentences=len(items))
    for item in items:
        found = list(check_text(store, item["text"]).sentences)
        claims = {claim.id: claim.stance for sentence in found for claim in sentence.claims}
        codes = {problem.code for sentence in found for problem in sentence.diagnostics}
        wrong = _claims(count, item, claims)
        if changed.isdisjoint(claim["id"] for claim in item["claims"]):
            wrong |= _codes(count, item, codes)
        else:
            count["unscored"] += 1
        if not item["codes"]:
            count["controls"] += 1
            count["controls_with_error"] += any(
                problem.severity == "error" for sentence in found for problem in sentence.diagnostics
            )
        if errors and wrong:
            print(f"{' '.join(sorted(wrong))}: {item['text']}")
            print(f"    want {item['claims']} {item['codes']}\n    got  {claims} {sorted(codes)}")
    return count


def _claims(count: Counter[str], item: dict[str, Any], claims: dict[str, str]) -> set[str]:
    wanted = {claim["id"]: claim["stance"] for claim in item["claims"]}
    allowed = set(item.get("may_claims", ()))
    right = set(wanted) & set(claims)
    extra = set(claims) - set(wanted) - allowed
    count["claims_right"] += len(right)
    count["claims_missed"] += len(set(wanted) - right)
    count["claims_extra"] += len(extra)
    count["stances_right"] += sum(wanted[name] == claims[name] for name in right)
    wrong = {"MISSED"} if set(wanted) - right else set()
    wrong |= {"EXTRA"} if extra else set()
    return wrong | ({"STANCE"} if any(wanted[name] != claims[name] for name in right) else set())


def _codes(count: Counter[str], item: dict[str, Any], codes: set[str]) -> set[str]:
    wanted, allowed = set(item["codes"]), set(item.get("may_codes", ()))
    extra = codes - wanted - allowed
    count["codes_right"] += len(wanted & codes)
    count["codes_missed"] += len(wanted - codes)
    count["codes_extra"] += len(extra)
    for code in wanted & codes:
        count[f"right {code}"] += 1
    for code in wanted - codes:
        count[f"missed {code}"] += 1
    for code in extra:
        count[f"extra {code}"] += 1
    return ({"CODE-MISSED"} if wanted - codes else set()) | ({"CODE-EXTRA"} if extra else set())


def report(split: str, count: Counter[str]) -> None:
    """Print the figures of one split."""

    def share(good: str, *bad: str) -> str:
        whole = count[good] + sum(count[name] for name in bad)
        return f"{count[good] / whole:.3f} ({count[good]}/{whole})" if whole else "-"

    print(f"\n{split}: {count['sentences']} sentences")
    print(
        f"  claim matching  precision {share('claims_right', 'claims_extra')}  recall {share('claims_right', 'claims_missed')}"
    )
    print(f"  stance accuracy {count['stances_right'] / max(1, count['claims_right']):.3f}")
    print(
        f"  diagnostics     precision {share('codes_right', 'codes_extra')}  recall {share('codes_right', 'codes_missed')}"
    )
    if count["unscored"]:
        print(f"  sentences whose codes are not scored because a verdict moved: {count['unscored']}")
    print(f"  controls with an error-severity diagnostic: {count['controls_with_error']} of {count['controls']}")
    for code in sorted({name.split()[1] for name in count if " " in name}):
        print(
            f"  {code}: right {count[f'right {code}']}, missed {count[f'missed {code}']}, extra {count[f'extra {code}']}"
        )


if __name__ == "__main__":
    main()
