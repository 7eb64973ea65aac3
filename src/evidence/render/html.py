"""A document as one self-contained HTML page: no script, nothing loaded, every text escaped, fit to print.

The policy in the head allows one style sheet, by its hash, and nothing else: a text that got past the escaping could
still not run or load anything.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import count

from evidence.render.blocks import Bullets, Facts, Heading, Table, Text
from evidence.render.document import DocumentBlock, Numbered
from evidence.render.safe import one_line

_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 Georgia, 'Times New Roman', serif; color: #1a1a1a; background: #fff; max-width: 60rem;
  margin: 0 auto; padding: 1.5rem; overflow-wrap: break-word; }
h1, h2, h3, thead th { font-family: Helvetica, Arial, sans-serif; line-height: 1.25; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; border-top: 1px solid #999; padding-top: .8rem; margin-top: 1.6rem; }
h3 { font-size: 1.05rem; }
table { border-collapse: collapse; width: 100%; margin: .8rem 0; font-size: .9rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { border: 1px solid #999; padding: .35rem .5rem; text-align: left; vertical-align: top; }
thead th { background: #eef1f4; } tbody th { font-weight: normal; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dt { font-weight: bold; } dd { margin: 0; }
.strong { font-weight: bold; } .for { color: #14532d; } .against { color: #8b1a1a; } .mixed { color: #6b4e00; }
.quiet { color: #4d4d4d; } .grade { white-space: nowrap; letter-spacing: .05em; }
a { color: #1f4e8c; }
@page { margin: 16mm 14mm; }
@media print { body { font-size: 10pt; max-width: none; padding: 0; } a { color: inherit; text-decoration: none; }
  thead { display: table-header-group; } tr { break-inside: avoid; } h2, h3 { break-after: avoid; } }
"""
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"
_REFERENCE = re.compile(r"\[(\d{1,4})\]")
_GRADE = re.compile("[⊕◯]{4}")


def to_html(blocks: Iterable[DocumentBlock], title: str) -> str:
    """The document as HTML; ``title`` is that of the window."""
    kept = list(blocks)
    references = sum(len(block.items) for block in kept if isinstance(block, Numbered))
    numbers = count(1)
    caption = title
    body: list[str] = []
    for block in kept:
        if isinstance(block, Heading):
            caption = block.text
        body.extend(_block(block, references, numbers, caption))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_safe(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(body)
        + "\n</main>\n</body>\n</html>\n"
    )


def _safe(text: str) -> str:
    return escape(one_line(text), quote=True)


def _rich(text: str, references: int) -> str:
    """Escaped text in which ``[3]`` leads to the third reference and the symbols of certainty are not read aloud."""
    linked = _REFERENCE.sub(
        lambda found: f'<a href="#ref-{found[1]}">[{found[1]}]</a>' if 0 < int(found[1]) <= references else found[0],
        _safe(text),
    )
    return _GRADE.sub(lambda found: f'<span class="grade" aria-hidden="true">{found[0]}</span>', linked)


def _class(tone: str) -> str:
    return f' class="{tone}"' if tone in ("for", "against", "mixed", "quiet", "strong") else ""


def _block(block: DocumentBlock, references: int, numbers: Iterator[int], caption: str) -> Iterator[str]:
    match block:
        case Heading(text=text, level=level, tone=tone):
            yield f"<h{level}{_class(tone)}>{_rich(text, references)}</h{level}>"
        case Text(text=text, tone=tone):
            yield f"<p{_class(tone)}>{_rich(text, references)}</p>"
        case Facts(pairs=pairs):
            rows = "".join(f"<dt>{_safe(name)}</dt><dd>{_rich(value, references)}</dd>\n" for name, value in pairs)
            yield f"<dl>\n{rows}</dl>"
        case Bullets(items=items):
            rows = "".join(f"<li{_class(tone)}>{_rich(text, references)}</li>\n" for text, tone in items)
            yield f"<ul>\n{rows}</ul>"
        case Numbered(items=items):
            rows = "".join(
                f'<li id="ref-{number}">{_safe(text)}</li>\n' for number, text in zip(numbers, items, strict=False)
            )
            yield f"<ol>\n{rows}</ol>"
        case Table():
            yield _table(block, references, caption)


def _table(table: Table, references: int, caption: str) -> str:
    head = "".join(f'<th scope="col">{_safe(name)}</th>' for name in table.columns)
    rows = []
    for place, row in enumerate(table.rows):
        tone = table.tones[place] if table.tones else ""
        first, *rest = (_rich(cell, references) for cell in row)
        cells = "".join(f"<td>{cell}</td>" for cell in rest)
        rows.append(f'<tr><th scope="row"{_class(tone)}>{first}</th>{cells}</tr>')
    title = f'<caption><span class="hidden">{_safe(caption)}</span></caption>'
    body = "\n".join(rows)
    return f"<table>\n{title}\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
