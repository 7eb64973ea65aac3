"""The ``evidence`` command: every subcommand in one visible place, and how a run ends.

Exit codes: 0 done; 1 done, and what was looked for was found wanting (lint, check); 2 could not run; 3 nothing known
about what was asked; 130 interrupted, 143 told to end. Hardly anything is imported outside ``main``, so that Ctrl-C ends well early too.
"""

from __future__ import annotations

import signal
import sys
from types import FrameType

#: Each names a module of ``evidence.cli`` and the function in it; ``--help`` lists them so, without importing any.
COMMANDS = {
    "ask": "Ask in plain words; both sides out, with verdicts.",
    "hypotheses": "List every hypothesis with its verdict.",
    "show": "Show any record; a claim with its verdict and both sides.",
    "why": "Print the proof of a verdict: votes, lines, documents.",
    "conflicts": "List claims with studies on both sides, and what differs.",
    "compare": "Set rival hypotheses side by side, study by study.",
    "paths": "Find mechanism chains, with the weakest link named.",
    "timeline": "Show the word after each study, in date order.",
    "find": "Find records by their words, ids or numbers.",
    "check": "Say where a text goes beyond the evidence.",
    "trail": "Follow what a document says back to the studies.",
    "report": "Write a page to print: findings, both sides, references.",
    "forest": "Draw the printed effects of a claim, and pool them.",
    "cite": "Write references in a style or a file format.",
    "query": "Ask a saved question in SQL or SPARQL, or list them.",
    "export": "Write the whole base as RDF or in another format.",
    "import": "Make a base of another project's evidence.",
    "method": "Explain how verdicts are computed here.",
    "init": "Start a new base on any topic in a folder of its own.",
    "new": "Start a new record: fill what can be filled, say what is left.",
    "source": "Take documents in, hold their texts, see what became of them.",
    "fmt": "Bring record files into house order and style.",
    "build": "Compile the base into one SQLite file.",
    "lint": "Check every record, and say what was examined.",
    "verify": "Check figures and quotes against the texts you hold.",
    "diff": "Show which verdicts changed between two revisions, and why.",
    "review": "List what waits for a person, and the three best next steps.",
    "rule": "Explain a lint rule, with examples.",
    "schema": "Print JSON Schemas, for editors that check YAML.",
    "agree": "Compare two judgements of the same evidence lines.",
    "propose": "Propose draft evidence lines out of a text.",
    "accept": "Accept draft evidence lines, or reject them.",
    "lsp": "Show in an editor what check finds, while one writes.",
}


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        _heed("SIGTERM", "SIGHUP")
        code = _run()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def _heed(*names: str) -> None:
    """End on these signals as on Ctrl-C, by an exception, so that nothing half-written stays behind."""
    for name in names:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup has one ignored
            signal.signal(number, _leave)


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


def _run() -> int:
    from evidence.cli.streams import ReaderLeftError, mend
    from evidence.errors import EvidenceError

    mend()
    wanted = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    try:
        from evidence.cli.app import app, outline, run

        return run(app((wanted,)) if wanted in COMMANDS else outline(COMMANDS))
    except EvidenceError as error:
        from evidence.cli.session import note

        note(f"evidence: {error.message[:1000]}")  # whatever somebody gave may be quoted in it
        if error.hint:
            note(f"hint: {error.hint}")
        return 2
    except ReaderLeftError:
        return 0  # say nothing more
