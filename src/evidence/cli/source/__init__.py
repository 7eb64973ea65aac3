"""``evidence source``: documents into the base, their texts, and what became of them."""

from __future__ import annotations

from evidence.cli.app import group
from evidence.cli.source.add import add
from evidence.cli.source.fetch import fetch
from evidence.cli.source.status import status

source = group(help="Take documents in, hold their texts, see what became of them.")
source.command("add")(add)
source.command("fetch")(fetch)
source.command("status")(status)
