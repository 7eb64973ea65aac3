"""One hypothesis profile for every test: no deadline, because a loaded machine is no bug."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("evidence", deadline=None, max_examples=60)
settings.load_profile("evidence")
