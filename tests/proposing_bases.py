"""A copy of the mini base to propose into, and a text about it. Nothing in either is true."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
MINI = ROOT / "examples" / "mini"
ABSTRACT = """Larkmint for travel sickness: a randomised trial

METHODS: In this double-blind trial, 64 adults were randomly assigned to larkmint drops 20 mg by mouth or placebo.
RESULTS: Larkmint significantly reduced motion sickness scores on the primary outcome (mean difference \
-3.2 points, 95% CI -5.0 to -1.4; p < 0.001). A cold-receptor blocker did not change the effect of larkmint (p = 0.40).
CONCLUSIONS: Larkmint helps against travel sickness.
"""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def base_at(folder: Path) -> Path:
    """A copy of the mini base."""
    base = folder / "base"
    shutil.copytree(MINI, base, ignore=shutil.ignore_patterns(".evidence"))
    return base


def runner(base: Path) -> Run:
    """Run ``evidence`` in a base, at 80 columns and without a terminal."""
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT / "src"), "XDG_CACHE_HOME": str(base.parent / "cache"), "COLUMNS": "80",
    }  # fmt: skip

    def call(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "evidence", *words],
            cwd=base, env=environment, input=given, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    return call
