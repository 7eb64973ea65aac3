"""The language server itself, the one door to pygls: what an editor asks, answered from ``checked``."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.server import LanguageServer
from pygls.workspace import PositionCodec

from evidence import __version__
from evidence.errors import EvidenceError
from evidence.lsp.checked import Checked, Stretch, check, edits, hover
from evidence.render.safe import one_line

if TYPE_CHECKING:
    from evidence.store import Store

#: How long a writer must pause before the text is read again.
PAUSE = 0.3

_SEVERITIES = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "note": lsp.DiagnosticSeverity.Information,
}
_Answer = TypeVar("_Answer")


class Server(LanguageServer):
    """Open texts and the base they are held against. The base is read by one thread of its own, and only by it."""

    def __init__(self, open_base: Callable[[], Store]) -> None:
        super().__init__("evidence", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Incremental)
        self.open_base = open_base
        self.checked: dict[str, Checked] = {}
        self.waiting: dict[str, asyncio.Task[None]] = {}
        self.reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="evidence")
        self.opened: tuple[Store, int] | None = None
        self.told = ""

    def store(self) -> Store:
        """The base, opened again when it was built anew. Called in the reading thread alone."""
        if self.opened and _changed(self.opened[0].path) == self.opened[1]:
            return self.opened[0]
        store = self.open_base()
        self.opened = (store, _changed(store.path))
        return store

    async def read(self, work: Callable[..., _Answer], *values: Any) -> _Answer:
        """Do something with the base in the reading thread, so that the editor is never kept waiting."""
        call = functools.partial(work, *values)
        return await asyncio.get_running_loop().run_in_executor(self.reader, call)

    def later(self, uri: str, pause: float) -> None:
        """Check a text when its writer pauses; a check that waits is put off again."""
        self.forget(uri)
        self.waiting[uri] = asyncio.get_running_loop().create_task(self._check(uri, pause))

    def forget(self, uri: str) -> None:
        """Put off what waits to be checked."""
        task = self.waiting.pop(uri, None)
        if task:
            task.cancel()

    async def _check(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        text = self.workspace.get_text_document(uri)
        version = text.version
        path = uris.to_fs_path(uri) or "untitled"
        try:
            checked = await self.read(self._checked, text.source, path, text.language_id or "", version)
        except EvidenceError as error:
            self.checked.pop(uri, None)
            self.publish(uri, version, [])
            self.say(f"{error.message}; {error.hint}" if error.hint else error.message)
            return
        self.checked[uri] = checked
        self.told = ""
        self.publish(uri, version, [self.diagnostic(checked, *item) for item in _found(checked)])

    def _checked(self, source: str, path: str, language: str, version: int | None) -> Checked:
        return check(self.store(), source, path, language, version)

    def publish(self, uri: str, version: int | None, items: list[lsp.Diagnostic]) -> None:
        """Hand the findings of a text to the editor."""
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri=uri, version=version, diagnostics=items)
        )

    def say(self, message: str) -> None:
        """Tell the writer once why nothing is checked."""
        if message != self.told:
            self.told = message
            shown = one_line(f"evidence: {message}")
            self.window_show_message(lsp.ShowMessageParams(type=lsp.MessageType.Warning, message=shown))

    def range(self, checked: Checked, stretch: Stretch) -> lsp.Range:
        """A stretch in the units that the editor counts in."""
        (line, column), (end_line, end_column) = stretch
        plain = lsp.Range(lsp.Position(line, column), lsp.Position(end_line, end_column))
        return self.codec.range_to_client_units(checked.lines, plain)

    def stretch(self, checked: Checked, found: lsp.Range) -> Stretch:
        """A range of the editor in characters."""
        plain = self.codec.range_from_client_units(checked.lines, found)
        return Stretch((plain.start.line, plain.start.character), (plain.end.line, plain.end.character))

    @property
    def codec(self) -> PositionCodec:
        """How positions are counted, as agreed with the editor."""
        return self.workspace.position_codec

    def diagnostic(self, checked: Checked, stretch: Stretch, code: str, severity: str, message: str) -> lsp.Diagnostic:
        """One finding as the editor takes it."""
        return lsp.Diagnostic(
            self.range(checked, stretch),
            one_line(message),
            severity=_SEVERITIES[severity],
            code=code,
            source="evidence",
        )


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _found(checked: Checked) -> list[tuple[Stretch, str, str, str]]:
    """Findings, and what is wrong with comments that were meant to let some stand."""
    found: list[tuple[Stretch, str, str, str]] = [
        (checked.stretch(item.start, item.end), item.code, item.severity, f"{item.message} {item.why}")
        for sentence in checked.sentences
        for item in sentence.diagnostics
    ]
    for complaint in checked.settled.complaints:
        line = complaint.line - 1
        width = len(checked.lines[line]) if line < len(checked.lines) else 0
        found.append((Stretch((line, 0), (line, width)), "EV001", "note", complaint.message))
    return found


def create(open_base: Callable[[], Store]) -> Server:
    """A server that is ready to be started; ``open_base`` is called when the first text is opened."""
    server = Server(open_base)

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        server.later(params.text_document.uri, 0.0)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        server.later(params.text_document.uri, PAUSE)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)
        server.checked.pop(params.text_document.uri, None)
        server.publish(params.text_document.uri, None, [])

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def hovered(params: lsp.HoverParams) -> lsp.Hover | None:
        return await _hover(server, params.text_document.uri, params.position)

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])
    )
    def actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        return _actions(server, params.text_document.uri, params.range)

    return server


async def _hover(server: Server, uri: str, position: lsp.Position) -> lsp.Hover | None:
    checked = server.checked.get(uri)
    if checked is None:
        return None
    sentence = checked.at(server.stretch(checked, lsp.Range(position, position)).start)
    if sentence is None:
        return None
    text = await server.read(lambda: hover(server.store(), sentence))
    where = server.range(checked, checked.stretch(sentence.start, sentence.end))
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text), where)


def _actions(server: Server, uri: str, where: lsp.Range) -> list[lsp.CodeAction]:
    """The milder wordings; none while the text has changed since it was checked, for they would land elsewhere."""
    checked = server.checked.get(uri)
    if checked is None or checked.version != server.workspace.get_text_document(uri).version:
        return []
    found = []
    for edit in edits(checked, server.stretch(checked, where)):
        change = lsp.TextEdit(server.range(checked, edit.stretch), edit.text)
        short = edit.text if len(edit.text) <= 90 else edit.text[:89] + "…"
        title = f"{edit.finding.code}: say “{short}”"
        found.append(
            lsp.CodeAction(title, kind=lsp.CodeActionKind.QuickFix, edit=lsp.WorkspaceEdit(changes={uri: [change]}))
        )
    return found
