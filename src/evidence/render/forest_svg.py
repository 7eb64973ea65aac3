"""A forest plot as one self-contained SVG: no script, font or link; every text escaped; title and description."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from evidence.render.claims import NOTICE
from evidence.render.forest import METHOD_NOTE, axis_of, coverage, favours, panel_title, pooled_note, pooled_text
from evidence.render.safe import one_line
from evidence.render.words import headline
from evidence.synthesis.axis import Axis, label
from evidence.synthesis.estimates import no_effect
from evidence.synthesis.forest import drawn

_WIDE, _MARGIN, _ROW = 900, 20, 24
_PLOT_LEFT, _PLOT_RIGHT, _TEXT = 330, 660, 676
_INK, _QUIET, _ACCENT = "#1a1a1a", "#595959", "#1f5a99"


def svg(data: Mapping[str, Any]) -> str:
    """The plot of every panel, one below the other."""
    parts: list[str] = []
    top = _MARGIN + 10.0
    for text, size, weight, colour in _head(data):
        parts.append(_text(_MARGIN, top + size, text, size, colour, weight))
        top += size + 8
    for panel in drawn(data):
        made, top = _panel(panel, top + 18)
        parts += made
    top += 14
    for text in textwrap.wrap(f"{_OPEN if _has_syntheses(data) else ''} {METHOD_NOTE} {NOTICE}", 130):
        top += 16
        parts.append(_text(_MARGIN, top, text, 12, _QUIET))
    height = round(top + _MARGIN)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {height}" width="{_WIDE}" height="{height}"'
        ' role="img" aria-labelledby="forest-title forest-desc" font-family="Helvetica, Arial, sans-serif">\n'
        f'<title id="forest-title">{_safe("Forest plot: " + data["statement"])}</title>\n'
        f'<desc id="forest-desc">{_safe(description(data))}</desc>\n'
        f'<rect width="{_WIDE}" height="{height}" fill="#ffffff"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


_OPEN = "Open squares: a synthesis or several trials read together, never pooled with the studies it holds."


def _has_syntheses(data: Mapping[str, Any]) -> bool:
    return any(panel["syntheses"] for panel in data["panels"])


def description(data: Mapping[str, Any]) -> str:
    """The plot in words, for those who cannot see it."""
    told = [headline(data["verdict"]) + ".", coverage(data)]
    for panel in drawn(data):
        told.append(panel_title(panel) + ".")
        told += [f"{item['label']}: {item['text']}." for item in panel["estimates"]]
        told += [f"Synthesis, not pooled, {item['label']}: {item['text']}." for item in panel["syntheses"]]
        if panel["pooled"]:
            told.append(f"Pooled: {pooled_text(panel['pooled'])}. {pooled_note(panel['pooled'])}")
        else:
            told.append(f"Not pooled: {panel['not_pooled']}.")
    return " ".join(told)


def _head(data: Mapping[str, Any]) -> Iterator[tuple[str, int, str, str]]:
    for line in textwrap.wrap(one_line(data["statement"]), 88):
        yield line, 18, "bold", _INK
    for text in (data["what_if"], headline(data["verdict"]), coverage(data)):
        for line in textwrap.wrap(one_line(text), 125):
            yield line, 13, "normal", _QUIET


def _safe(text: str) -> str:
    return escape(one_line(text), quote=True)


def _text(
    x: float, y: float, text: str, size: int = 13, colour: str = _INK, weight: str = "normal", anchor: str = "start"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{colour}"'
        f' text-anchor="{anchor}">{_safe(text)}</text>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str = _INK, extra: str = "") -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"{extra}/>'


def _panel(panel: Mapping[str, Any], top: float) -> tuple[list[str], float]:
    shape = axis_of(panel, 8)
    parts: list[str] = []
    for line in textwrap.wrap(panel_title(panel), 105):
        top += 18
        parts.append(_text(_MARGIN, top, line, 14, _INK, "bold"))
    start = top + 6
    biggest = max([item["weight"] or 0.0 for item in panel["estimates"]], default=0.0) or 1.0
    for item in panel["estimates"]:
        top += _ROW
        parts += _study(item, shape, top, 4 + 5 * (item["weight"] or 0.0) / biggest)
    if panel["pooled"]:
        top += _ROW
        parts += _diamond(panel["pooled"], shape, top)
    for item in panel["syntheses"]:
        top += _ROW
        parts += _study(item, shape, top, 4, _QUIET)
    zero = _x(no_effect(shape.measure), shape)
    parts.insert(0, _line(zero, start, zero, top + 10, _QUIET, ' stroke-dasharray="3 3"'))
    parts += _scale(panel, shape, top + 12)
    top += 50
    for line in _foot(panel):
        top += 16
        parts.append(_text(_MARGIN, top, line, 12, _QUIET))
    return parts, top


def _x(value: float, shape: Axis) -> float:
    return _PLOT_LEFT + shape.place(value) * (_PLOT_RIGHT - _PLOT_LEFT)


def _study(item: Mapping[str, Any], shape: Axis, y: float, half: float, colour: str = _INK) -> Iterator[str]:
    yield _text(_MARGIN, y, _short(item["label"]), 13, colour)
    middle, at = y - 4.5, _x(item["value"], shape)
    if item["low"] is not None and item["high"] is not None:
        yield _line(_x(item["low"], shape), middle, _x(item["high"], shape), middle, colour, ' stroke-width="1.5"')
        for end in (item["low"], item["high"]):
            yield _line(_x(end, shape), middle - 4, _x(end, shape), middle + 4, colour, ' stroke-width="1.5"')
    fill = "#ffffff" if colour == _QUIET else colour
    yield (
        f'<rect x="{at - half:.1f}" y="{middle - half:.1f}" width="{2 * half:.1f}" height="{2 * half:.1f}"'
        f' fill="{fill}" stroke="{colour}"/>'
    )
    yield _text(_TEXT, y, item["text"], 13, colour)
    if item["weight"] is not None:
        yield _text(_WIDE - _MARGIN, y, f"{100 * item['weight']:.0f}%", 13, colour, "normal", "end")


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= 46 else line[:45] + "…"


def _diamond(pooled: Mapping[str, Any], shape: Axis, y: float) -> Iterator[str]:
    low, at, high = (_x(pooled[key], shape) for key in ("low", "value", "high"))
    middle = y - 4.5
    yield _text(_MARGIN, y, f"Pooled ({pooled['k']} studies)", 13, _ACCENT, "bold")
    corners = f"{low:.1f},{middle:.1f} {at:.1f},{middle - 7:.1f} {high:.1f},{middle:.1f} {at:.1f},{middle + 7:.1f}"
    yield f'<polygon points="{corners}" fill="{_ACCENT}"/>'
    yield _text(_TEXT, y, pooled_text(pooled), 13, _ACCENT, "bold")


def _scale(panel: Mapping[str, Any], shape: Axis, y: float) -> Iterator[str]:
    yield _line(_PLOT_LEFT, y, _PLOT_RIGHT, y)
    last = 0.0
    for tick in shape.ticks:
        x = _x(tick, shape)
        if x - last >= 24:
            yield _line(x, y, x, y + 5)
            yield _text(x, y + 17, label(tick), 11, _INK, "normal", "middle")
            last = x
    left, right = favours(panel)
    zero = _x(no_effect(shape.measure), shape)
    yield _text(min(zero - 8, _PLOT_RIGHT), y + 33, f"← {left}", 11, _QUIET, "normal", "end")
    yield _text(max(zero + 8, _PLOT_LEFT), y + 33, f"{right} →", 11, _QUIET, "normal", "start")


def _foot(panel: Mapping[str, Any]) -> Iterator[str]:
    text = pooled_note(panel["pooled"]) if panel["pooled"] else f"Not pooled: {panel['not_pooled']}."
    yield from textwrap.wrap(text, 130)
    for item in panel["estimates"]:
        if item["problem"]:
            yield from textwrap.wrap(one_line(f"{item['label']} is not pooled: {item['problem']}."), 130)
