"""How fast it is, as ratios to a bare interpreter start in the same run: ``uv run python benchmarks/speed.py``.

Rounds go round-robin and medians are compared, so a slow spell of the machine falls on all alike. ``--scale`` adds
synthetic bases of 1,000, 10,000 and 100,000 evidence lines, and how each figure grows.
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

from synthetic import write_base

ROOT = Path(__file__).parent.parent
QUESTION = "Does ketamine work through opioid receptors?"


def timed(command: list[str], cwd: Path, environment: dict[str, str]) -> float:
    """Seconds that one process takes."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command} ended with {done.returncode}: {done.stderr.decode()[-300:]}")
    return time.perf_counter() - start


def evidence(*words: str) -> list[str]:
    """The command line as the installed script runs it."""
    return [sys.executable, "-m", "evidence", *words]


def copy_of_base(folder: Path) -> Path:
    """The real base without anything compiled."""
    for name in ("kb", "sources", "queries"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def starts(rounds: int) -> None:
    """Cold starts of the reading commands and the builds on the real base."""
    with tempfile.TemporaryDirectory() as name:
        base = copy_of_base(Path(name) / "base")
        environment = {**os.environ, "XDG_CACHE_HOME": str(Path(name) / "cache")}
        timed(evidence("build"), base, environment)
        study = sorted((base / "kb" / "studies").glob("*.yaml"))[0]
        text = study.read_text("utf-8")
        commands = {
            "bare interpreter": [sys.executable, "-c", "pass"],
            "--help": evidence("--help"),
            "show CLAIM": evidence("show", "opioid-signalling-required"),
            "show CLAIM --format json": evidence("show", "opioid-signalling-required", "--format", "json"),
            "hypotheses": evidence("hypotheses"),
            "ask": evidence("ask", QUESTION),
            "build after one file changed": evidence("build"),
            "build --fresh": evidence("build", "--fresh"),
            "lint": evidence("lint", "--format", "concise"),
        }
        found: dict[str, list[float]] = {label: [] for label in commands}
        for number in range(rounds):
            for label, command in commands.items():
                if label.startswith("build after"):
                    study.write_text(f"{text}# {number}\n", "utf-8")
                found[label].append(timed(command, base, environment))
    bare = statistics.median(found["bare interpreter"])
    print(f"{'what':32}{'median ms':>10}{'ratio':>8}   ({rounds} rounds, whole processes)")
    for label, times in found.items():
        median = statistics.median(times)
        print(f"{label:32}{1000 * median:10.1f}{median / bare:8.1f}")


_INSIDE = """
import json, random, resource, statistics, sys, time
from pathlib import Path
from evidence.store import open_store
from evidence.store.claims import show_claim
store = open_store(Path('.evidence/base.sqlite'))
draw = random.Random(1)
claims = list(store.ids('claim'))
times = []
for name in [draw.choice(claims) for _ in range(300)]:
    start = time.perf_counter(); show_claim(store, name); times.append(time.perf_counter() - start)
times.sort()
print(json.dumps({'p50': times[150], 'p99': times[296]}))
"""


def scale(sizes: list[int]) -> None:
    """Build and query synthetic bases of growing size."""
    print(
        f"{'lines':>8}{'build s':>9}{'fresh MB':>10}{'file MB':>9}{'rebuild s':>11}{'show ms':>9}{'p50 ms':>8}{'p99 ms':>8}"
    )
    for lines in sizes:
        with tempfile.TemporaryDirectory() as name:
            base = Path(name) / "base"
            write_base(base, lines)
            environment = {**os.environ, "XDG_CACHE_HOME": str(Path(name) / "cache")}
            first, peak = _measured(evidence("build", "--fresh"), base, environment)
            timed(evidence("build"), base, environment)
            study = base / "kb" / "studies" / "study-0.yaml"
            study.write_text(study.read_text("utf-8") + "# changed\n", "utf-8")
            again = timed(evidence("build"), base, environment)
            size = (base / ".evidence" / "base.sqlite").stat().st_size / 1e6
            shown = statistics.median(timed(evidence("show", "claim-1"), base, environment) for _ in range(5))
            inside = subprocess.run(
                [sys.executable, "-c", _INSIDE], cwd=base, env=environment, capture_output=True, check=True
            )
            query = json.loads(inside.stdout)
            print(
                f"{lines:8}{first:9.2f}{peak:10.0f}{size:9.1f}{again:11.2f}{1000 * shown:9.0f}"
                f"{1000 * query['p50']:8.2f}{1000 * query['p99']:8.2f}",
                flush=True,
            )


def _measured(command: list[str], cwd: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Seconds and peak megabytes of one process."""
    program = (
        "import json, resource, subprocess, sys, time\n"
        "start = time.perf_counter()\n"
        f"subprocess.run({command!r}, check=True, capture_output=True)\n"
        "print(json.dumps([time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024]))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=cwd, env=environment, capture_output=True, check=True)
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--scale", action="store_true")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    wanted = parser.parse_args()
    starts(wanted.rounds)
    if wanted.scale:
        print()
        scale(wanted.sizes)


if __name__ == "__main__":
    main()
