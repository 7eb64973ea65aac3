"""How fast the maintainer's commands are: ``uv run python benchmarks/desk.py``.

Lint of the real base against a bare interpreter start; lint of synthetic bases of growing size; ``diff`` of two revisions
and ``review`` against a fresh build. Rounds go round-robin and medians are compared, so a slow spell falls on all alike.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from speed import copy_of_base, evidence, timed
from synthetic import write_base


def medians(commands: dict[str, list[str]], cwd: Path, environment: dict[str, str], rounds: int) -> dict[str, float]:
    """The median seconds of each command over round-robin rounds."""
    found: dict[str, list[float]] = {label: [] for label in commands}
    for _ in range(rounds):
        for label, command in commands.items():
            found[label].append(timed(command, cwd, environment))
    return {label: statistics.median(times) for label, times in found.items()}


def git(folder: Path, *words: str) -> None:
    """Run git without the settings of whoever measures."""
    who = ("-c", "user.name=nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgSign=false")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def repository(folder: Path) -> Path:
    """The real base in three commits: as it is, with one line turned, and with another rule as well."""
    base = copy_of_base(folder)
    git(base, "init", "--quiet")
    study = next(
        path for path in sorted((base / "kb" / "studies").glob("*.yaml")) if "supports" in path.read_text("utf-8")
    )
    method = base / "kb" / "method.yaml"
    for path, old, new in (
        (study, "", ""),
        (study, "direction: supports", "direction: disputes"),
        (method, "leaning_below: 1/3", "leaning_below: 1/5"),
    ):
        path.write_text(path.read_text("utf-8").replace(old, new, 1) if old else path.read_text("utf-8"), "utf-8")
        git(base, "add", "--all", ".")
        git(base, "commit", "--quiet", "--allow-empty", "--message", "state")
    return base


def desk(rounds: int) -> None:
    """Lint, review and diff of the real base."""
    with tempfile.TemporaryDirectory() as name:
        base = repository(Path(name) / "base")
        environment = {**os.environ, "XDG_CACHE_HOME": str(Path(name) / "cache")}
        environment.pop("EVIDENCE_BASE", None)
        timed(evidence("build"), base, environment)
        commands = {
            "bare interpreter": [sys.executable, "-c", "pass"],
            "build --fresh": evidence("build", "--fresh"),
            "lint": evidence("lint", "--format", "concise"),
            "review": evidence("review"),
            "diff, one line turned": evidence("diff", "HEAD~2..HEAD~1"),
            "diff, another rule": evidence("diff", "HEAD~1..HEAD"),
            "diff against the files": evidence("diff", "HEAD~2"),
        }
        found = medians(commands, base, environment, rounds)
    bare, build = found["bare interpreter"], found["build --fresh"]
    print(f"{'what':28}{'median ms':>10}{'bare starts':>13}{'builds':>8}   ({rounds} rounds, whole processes)")
    for label, seconds in found.items():
        print(f"{label:28}{1000 * seconds:10.1f}{seconds / bare:13.1f}{seconds / build:8.2f}")


def growth(sizes: list[int], rounds: int) -> None:
    """Lint of synthetic bases, fresh and with every file parsed before; the cost of a file should stay the same."""
    print(f"{'files':>8}{'lint fresh s':>14}{'ms a file':>11}{'lint again s':>14}{'ms a file':>11}   ({rounds} rounds)")
    with tempfile.TemporaryDirectory() as name:
        bases = {}
        for size in sizes:
            base = Path(name) / str(size)
            write_base(base, size * 3 // 2)  # two files for every three lines
            bases[sum(1 for _ in base.rglob("*.yaml"))] = base
        times: dict[tuple[int, bool], list[float]] = {}
        cache = Path(name) / "cache"
        environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
        for _ in range(rounds):
            for files, base in bases.items():
                shutil.rmtree(cache, ignore_errors=True)
                for again in (False, True):
                    seconds = timed(evidence("lint", "--format", "concise"), base, environment)
                    times.setdefault((files, again), []).append(seconds)
    for files in bases:
        first, again = (statistics.median(times[files, kind]) for kind in (False, True))
        print(f"{files:8}{first:14.2f}{1000 * first / files:11.3f}{again:14.2f}{1000 * again / files:11.3f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_250, 2_500, 5_000])
    wanted = parser.parse_args()
    desk(wanted.rounds)
    print()
    growth(wanted.sizes, max(1, wanted.rounds // 3))


if __name__ == "__main__":
    main()
