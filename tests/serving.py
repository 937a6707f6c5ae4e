"""A real server on loopback that plays agencies' services. ``pytest_plugins = ["serving"]`` gives its fixtures.

A source conforms when, whatever the service does, nothing is stored and the message names address and remedy:

    def test_nothing_is_stored_where_the_service_fails(server, store, fault):
        play(server)                                  # the good answers, of the source's own test
        faulty(server, "/v3/data", fault, after=1)    # from the second call there on every answer is wrong
        refused(lambda: keep(fetch("N07900", service=polite(server))), server, fault)

PYTEST_DONT_REWRITE: a test module imports its functions before pytest takes its fixtures.
"""

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from radrum import paths
from radrum.errors import RadrumError
from radrum.sources.service import Service
from werkzeug import Request, Response

PAGE = "<!DOCTYPE html><html><head><title>Underhåll</title></head><body>Tjänsten är stängd.</body></html>"
CHUNKED = {"Transfer-Encoding": "chunked"}
HALF = '{"version": "2.0", "class": "dataset", "value": [1, 2, 3'

FAULTS: dict[str, tuple[Callable[[], Response], str]] = {
    "500 for ever": (lambda: Response('{"title": "Server Error"}', 500, mimetype="application/json"), "500"),
    "503 for ever": (lambda: Response("busy", 503, headers={"Retry-After": "2"}), "503"),
    "429 for ever": (lambda: Response("slow down", 429, headers={"Retry-After": "7"}), "429"),
    "refused": (lambda: Response("no robots", 403, mimetype="text/plain"), "403"),
    "gone": (lambda: Response("not here", 404, mimetype="text/plain"), "404"),
    "cut short": (lambda: _declared(HALF, {"Content-Length": str(len(HALF) + 500)}), "no whole answer"),
    "chunk cut short": (
        lambda: _declared(f"{len(HALF) + 9:x}\r\n{HALF}", {"Transfer-Encoding": "chunked"}),
        "no whole",
    ),
    "broken chunk": (lambda: _declared(f"xyz\r\n{HALF}\r\n", {"Transfer-Encoding": "chunked"}), "no whole answer"),
    "half of it": (lambda: Response(HALF, mimetype="application/json"), "not JSON"),
    "wrong type": (lambda: Response(b"%PDF-1.7 ...", mimetype="application/pdf"), "application/pdf"),
    "empty": (lambda: Response(b"", mimetype="application/json"), "empty"),
    "HTML instead of JSON": (lambda: Response(PAGE, mimetype="text/html"), "web page"),
    "HTML called JSON": (lambda: Response(PAGE, mimetype="application/json"), "web page"),
    "JSON of something else": (lambda: Response('{"hello": "world"}', mimetype="application/json"), ""),
    "a list for an object": (lambda: Response("[1, 2, 3]", mimetype="application/json"), ""),
    "null": (lambda: Response("null", mimetype="application/json"), ""),
}


class Time:
    """A clock that only sleeping moves: ``slept`` holds the seconds of each sleep."""

    def __init__(self):
        self.now, self.slept = 0.0, []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def server(httpserver: HTTPServer, monkeypatch, tmp_path) -> HTTPServer:
    """The loopback server; no proxy stands before it, and the cache lies in the test's own folder."""
    monkeypatch.setenv("NO_PROXY", "localhost,127.0.0.1")
    monkeypatch.setenv("no_proxy", "localhost,127.0.0.1")
    monkeypatch.setenv("RADRUM_CACHE", str(tmp_path / "cache"))
    return httpserver


@pytest.fixture
def store(tmp_path, monkeypatch) -> Path:
    """The folder of snapshots of a data folder of the test's own: the project's areas and measures, no snapshot."""
    shipped, folder = paths.data(), tmp_path / "data"
    shutil.copytree(shipped / "places", folder / "places")
    (folder / "statistics").mkdir()
    shutil.copy(shipped / "statistics" / "measures.toml", folder / "statistics")
    monkeypatch.setenv("RADRUM_DATA", str(folder))
    return folder / "statistics"


@pytest.fixture(params=sorted(FAULTS))
def fault(request) -> str:
    """The name of one way in which a service fails, a test run each."""
    return request.param


def polite(server: HTTPServer, path: str = "", *, time: Time | None = None, **more: Any) -> Service:
    """A client of ``server`` whose waiting takes no time."""
    time = time or Time()
    return Service(server.url_for(path).rstrip("/"), clock=time.clock, sleep=time.sleep, **more)


def faulty(server: HTTPServer, path: str, kind: str, *, after: int = 0, times: int | None = None) -> None:
    """From now on answers at addresses that begin with ``path`` are wrong in the manner ``kind`` of ``FAULTS``.

    The first ``after`` calls there are answered as registered before, and so are those after ``times`` wrong answers.
    """
    make, calls = FAULTS[kind][0], []

    def answer(request: Request) -> Response:
        calls.append(request.path)
        if after < len(calls) and (times is None or len(calls) <= after + times):
            return make()
        others = (each for each in server.handlers if each is not handler and each.matcher.match(request))
        return next(others).respond(request)

    handler = server.expect_request(re.compile(f"^{re.escape(path)}"))
    handler.respond_with_handler(answer)
    server.handlers.remove(handler)
    server.handlers.insert(0, handler)


@contextmanager
def disk_failing(monkeypatch: pytest.MonkeyPatch, at: int) -> Iterator[None]:
    """While it lasts the ``at``-th renaming of a file, counted from 1, is one that the disk refuses."""
    rename, done = Path.rename, []

    def failing(file: Path, to: Path) -> Path:
        done.append(to)
        if len(done) == at:
            raise OSError(28, "No space left on device")
        return rename(file, to)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", failing)
        yield


def refused(fetching: Callable[[], Any], server: HTTPServer, kind: str) -> str:
    """The message with which ``fetching`` fails, once proved that it names address and remedy and nothing is stored."""
    before = stored()
    with pytest.raises(RadrumError) as told:
        fetching()
    message = str(told.value)
    assert FAULTS[kind][1] in message
    assert f"{server.host}:{server.port}" in message, "the message names the address"
    assert re.search(r"\. [A-ZÅÄÖ][^.]*\.", message), "the message ends with a remedy"
    assert stored() == before
    return message


def stored() -> dict[str, str]:
    """Every file of the data folder with its fingerprint: hidden ones too, but for the lock that storing leaves."""
    files = sorted(file for file in paths.data().rglob("*") if file.is_file() and file.name != ".keeping.lock")
    return {str(file.relative_to(paths.data())): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def _declared(body: str, headers: dict[str, str]) -> Response:
    """An answer with headers that its body does not keep to."""
    response = Response([body.encode()], headers=headers, mimetype="application/json")
    response.automatically_set_content_length = False
    return response
