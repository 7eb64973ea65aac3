"""Draft evidence lines out of a text, each with the passage it stands on. A draft counts in no verdict: people accept."""
