"""Sums of money in words."""

from radrum.words import Words


def currency_name(currency: str | None, words: Words) -> str | None:
    """What a sum is in; None where that is not stated."""
    return {"SEK": words("kr"), "NOK": words("kr"), "EUR": words("euros")}.get(currency)


def amount(value: float, currency: str | None, words: Words) -> str:
    """A sum of money: 6 400 000 kr; the bare number where its currency is not stated."""
    unit = currency_name(currency, words)
    return f"{words.number(value)}\u00a0{unit}" if unit else words.number(value)
