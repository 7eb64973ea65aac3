"""Effect estimates side by side and, where they may be, pooled. Votes ignore the size of an effect; this does not."""
