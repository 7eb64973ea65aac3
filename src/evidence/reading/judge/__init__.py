"""Claims to diagnostics: what a sentence says held against all independent studies, not only the ones it cites."""
