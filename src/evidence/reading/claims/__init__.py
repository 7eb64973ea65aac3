"""Sentences to claims: which claims of the base a sentence makes, and whether it asserts, denies, hedges or asks."""
