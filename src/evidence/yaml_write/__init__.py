"""Plain values to YAML text in house style, and edits that leave every other byte of a file as it was.

What is written here reads back the same with ``evidence.yaml_text`` and as the same words with any YAML 1.1 or 1.2
reader; ``reading`` says what a value is when it has been read back.
"""

from __future__ import annotations

from evidence.yaml_write.edit import append, replace, set_key
from evidence.yaml_write.layout import WIDTH, reading, text_of

__all__ = ["WIDTH", "append", "reading", "replace", "set_key", "text_of"]
