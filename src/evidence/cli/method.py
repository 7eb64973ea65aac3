"""``evidence method``."""

from __future__ import annotations

from evidence.cli.options import BaseOption, Format, FormatOption


def method(form: FormatOption = Format.rich, base: BaseOption = None) -> None:
    """Explain how verdicts are computed here.

    Example: evidence method --format md
    """
    from evidence.cli.session import emit, open_base
    from evidence.render.method import method_page
    from evidence.store.cases import method_of_store

    store = open_base(base)
    emit(method_page(method_of_store(store), store.meta["method"]), form)
