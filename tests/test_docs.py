"""Documentation that fails the build when it lies."""

from __future__ import annotations

import importlib
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from keyword import iskeyword
from pathlib import Path

import pytest
import typer

from evidence.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def run(words: list[str], cwd: Path = ROOT, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run ``evidence`` on the real base."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **extra}
    return subprocess.run(
        [sys.executable, "-m", "evidence", *words],
        cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def commands_on(page: Path) -> list[str]:
    """Every ``uv run evidence …`` line in the console blocks of a page."""
    blocks = re.findall(r"```(?:console|sh|bash)\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    lines = [line.partition("  #")[0].strip() for block in blocks for line in block.splitlines()]
    found = [re.sub(r"^.*?uv run evidence ", "", line) for line in lines if "uv run evidence " in line]
    return sorted({line for line in found if line and "…" not in line})


SHOWN = sorted({(page.name, line) for page in PAGES for line in commands_on(page)})

#: Commands that go on until they are stopped, or that want what a page only names.
NOT_RUN = ("lsp", "init", "check --watch", "check draft", "export")


@pytest.mark.parametrize(("page", "line"), SHOWN, ids=[f"{page}: {line}"[:80] for page, line in SHOWN])
def test_every_command_shown_runs(page: str, line: str, tmp_path: Path) -> None:
    if line.startswith(NOT_RUN):
        pytest.skip("shown as a pattern, tested elsewhere")
    if line.startswith("diff") and not (ROOT / ".git").exists():
        pytest.skip("there is no history to compare with: not a git checkout")
    words = [
        str(tmp_path / word) if previous in ("--output", "-o") else word for previous, word in pairs(shlex.split(line))
    ]
    done = run(words)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr


def pairs(words: list[str]) -> list[tuple[str, str]]:
    """Each word with the one before it."""
    return list(zip(["", *words], words, strict=False))


def commands() -> Iterator[tuple[str, Callable[..., object]]]:
    """Every command with the function behind it; those of a group by both words."""
    for name in COMMANDS:
        spelt = f"{name}_" if iskeyword(name) else name
        found = getattr(importlib.import_module(f"evidence.cli.{spelt}"), spelt)
        if isinstance(found, typer.Typer):
            for inner in found.registered_commands:
                assert inner.callback is not None
                yield f"{name} {inner.name or inner.callback.__name__}", inner.callback
        else:
            yield name, found


def test_every_command_has_an_example_in_its_help_and_a_short_first_line() -> None:
    for name, function in commands():
        text = function.__doc__ or ""
        assert "Example: evidence " in " ".join(text.split()), name
        assert len(text.strip().splitlines()[0]) <= 62, f"{name}: the list of commands cuts this off"


def test_the_list_of_commands_says_what_each_says_of_itself() -> None:
    for name, line in COMMANDS.items():
        spelt = f"{name}_" if iskeyword(name) else name
        found = getattr(importlib.import_module(f"evidence.cli.{spelt}"), spelt)
        said = found.info.help if isinstance(found, typer.Typer) else (found.__doc__ or "").strip().splitlines()[0]
        assert said == line, name
        assert len(line) <= 63, f"{name}: the list of commands cuts this off"


def test_every_command_stands_in_the_documentation() -> None:
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    missing = [name for name, _ in commands() if f"evidence {name}" not in text]
    assert not missing


def test_the_method_page_is_made_from_the_rules() -> None:
    done = run(["method", "--format", "md"])
    assert done.stdout == (ROOT / "docs" / "method.md").read_text("utf-8"), (
        "docs/method.md is old: uv run evidence method --format md > docs/method.md"
    )


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_tree_names_no_machine_and_no_package_host() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.decode()
    if not listed:
        pytest.skip("not a git checkout")
    forbidden = re.compile(
        r"(?<![\w.])/(?:work|root|farm)/|https?://[^ \"]*/(?:simple|packages)/|registry = \"https?://"
    )
    for name in listed.split("\0"):
        path = ROOT / name
        if name and path.is_file() and path.suffix != ".svg" and path.name != "test_docs.py":
            text = path.read_bytes().decode("utf-8", "replace")
            assert not forbidden.search(text), f"{name} names a path of a machine or a package host"


def test_no_lock_file_is_tracked() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert "uv.lock" not in listed.splitlines()
