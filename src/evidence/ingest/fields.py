"""The fields of one reference while it is read: what is not taken is left, so that nothing is lost unsaid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from evidence.ingest.described import Left

NO_PLACE = "a source record has no place for it"


class Fields:
    """Values by field name, in the order of the file. Names compare as they are written."""

    def __init__(self, values: Mapping[str, Sequence[str]], why: Mapping[str, str] | None = None) -> None:
        self._values = {name: [text for text in texts if text.strip()] for name, texts in values.items()}
        self._why = why or {}
        self._left: list[Left] = []

    def first(self, *names: str) -> str:
        """Take the first value of the first of these fields that has one; a repetition of it goes with it."""
        for name in names:
            if texts := self._values.get(name):
                text = texts[0]
                self._values[name] = [other for other in texts[1:] if _same(other) != _same(text)]
                return text
        return ""

    def all(self, *names: str) -> list[str]:
        """Take every value of these fields."""
        return [text for name in names for text in self._values.pop(name, [])]

    def drop(self, value: str, *names: str) -> None:
        """Take the values of these fields that only repeat ``value``."""
        for name in names:
            self._values[name] = [text for text in self._values.get(name, []) if _same(text) != _same(value)]

    def leave(self, name: str, value: str, why: str) -> None:
        """Say that a value goes nowhere, and why."""
        if value.strip():
            self._left.append(Left(name, value, why))

    def left(self) -> tuple[Left, ...]:
        """Everything that was not taken, values of one field together."""
        rest = (
            Left(name, "; ".join(texts), self._why.get(name, NO_PLACE)) for name, texts in self._values.items() if texts
        )
        return (*self._left, *rest)


def _same(text: str) -> str:
    return " ".join(text.split()).casefold()


def joined(values: Iterable[str]) -> str:
    """Paragraphs of one text."""
    return "\n\n".join(text.strip() for text in values if text.strip())
