"""The language server: the writers' check inside an editor."""
