"""Other people's formats: their evidence in, as a base of its own, and a base out in the field's exchange formats."""
