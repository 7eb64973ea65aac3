"""A forest plot for a terminal: one line a study, drawn with characters; plain ASCII where a screen has no others."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from evidence.render.claims import NOTICE
from evidence.render.safe import one_line
from evidence.render.words import headline, plural
from evidence.synthesis.axis import Axis, axis, label
from evidence.synthesis.estimates import no_effect
from evidence.synthesis.forest import rows_of

Panel = Mapping[str, Any]


class Marks(NamedTuple):
    """The characters of a drawing."""

    line: str
    left: str
    right: str
    square: str
    diamond: str
    zero: str
    rule: str


UNICODE = Marks("─", "├", "┤", "■", "◆", "│", "┴")
ASCII = Marks("-", "|", "|", "#", "<>", ":", "+")


def render(data: Mapping[str, Any], width: int = 80, marks: Marks = UNICODE) -> str:
    """The whole plot with what stands around it."""
    lines = [*_wrap(data["statement"], width), "=" * min(width, 60)]
    if data["what_if"]:
        lines += _wrap(data["what_if"], width)
    lines += _wrap(headline(data["verdict"]), width)
    lines += _wrap(coverage(data), width)
    for panel in data["panels"]:
        lines += ["", *_panel(panel, width, marks)]
    if data["left_out"]:
        lines += ["", "Not drawn"]
        lines += [
            text for item in data["left_out"] for text in _wrap(f"- {item['line']}: {item['why_not']}", width, "  ")
        ]
    lines += ["", *_wrap(f"{_closing(data)} {NOTICE}", width)]
    text = "\n".join(lines) + "\n"
    return text if marks is UNICODE else _ascii(text)


METHOD_NOTE = (
    "Effects are pooled only where measure, outcome, time, drug and kind of comparator agree, each independent study "
    "once; that is no systematic review. The verdict does not use effect sizes."
)


def _closing(data: Mapping[str, Any]) -> str:
    brackets = "In brackets: a synthesis or several trials read together, never pooled with the studies it holds."
    has = any(panel["syntheses"] for panel in data["panels"])
    return " ".join([brackets] * has + [METHOD_NOTE] * bool(data["panels"]))


_PLAIN = str.maketrans({"²": "2", "…": "~", "−": "-", "–": "-", "—": "-", "’": "'", "“": '"', "”": '"', "≥": ">="})


def _ascii(text: str) -> str:
    return text.translate(_PLAIN).encode("ascii", "replace").decode("ascii")


def coverage(data: Mapping[str, Any]) -> str:
    """How much of the evidence the plot can show."""
    have, all_ = data["with_effect"], data["independent"]
    if not data["panels"]:
        return (
            "No plot: no line of this claim carries an effect estimate between groups that could be drawn "
            f"({plural(all_, 'independent study', 'independent studies')} stand behind the verdict)."
        )
    return (
        f"{have} of {plural(all_, 'independent study', 'independent studies')} on this claim "
        f"{'has' if have == 1 else 'have'} a printed effect in this base{'; the others are not drawn' * (have < all_)}."
    )


def favours(panel: Panel) -> tuple[str, str]:
    """What lies left and right of the line of no effect."""
    drug = panel["drug"] or "intervention"
    sides = (f"favours {drug}", "favours comparator")
    return sides if panel["better"] == "lower" else (sides[1], sides[0])


def panel_title(panel: Panel) -> str:
    """The title of a panel: outcome, time, what was compared, measure."""
    return one_line(f"{panel['title']}: {panel['measure_name']}")


def axis_of(panel: Panel, most: int = 6) -> Axis:
    """The axis that holds every interval of a panel."""
    pooled = [panel["pooled"]] if panel["pooled"] else []
    found = [item[key] for item in (*rows_of(panel), *pooled) for key in ("value", "low", "high")]
    return axis(panel["measure"], [value for value in found if value is not None], most)


def pooled_text(pooled: Mapping[str, Any]) -> str:
    """``-3.85 [-5.79, -1.91]``."""
    return f"{pooled['value']:.3g} [{pooled['low']:.3g}, {pooled['high']:.3g}]"


def pooled_note(pooled: Mapping[str, Any]) -> str:
    """The method and the heterogeneity of a pooled estimate."""
    few = "; with two studies this says little" if pooled["k"] == 2 else ""
    p = f"p = {pooled['q_p']:.2f}" if pooled["q_p"] >= 0.01 else "p < 0.01"
    return (
        f"Pooled ({pooled['k']} studies; {pooled['method']}). Heterogeneity: tau² {pooled['tau2']:.3g}, "
        f"I² {100 * pooled['i2']:.0f}%, Q {pooled['q']:.2f} ({p}){few}."
    )


def _panel(panel: Panel, width: int, marks: Marks) -> Iterator[str]:
    shape = axis_of(panel)
    wide_name, wide_text = _widths(panel, width)
    wide_plot = width - wide_name - wide_text - 4
    yield from _wrap(panel_title(panel), width)
    for item in panel["estimates"]:
        yield _row(item["label"], item["text"], _bar(item, shape, wide_plot, marks, marks.square), wide_name, wide_text)
    if panel["pooled"]:
        pooled = panel["pooled"]
        yield _row(
            "Pooled", pooled_text(pooled), _bar(pooled, shape, wide_plot, marks, marks.diamond), wide_name, wide_text
        )
    for item in panel["syntheses"]:
        name = f"({item['label']})"
        yield _row(name, item["text"], _bar(item, shape, wide_plot, marks, marks.square), wide_name, wide_text)
    yield from _foot(panel, shape, wide_plot, wide_name + wide_text + 4, marks)
    yield from _notes(panel, width)


def _widths(panel: Panel, width: int) -> tuple[int, int]:
    items = rows_of(panel)
    pooled = [len(pooled_text(panel["pooled"]))] if panel["pooled"] else []
    text = min(28, max([len(item["text"]) for item in items] + pooled))
    name = max([len(one_line(item["label"])) + 2 for item in items] + [6])
    return min(name, width - text - 4 - 26), text


def _row(name: str, text: str, bar: str, wide_name: int, wide_text: int) -> str:
    return f"{_cut(name, wide_name):<{wide_name}}  {_cut(text, wide_text):<{wide_text}}  {bar}".rstrip()


def _cut(text: str, wide: int) -> str:
    line = one_line(text)
    return line if len(line) <= wide else line[: wide - 1] + "…"


def _bar(item: Mapping[str, Any], shape: Axis, wide: int, marks: Marks, point: str) -> str:
    def column(value: float) -> int:
        return round(shape.place(value) * (wide - 1))

    cells = [" "] * wide
    cells[column(no_effect(shape.measure))] = marks.zero
    if item["low"] is not None and item["high"] is not None:
        first, last = column(item["low"]), column(item["high"])
        cells[first : last + 1] = marks.line * (last - first + 1)
        cells[first], cells[last] = marks.left, marks.right
    cells[column(item["value"])] = point[:1]
    if len(point) > 1 and column(item["value"]) + 1 < wide:
        cells[column(item["value"]) + 1] = point[1]
    return "".join(cells)


def _foot(panel: Panel, shape: Axis, wide: int, indent: int, marks: Marks) -> Iterator[str]:
    rule, figures = [marks.line] * wide, [" "] * (wide + 6)
    free = 0
    for tick in shape.ticks:
        place, text = round(shape.place(tick) * (wide - 1)), label(tick)
        start = max(0, min(wide - len(text), place - len(text) // 2))
        if start >= free:
            rule[place] = marks.rule
            figures[start : start + len(text)] = text
            free = start + len(text) + 1
    pad = " " * indent
    yield pad + "".join(rule)
    yield (pad + "".join(figures)).rstrip()
    left, right = favours(panel)
    yield _sides(f"< {left}", f"{right} >", indent, wide)


def _sides(left: str, right: str, indent: int, wide: int) -> str:
    room = max(wide, len(left) + len(right) + 2)
    return " " * max(0, indent + wide - room) + left + right.rjust(room - len(left))


def _notes(panel: Panel, width: int) -> Iterator[str]:
    if panel["pooled"]:
        yield from _wrap(pooled_note(panel["pooled"]), width, "  ", "  ")
    else:
        yield from _wrap(f"Not pooled: {panel['not_pooled']}.", width, "  ", "  ")
    for item in rows_of(panel):
        if item["problem"]:
            yield from _wrap(f"{item['line']} is not pooled: {item['problem']}.", width, "  ", "  ")
    for item in panel["set_aside"]:
        yield from _wrap(f"{item['line']} is not drawn: {item['why_not']}.", width, "  ", "  ")


def _wrap(text: str, width: int, indent: str = "", first: str = "") -> list[str]:
    return textwrap.wrap(
        one_line(text),
        width,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=True,
        break_on_hyphens=False,
    ) or [""]


def records(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every estimate as a flat row, pooled ones too."""
    for panel in data["panels"]:
        shared = {"claim": data["id"], "panel": panel["title"], "measure": panel["measure"], "better": panel["better"]}
        for kind, items in (("study", panel["estimates"]), ("synthesis", panel["syntheses"])):
            for item in items:
                keys = ("line", "study", "label", "n", "value", "low", "high", "level", "weight", "problem")
                yield {**shared, "kind": kind, **{key: item[key] for key in keys}}
        if panel["pooled"]:
            pooled = panel["pooled"]
            told = {
                key: pooled[key] for key in ("value", "low", "high", "level", "k", "tau2", "i2", "q", "q_p", "method")
            }
            yield {**shared, "kind": "pooled", **told}
        elif panel["not_pooled"]:
            yield {**shared, "kind": "not-pooled", "problem": panel["not_pooled"]}
