"""Questions in plain words, and full text, over a compiled base. It reads the store and never a YAML file."""
