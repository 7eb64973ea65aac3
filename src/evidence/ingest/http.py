"""One polite client for every service: slow, bounded, cached with the day it asked, and deaf to what leads elsewhere.

Only https is spoken (plain http to this very machine only, for tests and mirrors), no cookie is kept, a redirect is
followed only to a host the service is known by, and an answer that is too large, too slow or of another kind than was
asked for is refused. Proxies of the environment are used. urllib3 speaks HTTP.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from evidence import __version__
from evidence.errors import EvidenceError
from evidence.ids import quoted
from evidence.ingest.http_cache import Kept, keep, kept
from evidence.ingest.http_reply import INSTEAD, Passing, Question, reply_of, why

if TYPE_CHECKING:
    import urllib3

#: Seconds from the first word to the last, redirects and further tries included.
MAX_SECONDS = 90.0
#: The longest pause in seconds that a service may ask for; one that asks for more is left alone.
MAX_PAUSE = 30.0
TRIES = 4
MAX_REDIRECTS = 5
_LOOPBACK = frozenset(("127.0.0.1", "::1", "localhost"))


@dataclass
class Client:
    """Asks questions, each host in turn and never faster than once in ``gap`` seconds.

    ``cache`` is the folder of kept answers; ``offline`` uses those only, however old. ``mailto`` is told to the
    services, which asks them for better manners in return. Close it, or use it in a ``with`` block.
    """

    cache: Path | None = None
    offline: bool = False
    mailto: str = ""
    gap: float = 0.34
    seconds: float = MAX_SECONDS
    sleep: Callable[[float], None] = time.sleep
    _last: dict[str, float] = field(default_factory=dict)
    _pools: dict[str, urllib3.PoolManager] = field(default_factory=dict)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        for pool in self._pools.values():
            pool.clear()

    def ask(self, question: Question) -> Kept:
        """The answer: status 200, or 404 for what the service does not hold.

        Raises ``EvidenceError`` when there is no network, no kept answer with ``offline``, or an answer to refuse.
        """
        old = kept(self.cache, question.url, question.most)
        if old and (self.offline or _age(old) <= (question.days if old.status == 200 else 0)):
            return old  # what was not there may be there tomorrow
        if self.offline:
            raise EvidenceError(
                f"{question.service} was not asked: --offline, and no answer of an earlier day is kept", INSTEAD
            )
        _check_address(question.service, question.url)
        answer = _within(self.seconds, question.service, lambda deadline: self._asked(question, deadline))
        keep(self.cache, question.url, answer)
        return answer

    def _asked(self, question: Question, deadline: float) -> Kept:
        """Ask until there is an answer that is no call for patience."""
        pause = 1.0
        for tries_left in reversed(range(TRIES)):
            try:
                answer = self._followed(question, deadline)
            except Passing as trouble:
                if not tries_left:
                    raise EvidenceError(f"{question.service} {trouble}", trouble.hint) from None
                wait = trouble.pause if trouble.pause is not None else pause
                if wait > MAX_PAUSE or time.monotonic() + wait > deadline:
                    hint = "ask again later, and fewer at a time"
                    asks = f"; it asks to wait {wait:.0f} s" if trouble.pause is not None else ""
                    raise EvidenceError(f"{question.service} {trouble}{asks}", hint) from None
                self.sleep(wait)
                pause *= 2
            else:
                return answer
        raise AssertionError("unreachable")

    def _followed(self, question: Question, deadline: float) -> Kept:
        url = question.url
        allowed = {_host(url), *question.hosts}
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._once(question, url, deadline)
            if isinstance(answer, Kept):
                return answer
            url = urljoin(url, answer)
            _check_address(question.service, url)
            if _host(url) not in allowed:
                raise EvidenceError(
                    f"{question.service} leads to another host, {quoted(_host(url))}, which is not followed",
                    "look at the page in a browser, and take in a file you saved from it",
                )
        raise EvidenceError(f"{question.service} redirects more than {MAX_REDIRECTS} times", "try again later")

    def _once(self, question: Question, url: str, deadline: float) -> Kept | str:
        """One request: an answer, or where it redirects to."""
        import urllib3

        self._wait_for(_host(url))
        headers = {
            "User-Agent": self._agent(),
            "Accept": ", ".join(question.media),
            "Accept-Encoding": "identity",
        }
        timeout = urllib3.Timeout(connect=10, read=20)
        try:
            response = self._pool(url).request(
                "GET", url, headers=headers, timeout=timeout, retries=False, redirect=False, preload_content=False
            )
            try:
                return reply_of(response, question, deadline)
            finally:
                response.close()
        except urllib3.exceptions.LocationParseError:
            raise EvidenceError(f"{quoted(url)} is no address", "check it") from None
        except urllib3.exceptions.SSLError:
            raise EvidenceError(f"the certificate of {_host(url)} does not hold", "nothing was taken over") from None
        except urllib3.exceptions.NewConnectionError:  # a name that is not found, too; a second try finds nobody either
            raise EvidenceError(f"{question.service} could not be reached: is there a network?", INSTEAD) from None
        except urllib3.exceptions.HTTPError as error:
            raise Passing(why(error), INSTEAD) from None

    def _agent(self) -> str:
        contact = f"; mailto:{self.mailto}" if self.mailto else ""
        return f"evidence/{__version__} (literature evidence knowledge base{contact})"

    def _wait_for(self, host: str) -> None:
        wait = self._last.get(host, 0.0) + self.gap - time.monotonic()
        if wait > 0:
            self.sleep(wait)
        self._last[host] = time.monotonic()

    def _pool(self, url: str) -> urllib3.PoolManager:
        """Connections, through the proxy that the environment names for this host."""
        from urllib.request import getproxies, proxy_bypass

        import urllib3

        parts = urlsplit(url)
        proxy = "" if _host(url) in _LOOPBACK or proxy_bypass(_host(url)) else getproxies().get(parts.scheme, "")
        if proxy not in self._pools:
            self._pools[proxy] = _proxied(proxy) if proxy else urllib3.PoolManager()
        return self._pools[proxy]


def client_of(offline: bool = False) -> Client:
    """The client of one command: ``EVIDENCE_MAILTO`` is told to the services, answers are kept in the cache folder."""
    from evidence.files import cache_folder

    folder = cache_folder()
    mailto = os.environ.get("EVIDENCE_MAILTO", "")
    fits = 0 < len(mailto) <= 200 and mailto.isascii() and mailto.isprintable() and "@" in mailto and " " not in mailto
    if mailto and not fits:
        raise EvidenceError("EVIDENCE_MAILTO is not an e-mail address", "set it to yours, or unset it")
    return Client(folder / "answers" if folder else None, offline, mailto)


def _proxied(proxy: str) -> urllib3.ProxyManager:
    from urllib.parse import unquote

    import urllib3

    parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    user = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else None
    bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    try:
        return urllib3.ProxyManager(bare, proxy_headers=urllib3.make_headers(proxy_basic_auth=user))
    except (urllib3.exceptions.HTTPError, ValueError):
        raise EvidenceError("the proxy that the environment names cannot be used", "check HTTPS_PROXY") from None


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def _check_address(service: str, url: str) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if host and parts.username is not None:
        raise EvidenceError(f"{service}: an address with a name or password in it is not asked", "leave them out")
    if not host or any(ord(char) <= 32 or ord(char) >= 127 for char in url):
        raise EvidenceError(f"{service}: {quoted(url)} is no address to ask", "write it as https://host/path")
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _LOOPBACK):
        raise EvidenceError(f"{service}: only https is asked, not {quoted(url)}", "write the address with https")


def _within(seconds: float, service: str, work: Callable[[float], Kept]) -> Kept:
    """What ``work`` returns or raises, or an error after ``seconds``: some servers send a header a letter a minute."""
    import threading

    found: list[Kept | BaseException] = []
    deadline = time.monotonic() + seconds

    def run() -> None:
        try:
            found.append(work(deadline))
        except BaseException as error:  # raised again below
            found.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds + 1)
    if not found:
        raise EvidenceError(f"{service} is too slow: no whole answer in {seconds:.0f} s", INSTEAD)
    if isinstance(found[0], BaseException):
        raise found[0]
    return found[0]


def _age(answer: Kept) -> int:
    days = (date.today() - date.fromisoformat(answer.asked_on)).days
    return days if days >= 0 else 10**6  # a day to come is no day of ours
