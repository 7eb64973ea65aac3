"""Builds of a wheel carry a compiled base, so that ``evidence`` answers outside a checkout."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledBase(BuildHookInterface):  # type: ignore[type-arg]
    """Compile ``kb/`` and ``sources/`` into the package, with the saved questions beside it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before the files of a wheel are gathered; an editable install reads the checkout itself."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        target = root / "src" / "evidence" / "packaged"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        sys.path.insert(0, str(root / "src"))
        from evidence.database.build import build

        built = build(root, target / "base.sqlite", use_cache=False)
        if built.path is None:
            first = built.report.errors[0]
            raise SystemExit(f"the base has errors, so no wheel is built: {first.path}:{first.line} {first.message}")
        shutil.copytree(root / "queries", target / "queries")
        build_data["artifacts"].append("src/evidence/packaged/**")

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave the checkout as it was."""
        shutil.rmtree(Path(self.root) / "src" / "evidence" / "packaged", ignore_errors=True)
