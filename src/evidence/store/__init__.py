"""Read-only questions to a compiled base: SQLite and nothing else, so that a query pays for nothing it does not use."""

from evidence.store.open import Store, open_store

__all__ = ["Store", "open_store"]
