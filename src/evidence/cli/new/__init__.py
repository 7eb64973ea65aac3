"""``evidence new``: a new record of each kind, as far as it can be filled in."""

from __future__ import annotations

from evidence.cli.app import group
from evidence.cli.new.documents import source, study
from evidence.cli.new.propositions import claim, concept, hypothesis

new = group(help="Start a new record: fill what can be filled, say what is left.")
for command in (source, study, claim, hypothesis, concept):
    new.command(command.__name__)(command)
