"""A literature evidence knowledge base: studies counted once, verdicts computed, both sides shown."""

__version__ = "0.1.0"
