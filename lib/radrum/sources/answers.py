"""What a service answered, judged: whether it is whole and of the right kind, and in which words it is refused."""

import email.utils
import json

import requests

from radrum.errors import Fault, Faults, RadrumError

PASSING = (429, 500, 502, 503, 504)
JSON = ("application/json", "text/json", "text/plain")
SAID = ("detail", "title", "message", "label", "error", "errors")
REMEDIES = {
    400: "The service does not understand the question: check the codes asked for.",
    401: "The service wants a password, which Rådrum has none of: look for the open address.",
    403: "The service refuses: it may block programs, or too much is asked for at once. Try the file by hand.",
    404: "There is no such thing at that address: check the name, or look for where it has moved.",
}


class Refusal(RadrumError):
    """A service did not give what was asked for. ``status`` is its HTTP status, None where there was no answer."""

    def __init__(self, message: str, status: int | None = None):
        self.status = status
        super().__init__(message)


def refusal(address: str, found: str, remedy: str, status: int | None = None) -> Refusal:
    """The error that says what came from ``address`` and what to do about it."""
    shown = address if len(address) <= 200 else f"{address[:199]}…"
    return Refusal(f"{shown}: {found}. {remedy} Nothing is stored.", status)


def changed(address: str, found: str) -> Faults:
    """The error that says what in the answer from ``address`` is not as that service answers."""
    return Faults([Fault(address, f"{found}.", "The service has changed or was cut: try again. Nothing is stored.")])


def unfit(answer: requests.Response, kinds: tuple[str, ...]) -> tuple[str, str] | None:
    """What is wrong with an answer that the service calls good, and the remedy; None where nothing is."""
    kind = answer.headers.get("Content-Type", "").split(";")[0].strip().lower()
    begins = answer.content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    page = kind in ("text/html", "application/xhtml+xml") or begins.startswith((b"<!doctype html", b"<html"))
    if page and "text/html" not in kinds:
        remedy = "Open it in a browser: the service may be closed for work, have moved, or block programs."
        return "a web page came instead of data", remedy
    if not answer.content.strip():
        return "the answer is empty", "Try again; if it stays so the service has nothing on this."
    if kinds and kind and kind not in kinds and not (kinds is JSON and kind.endswith("+json")):
        return f"the answer is of the kind {kind}, not {kinds[0]}", "Check that the address is the service's."
    return None


def pause(answer: requests.Response) -> float | None:
    """Seconds that ``Retry-After`` asks for, which is a number or a date; None where it asks for nothing readable."""
    given = answer.headers.get("Retry-After", "").strip()
    if given.isdigit():
        return float(given)
    try:
        until = email.utils.parsedate_to_datetime(given)
        now = email.utils.parsedate_to_datetime(answer.headers.get("Date") or email.utils.formatdate(usegmt=True))
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError):  # no date, or one with a zone and one without
        return None


def status(answer: requests.Response) -> str:
    """The status with its reason, and what the service says of it where that is words."""
    words = f"{answer.status_code} {answer.reason or ''}".strip()
    try:
        said = _words(json.loads(answer.content))
    except (ValueError, RecursionError):
        said = ""
    return f"{words}: {said[:200]}" if said else words


def _words(problem: object) -> str:
    """What an error's JSON says in words, wherever the service puts them."""
    if isinstance(problem, list):
        return next(filter(None, map(_words, problem)), "")
    if isinstance(problem, dict):
        return next(filter(None, (_words(problem.get(key)) for key in SAID)), "")
    return problem if isinstance(problem, str) else ""


def reason(error: BaseException) -> str:
    """The innermost cause, which is the one that says something."""
    while error.__cause__ or error.__context__:
        error = error.__cause__ or error.__context__
    return str(error).strip() or type(error).__name__


def beginning(content: bytes) -> str:
    """The first words of an answer, for a message."""
    return repr(content[:60].decode("utf-8", "replace"))
