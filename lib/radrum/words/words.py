"""One language's words: messages from its catalogue, numbers, dates and lists in its manner."""

import datetime
import gettext
import io
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

import pandas as pd
from babel import Locale, dates, lists, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import Markup, escape

from radrum import paths
from radrum.errors import RadrumError, did_you_mean

LANGUAGES = {"sv": "sv_SE", "nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
NO_BREAK = "\u00a0"


class Words:
    """A language that can be called with an English message: ``words("{n} of {total}", n=28, total=49)``.

    In a message, a whole number, a day and a missing value are written in the language's manner; other numbers are
    given as text from ``number``, ``percent`` or ``points``, so that their decimals are decided where they are known.
    ``own_language`` is that of the register's texts, which are shown as they are.
    """

    def __init__(self, language: str, own: str | None = None):
        if language not in LANGUAGES:
            raise RadrumError(f"There is no language '{language}'. {did_you_mean(language, LANGUAGES)}".rstrip())
        self.language = language
        self.own_language = own or language
        self.locale = Locale.parse(LANGUAGES[language])
        self.messages = _catalogue(language)
        self._day = "d." if language in ("nb", "nn") else "d"

    def __repr__(self) -> str:
        return f"Words('{self.language}')"

    def __call__(self, message: str, **values: Any) -> str:
        """The message in this language, with its ``{names}`` filled in."""
        return self._filled(self.messages.gettext(message), values)

    def plural(self, one: str, many: str, n: int, **values: Any) -> str:
        """The message for ``n`` things, with ``{n}`` filled in."""
        return self._filled(self.messages.ngettext(one, many, int(n)), {"n": n, **values})

    def _filled(self, message: str, values: dict[str, Any]) -> str:
        if not values:
            return message
        written = {name: self._written(value) for name, value in values.items()}
        if any(isinstance(value, Markup) for value in written.values()):
            return Markup(message).format(**written)
        return message.format(**written)

    def own(self, text: str) -> str:
        """A text of the register inside a sentence, marked with its language where that is not the page's."""
        if pd.isna(text):
            return self.messages.gettext("not stated")
        if self.own_language == self.language:
            return text
        return Markup('<span lang="{}">{}</span>').format(self.own_language, text)

    def headed(self, title: str) -> str:
        """A text of the register before a colon: in quotation marks where it has a colon of its own."""
        said = self.own(title)
        return self._filled(self.messages.gettext("“{title}”"), {"title": said}) if ":" in said else said

    def _written(self, value: Any) -> str:
        if isinstance(value, str):
            return value
        if pd.isna(value):
            return self.messages.gettext("not stated")
        if isinstance(value, datetime.date):
            return self.date(value)
        if float(value) != int(value):
            raise TypeError(f"{value!r} in a message: say with how many decimals, with words.number")
        return self.number(int(value))

    def number(self, value: float, decimals: int = 0) -> str:
        """The value with that many decimals and a true minus sign; Nordic thousands are set apart from 10 000 on."""
        fraction = "." + "0" * decimals if decimals else ""
        rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-int(decimals)), rounding=ROUND_HALF_UP) + 0
        grouped = "#,##0" if abs(rounded) >= 10_000 or self.language == "en" else "0"
        written = numbers.format_decimal(rounded, f"{grouped}{fraction}", locale=self.locale)
        return written.replace("-", "\u2212").replace("\u202f", NO_BREAK)

    def percent(self, value: float, decimals: int = 0) -> str:
        """A share given in percent (0-100), with its sign: 72,16 % in Swedish, 72.16% in English."""
        space = "" if self.language == "en" else NO_BREAK
        return f"{self.number(value, decimals)}{space}%"

    def points(self, value: float, decimals: int = 0, *, signed: bool = False) -> str:
        """A distance in percentage points, with a sign where it is a change."""
        sign = "+" if signed and value > 0 else ""
        number = f"{sign}{self.number(value, decimals)}"
        one = decimals == 0 and round(abs(value)) == 1
        unit = self.messages.ngettext("percentage point", "percentage points", 1 if one else 2)
        return f"{number}{NO_BREAK}{unit}"

    def date(self, day: datetime.date) -> str:
        """A day: 8 september 2016; in Norwegian 8. september 2016."""
        return dates.format_date(day, f"{self._day} MMMM y", locale=self.locale).replace(" ", NO_BREAK)

    def short_date(self, day: datetime.date) -> str:
        """A day where there is little room: 8 sep. 2016."""
        return dates.format_date(day, f"{self._day} MMM y", locale=self.locale).replace(" ", NO_BREAK)

    def month(self, day: datetime.date) -> str:
        """A month: oktober 2015."""
        return dates.format_date(day, "MMMM y", locale=self.locale).replace(" ", NO_BREAK)

    def short_month(self, day: datetime.date, *, year: bool = False) -> str:
        """A month on an axis, with the year below it where that is new: okt."""
        written = dates.format_date(day, "MMM", locale=self.locale).rstrip(".")
        return f"{written}<br>{day.year}" if year else written

    def sentences(self, said: Iterable[str]) -> str:
        """Sentences one after the other."""
        return self.joined(said, " ")

    def joined(self, said: Iterable[str], between: str = "; ") -> str:
        """Texts one after the other, marked or not."""
        said = list(said)
        return (Markup(between) if any(isinstance(each, Markup) for each in said) else between).join(said)

    def list(self, items: Iterable[str]) -> str:
        """A list in words: Göteborg, Partille och Mölndal."""
        items = list(items)
        if any(isinstance(item, Markup) for item in items):
            return Markup(lists.format_list([str(escape(item)) for item in items], locale=self.locale))
        return lists.format_list(items, locale=self.locale)

    def territory(self, code: str, name: str = "") -> str:
        """The name of a country in this language; ``name`` where the code is not a country's."""
        return self.locale.territories.get(code, name or code)

    def order(self, word: str) -> str:
        """What words are sorted by: å, ä and ö, or æ, ø and å, come after z; ä is as æ, and ö as ø."""
        last = ("å", "äæ", "öø") if self.language == "sv" else ("æä", "øö", "å")
        after = {ord(letter): chr(ord("z") + n) for n, letters in enumerate(last, start=1) for letter in letters}
        return word.casefold().translate(after)

    def sorting(self, column: pd.Series) -> pd.Series:
        """What a column of a frame is sorted by, as ``key`` of ``sort_values``: texts by ``order``, the rest as is."""
        return column.map(lambda value: self.order(value) if isinstance(value, str) else value)

    def within(self, text: str) -> str:
        """The text with a small first letter, as inside a sentence; an abbreviation keeps its own: GDPR."""
        return text if text[1:2].isupper() else text[:1].lower() + text[1:]

    def sentence(self, text: str) -> str:
        """The text with a capital first letter."""
        if isinstance(text, Markup):
            return text if text.startswith("<") else Markup(text[:1].upper()) + text[1:]
        return text[:1].upper() + text[1:]


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of ``language``; English is the language of the messages themselves and has none."""
    file = paths.catalogues() / f"{language}.po"
    if language == "en":
        return gettext.NullTranslations()
    with file.open("rb") as source:
        catalogue = read_po(source, locale=LANGUAGES[language])
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
