"""Small changes to the example base, and git repositories made of it: what the tests of diff, review and CI share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
MINI = ROOT / "examples" / "mini"

Texts = dict[str, str]


def mini() -> Texts:
    """The texts of the example base."""
    files = (path for folder in ("kb", "sources") for path in sorted((MINI / folder).rglob("*.yaml")))
    return {path.relative_to(MINI).as_posix(): path.read_text("utf-8") for path in files}


class Edit:
    """A change of one file: ``old`` becomes ``new``; without them the file goes, and with only ``new`` it comes."""

    def __init__(self, path: str, old: str = "", new: str = "") -> None:
        self.path, self.old, self.new = path, old, new

    def __call__(self, texts: Mapping[str, str]) -> Texts:
        """The texts after the change."""
        found = dict(texts)
        if self.old:
            assert self.old in found[self.path], f"{self.old!r} does not stand in {self.path}"
            found[self.path] = found[self.path].replace(self.old, self.new, 1)
        elif self.new:
            found[self.path] = self.new
        else:
            del found[self.path]
        return found


#: One change for each kind that can move a verdict, and some that cannot.
EDITS: dict[str, Edit] = {
    "direction": Edit("kb/studies/simulator-2018-trial.yaml", "direction: disputes", "direction: supports"),
    "draft": Edit("kb/studies/clinic-2020-trial.yaml", "status: accepted", "status: draft"),
    "study gone": Edit("kb/studies/coach-2017-trial.yaml"),
    "concern lifted": Edit("sources/blocker-2019.yaml", "status: concern", "status: ok"),
    "retracted": Edit("sources/blocker-2019.yaml", "status: concern", "status: retracted"),
    "echo": Edit("sources/blocker-2021.yaml", "kind: journal-article", "kind: blog"),
    "people": Edit("kb/studies/simulator-2018-trial.yaml", "total: 200", "total: 2000"),
    "mouse to man": Edit("kb/studies/mouse-2016-experiment.yaml", "species: [mouse]", "species: [human]"),
    "one cohort": Edit("kb/studies/blocker-2021-trial.yaml", "cohort: blocker-2021", "cohort: blocker-2019"),
    "cut loose": Edit("kb/studies/ferry-2016-analysis.yaml", "part_of: [ferry-2015-trial]\n", ""),
    "other cohort": Edit("kb/studies/ferry-2016-analysis.yaml", "cohort: ferry-2015\n", ""),
    "pool": Edit("kb/studies/pooled-2022-synthesis.yaml", "includes_complete: false", "includes_complete: true"),
    "stricter": Edit("kb/method.yaml", "leaning_below: 1/3", "leaning_below: 1/5"),
    "wording": Edit("kb/studies/ferry-2015-trial.yaml", "locator: ", "locator: about "),
    "title": Edit("sources/ferry-2015.yaml", "title: ", "title: Once more, "),
}  # fmt: skip


def changed(texts: Mapping[str, str], names: Iterable[str]) -> Texts:
    """The texts after some of ``EDITS``; one whose place is gone already is passed over."""
    found = dict(texts)
    for name in names:
        edit = EDITS[name]
        if edit.path in found and (not edit.old or edit.old in found[edit.path]):
            found = edit(found)
    return found


def write(folder: Path, texts: Mapping[str, str]) -> Path:
    """Make the base in a folder hold just these texts."""
    for path in [*folder.glob("kb/**/*.yaml"), *folder.glob("sources/*.yaml")]:
        path.unlink()
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def git(folder: Path, *words: str) -> str:
    """Run git as nobody in particular, untouched by the settings of whoever runs the tests."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "HOME": str(folder)}
    who = ("-c", "user.name=curator", "-c", "user.email=curator@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(folder: Path, texts: Mapping[str, str], message: str = "a change", base: str = "") -> str:
    """Commit the texts as all that the base holds; the id of the commit."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet")
    write(folder / base, texts)
    git(folder, "add", "--all", ".")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def evidence(folder: Path, *words: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run ``evidence`` in a folder, with a cache of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "XDG_CACHE_HOME": str(folder / ".cache"), **extra}
    environment.pop("EVIDENCE_BASE", None)
    return subprocess.run(
        [sys.executable, "-m", "evidence", *words],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
