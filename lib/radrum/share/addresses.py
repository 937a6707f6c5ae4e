"""What is safe in the head of a mail: one address, and text on one line."""

from email.errors import MessageError
from email.headerregistry import Address


def as_address(text: str) -> Address | None:
    """The one address that ``text`` is, or None: no list of them, no name beside it, no sign outside ASCII."""
    try:
        address = Address(addr_spec=text)
    except (MessageError, ValueError, IndexError):
        return None
    whole = text.isascii() and text.isprintable() and " " not in text and "." in address.domain.strip(".")
    return address if whole and address.addr_spec == text else None


def on_one_line(text: str) -> str:
    """The text without line breaks and other signs that are not seen: what follows one can be no header."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())
