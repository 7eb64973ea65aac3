"""The text of an article in JATS XML: its abstract, then its body."""

from __future__ import annotations

from pathlib import Path

from evidence.diagnostics import Diagnostic
from evidence.errors import EvidenceError

#: A larger file is refused: the longest article with all its tables is smaller.
MAX_XML = 32 * 2**20


def jats_text(path: Path) -> str:
    """The text of the one article in a file, paragraphs apart; raises ``EvidenceError`` when it cannot be read."""
    from evidence.ingest.formats import jats

    try:
        if path.stat().st_size > MAX_XML:
            raise EvidenceError(f"{path} is larger than {MAX_XML // 2**20} MiB, so it is not read", "name one article")
        content = path.read_bytes()
    except OSError as error:
        raise EvidenceError(f"{path} cannot be read: {error.strerror}", "is the name right?") from error
    found = list(jats.read(content, str(path)))
    articles = [item for item in found if not isinstance(item, Diagnostic)]
    if len(articles) != 1:
        problem = next((item for item in found if isinstance(item, Diagnostic)), None)
        why = problem.message if problem else f"it holds {len(articles)} articles in JATS"
        raise EvidenceError(f"{path} cannot be read: {why}", "name a file with one article in JATS")
    article = articles[0]
    abstract = f"Abstract\n\n{article.abstract}\n\n" if article.abstract else ""
    return f"{article.csl.title or ''}\n\n{abstract}Full text\n\n{article.body}"
