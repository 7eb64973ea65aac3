"""How fast ``evidence check`` is: two articles of 1,000 words, the real base and one of 100,000 claims, in one run.

    uv run python benchmarks/check/speed.py                 # makes the large base first, about a minute and 720 MB
    uv run python benchmarks/check/speed.py --large FILE    # keeps it in FILE, or takes it from there

*Ordinary* is ``article.md``, written for this. *Dense* is made of phrasings of the base, every sentence a claim: the
worst case. Cold: whole processes, round-robin, medians beside a bare interpreter start. Warm: in one process that has
checked the article once. Reading: the model-free reading alone, without claims.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))
from speed import copy_of_base, evidence, timed  # noqa: E402  (benchmarks/speed.py)

_WORDS = 1_000
_CLAIMS = 100_000

_INSIDE = """
import json, resource, statistics, sys, time
from pathlib import Path
from evidence.reading.documents import read_draft
from evidence.reading.language import read
from evidence.reading.suppress import check_draft
from evidence.store import open_store
draft, store = read_draft(Path(sys.argv[1])), open_store(Path(sys.argv[2]))
def median(work):
    found = [work()]
    times = []
    for _ in range(9):
        start = time.perf_counter(); found.append(work()); times.append(time.perf_counter() - start)
    return statistics.median(times), found[-1]
reading, _ = median(lambda: read(draft.document))
checking, settled = median(lambda: check_draft(store, draft))
print(json.dumps({
    'words': len(draft.document.text.split()), 'reading': reading, 'checking': checking,
    'megabytes': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    'claims': [[place, made.id, made.stance] for place, item in enumerate(settled.checked.sentences) for made in item.claims],
}))
"""


class Case(NamedTuple):
    """An article held against a base."""

    article: str
    base: str
    path: Path
    database: Path


def dense(database: Path) -> str:
    """About 1,000 words of phrasings of the real base, a few from every claim in turn, in paragraphs of five."""
    from evidence.store import open_store

    sql = "SELECT phrasing FROM claim_phrasing ORDER BY row_number() OVER (PARTITION BY claim ORDER BY phrasing), claim"
    said: list[str] = []
    for row in open_store(database).rows(sql):
        if sum(len(line.split()) for line in said) >= _WORDS:
            break
        said.append(row[0].rstrip(".") + ".")
    return "\n\n".join(" ".join(said[place : place + 5]) for place in range(0, len(said), 5)) + "\n"


def cold(cases: list[Case], rounds: int, folder: Path) -> tuple[float, dict[Case, list[float]]]:
    """Seconds of a bare interpreter (median) and of each whole check, taken in turn."""
    bare: list[float] = []
    found: dict[Case, list[float]] = {case: [] for case in cases}
    for _ in range(rounds):
        bare.append(_seconds([sys.executable, "-c", "pass"], folder))
        for case in cases:
            found[case].append(_seconds(evidence("check", str(case.path), "--base", str(case.database)), folder))
    return statistics.median(bare), found


def _seconds(command: list[str], folder: Path) -> float:
    """Seconds that one process takes; 1 is the exit code of a check that found something."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    if done.returncode not in (0, 1) or done.stderr:
        raise SystemExit(f"{command} ended with {done.returncode}: {done.stderr.decode()[-300:]}")
    return time.perf_counter() - start


def warm(case: Case) -> dict[str, object]:
    """What one process measures inside itself."""
    command = [sys.executable, "-c", _INSIDE, str(case.path), str(case.database)]
    return dict(json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout))


def report(cases: list[Case], rounds: int, folder: Path) -> None:
    """Measure and print one line for each article and base."""
    bare, times = cold(cases, rounds, folder)
    inside = {case: warm(case) for case in cases}
    print(f"bare interpreter: {1000 * bare:.1f} ms; {rounds} rounds of whole processes, medians\n")
    print(
        f"{'article':10}{'base':>16}{'words':>7}{'claims':>8}{'cold s':>8}{'ratio':>7}{'warm s':>8}{'words/s':>9}{'MB':>5}"
    )
    for case in cases:
        seen, seconds = inside[case], statistics.median(times[case])
        rate = seen["words"] / seen["reading"]  # type: ignore[operator]
        print(
            f"{case.article:10}{case.base:>16}{seen['words']:7}{len(seen['claims']):8}{seconds:8.2f}{seconds / bare:7.0f}"  # type: ignore[arg-type]
            f"{seen['checking']:8.2f}{rate:9,.0f}{seen['megabytes']:5.0f}"
        )
    for one, other in zip(cases[::2], cases[1::2], strict=True):
        factor = statistics.median(times[other]) / statistics.median(times[one])
        first, second = ({tuple(item) for item in inside[case]["claims"]} for case in (one, other))  # type: ignore[attr-defined]
        print(
            f"\n{one.article}: {factor:.2f} times as long against {other.base}; "
            f"of {len(first)} claims with their stance {len(first & second)} are found there too, and {len(second - first)} others"
        )


def main() -> None:
    """Make what is missing, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--large", type=Path, help="where the large base is kept")
    parser.add_argument("--claims", type=int, default=_CLAIMS)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = copy_of_base(folder / "base")
        timed(evidence("build"), root, {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")})
        real = root / ".evidence" / "base.sqlite"
        large = wanted.large or folder / "large.sqlite"
        if not large.is_file():
            print(f"making a base of {wanted.claims:,} claims", file=sys.stderr)
            making = [sys.executable, str(Path(__file__).parent / "large.py"), str(large), str(wanted.claims)]
            timed(making, ROOT, dict(os.environ))  # in a process of its own, so that its memory is not counted
        shutil.copy(Path(__file__).parent / "article.md", folder / "ordinary.md")
        (folder / "dense.md").write_text(dense(real), encoding="utf-8")
        bases = (("real", real), (f"{wanted.claims:,} claims", large))
        cases = [
            Case(article, base, folder / f"{article}.md", path)
            for article in ("ordinary", "dense")
            for base, path in bases
        ]
        report(cases, wanted.rounds, folder)


if __name__ == "__main__":
    main()
