"""The ``evidence`` command: every subcommand in one visible place, and how a run ends.

Exit codes: 0 done; 1 done, and what was looked for was found wanting (lint, check); 2 could not run; 3 nothing known
about what was asked; 130 interrupted. Hardly anything is imported outside ``main``, so that Ctrl-C ends well early too.
"""

from __future__ import annotations

import sys

#: Each names a module of ``evidence.cli`` and the function in it; ``--help`` lists them in this order.
COMMANDS = (
    "ask",
    "hypotheses",
    "show",
    "why",
    "conflicts",
    "compare",
    "paths",
    "timeline",
    "find",
    "check",
    "trail",
    "report",
    "forest",
    "cite",
    "query",
    "export",
    "import",
    "method",
    "init",
    "new",
    "source",
    "fmt",
    "build",
    "lint",
    "verify",
    "diff",
    "review",
    "rule",
    "schema",
    "agree",
    "propose",
    "accept",
    "lsp",
)


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        code = _run()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def _run() -> int:
    from evidence.cli.streams import ReaderLeftError, mend
    from evidence.errors import EvidenceError

    mend()
    wanted = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    try:
        from evidence.cli.app import run

        return run((wanted,) if wanted in COMMANDS else COMMANDS)
    except EvidenceError as error:
        from evidence.cli.session import note

        note(f"evidence: {error.message[:1000]}")  # whatever somebody gave may be quoted in it
        if error.hint:
            note(f"hint: {error.hint}")
        return 2
    except ReaderLeftError:
        return 0  # say nothing more
