"""One polite client for every agency's service: it waits its turn, tries again, takes nothing half.

An answer that its server can vouch for (ETag, Last-Modified) is kept, and asked for again each time by that mark alone:
what is unchanged is not sent twice, and nothing stale is ever used.
"""

import json
import sqlite3
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import requests
import tenacity

from radrum.errors import RadrumError
from radrum.sources.answers import JSON, PASSING, REMEDIES, Refusal, beginning, pause, reason, refusal, status, unfit
from radrum.sources.session import PLAIN, cache_folder, session

__all__ = ["Document", "Refusal", "Service", "cache_folder", "document"]

PATIENCE = 120  # seconds: a service that asks for more is left alone, and the person told
TURNS = 10  # redirections of one question


class _Passing(Exception):
    """Something that may be better the next time; ``after`` is how many seconds the service asks one to wait."""

    def __init__(self, found: str, status: int | None = None, after: float | None = None):
        self.found, self.status, self.after = found, status, after
        super().__init__(found)


class Service:
    """The service at ``address``, asked at most ``calls_per_second``.

    ``told(done, of)`` is for whoever fetches in pieces to say how far it has come. ``cache`` is the folder where
    answers with a mark are kept, ``attempts`` how often a passing failure is tried, ``timeout`` the seconds to wait
    for a connection and for each next bit. ``clock`` and ``sleep`` are the time's, in seconds.
    """

    def __init__(
        self,
        address: str,
        *,
        calls_per_second: float = 3,
        attempts: int = 4,
        timeout: tuple[float, float] = (10, 60),
        cache: Path | None = None,
        told: Callable[[int, int], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ):
        self.address = address.rstrip("/")
        self.told = told or (lambda done, of: None)
        self.calls_per_second = calls_per_second
        self._attempts, self._timeout = attempts, timeout
        self._clock, self._sleep = clock, sleep
        self._free = clock()
        self._cache = cache or cache_folder()
        self._session = session(self._cache, clock)

    def json(self, path: str = "", params: Mapping[str, Any] | None = None, body: Any = None) -> Any:
        """What the service answers at ``path`` (or a full address of its own, as a next page's); a ``body`` is posted.

        Raises ``Refusal`` where it answers with an error, not whole, or with something else than JSON.
        """
        answer = self._ask(path, params, body, JSON, {"Accept": "application/json"})
        try:
            return json.loads(answer.content.decode("utf-8-sig"), parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            self._forget(answer)
            found = f"what came is not JSON ({error}); it begins {beginning(answer.content)}"
            raise refusal(answer.request.url, found, "Try again; if it stays so the service has changed.") from None

    def bytes(
        self,
        path: str = "",
        params: Mapping[str, Any] | None = None,
        body: Any = None,
        kinds: tuple[str, ...] = (),
    ) -> bytes:
        """The file that the service answers with, whole: of one of ``kinds`` (content types), or any but a web page."""
        return self._ask(path, params, body, kinds, PLAIN).content

    def _ask(
        self, path: str, params: Mapping | None, body: Any, kinds: tuple[str, ...], headers: Mapping[str, str]
    ) -> requests.Response:
        method = "GET" if body is None else "POST"
        full = self._full(path)
        try:
            asked = requests.Request(method, full, headers=headers, params=params, json=body)
            prepared = self._session.prepare_request(asked)
            self._session.get_adapter(prepared.url)
        except requests.RequestException as error:
            raise refusal(full, f"that is no address ({error})", "Write it whole, as https://….") from None
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception(_worth_waiting),
            stop=tenacity.stop_after_attempt(self._attempts),
            wait=_wait,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            answer = retrying(self._once, prepared)
        except _Passing as error:
            again = "Try again later."
            if (error.after or 0) > PATIENCE:
                again = f"It asks for a pause: try again in {error.after / 60:.0f} minutes."
            elif self._attempts > 1:
                again = f"Asked {self._attempts} times. {again}"
            raise refusal(prepared.url, error.found, again, error.status) from error
        found = unfit(answer, kinds)
        if found:
            self._forget(answer)
            raise refusal(prepared.url, *found)
        return answer

    def _once(self, prepared: requests.PreparedRequest) -> requests.Response:
        """One call in its turn, the answer read whole. Raises ``_Passing`` where it may succeed the next time."""
        early = self._free - self._clock()
        if early > 0:
            self._sleep(early)
        self._free = self._clock() + 1 / self.calls_per_second
        try:
            answer = self._sent(prepared)
            for _ in range(TURNS):
                onward = self._session.get_redirect_target(answer)
                if not onward or prepared.method != "GET":
                    break
                prepared = self._onward(prepared, urljoin(prepared.url, onward))
                answer = self._sent(prepared)
        except sqlite3.Error as error:
            raise RadrumError(f"{self._cache}: cannot be used ({error}). Remove that folder and try again.") from None
        except requests.exceptions.SSLError:
            raise refusal(prepared.url, "its certificate is not trusted", "Ask who runs the network.") from None
        except requests.RequestException as error:
            raise _Passing(f"no whole answer came ({reason(error)})") from error
        if answer.status_code in PASSING:
            raise _Passing(f"the service answered {status(answer)}", answer.status_code, pause(answer))
        if answer.is_redirect:  # of a POST: redirected it would become a question without its question
            remedy = f"Give that address if you trust it: {urljoin(prepared.url, answer.headers['Location'])} ."
            raise refusal(prepared.url, "the service has moved", remedy, answer.status_code)
        if not answer.ok:
            remedy = REMEDIES.get(answer.status_code, "Check the address.")
            raise refusal(prepared.url, f"the service answered {status(answer)}", remedy, answer.status_code)
        return answer

    def _sent(self, prepared: requests.PreparedRequest) -> requests.Response:
        settings = self._session.merge_environment_settings(prepared.url, {}, None, None, None)
        return self._session.send(prepared.copy(), timeout=self._timeout, allow_redirects=False, **settings)

    def _onward(self, prepared: requests.PreparedRequest, address: str) -> requests.PreparedRequest:
        """The question put anew at ``address``. Raises ``Refusal`` where that is another host, or no longer secret."""
        given, own = urlsplit(address), urlsplit(prepared.url)
        if given.hostname != own.hostname or given.scheme not in (own.scheme, "https"):
            remedy = f"Give that address if you trust it: {address} ."
            raise refusal(prepared.url, "the service points to another", remedy)
        headers = {name: value for name, value in prepared.headers.items() if name != "Cookie"}
        return self._session.prepare_request(requests.Request("GET", address, headers=headers))

    def _full(self, path: str) -> str:
        if "://" not in path:
            return f"{self.address}/{path.lstrip('/')}" if path else self.address
        given, own = urlsplit(path), urlsplit(self.address)
        if given.hostname != own.hostname:
            raise refusal(self.address, f"the service points to another, {path}", "Give that address if you trust it.")
        return given._replace(scheme=own.scheme, netloc=own.netloc).geturl()

    def _forget(self, answer: requests.Response) -> None:
        self._session.cache.delete(requests=[answer.request])


@dataclass(frozen=True)
class Document:
    """A file as it was given: its name, its bytes, and the address it has been read from (empty for one's own file)."""

    name: str
    content: bytes
    address: str


def document(
    given: str | Path, *, service: Service | None = None, kinds: tuple[str, ...] = (), by_hand: str = ""
) -> Document:
    """The file ``given``, a path or an address, read whole; ``by_hand`` says what to do where the address fails.

    Raises ``RadrumError`` where it is absent or cut short.
    """
    text = str(given)
    if "://" in text:
        service = service or Service(text)
        try:
            content = service.bytes(text, kinds=kinds)
        except Refusal as error:
            raise (RadrumError(f"{error} {by_hand}") if by_hand else error) from None
        return Document(unquote(urlsplit(text).path).rsplit("/", 1)[-1], content, text)
    file = Path(text).expanduser()
    try:
        content = file.read_bytes()
    except OSError as error:
        raise RadrumError(f"{text}: cannot be read ({error.strerror}). Give a file or an address.") from None
    return Document(file.name, content, "")


def _worth_waiting(error: BaseException) -> bool:
    return isinstance(error, _Passing) and (error.after or 0) <= PATIENCE


def _wait(state: tenacity.RetryCallState) -> float:
    """Seconds until the next attempt: what the service asks for, or one, two, four … and a little by chance."""
    after = state.outcome.exception().after
    return tenacity.wait_exponential_jitter(initial=1, max=30, jitter=0.5)(state) if after is None else after


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number")
