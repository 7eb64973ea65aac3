"""Reading a text: documents in, sentences with what their wording says, claims matched and judged."""
