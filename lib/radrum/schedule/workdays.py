"""The days on which people work, by country."""

import datetime
from functools import cache

import holidays
from babel import Locale

from radrum.register import Council
from radrum.words import LANGUAGES

DAY = datetime.timedelta(days=1)
EVES = {"NO": ((12, 24), (12, 31))}  # half days by agreement, not by law; what is sent on them is read by nobody


class Workdays:
    """The working days of one country: no Saturday, no Sunday, no public holiday.

    Nor a day that is none by law or custom: in Sweden the eves of Midsummer, Christmas and New Year, in Norway those of
    Christmas and New Year.
    """

    def __init__(self, country: str):
        offered = holidays.country_holidays(country).supported_categories
        self.holidays = holidays.country_holidays(
            country, categories=[each for each in (holidays.PUBLIC, holidays.DE_FACTO) if each in offered]
        )
        self.eves = EVES.get(country, ())

    def is_one(self, day: datetime.date) -> bool:
        """Whether people work on that day."""
        return day.weekday() < 5 and day not in self.holidays and (day.month, day.day) not in self.eves

    def from_on(self, day: datetime.date) -> datetime.date:
        """The day itself or the first working day after it."""
        while not self.is_one(day):
            day += DAY
        return day

    def until(self, day: datetime.date) -> datetime.date:
        """The day itself or the last working day before it."""
        while not self.is_one(day):
            day -= DAY
        return day

    def before(self, day: datetime.date, many: int = 1) -> datetime.date:
        """The working day that lies ``many`` working days before the day."""
        for _ in range(many):
            day = self.until(day - DAY)
        return day


@cache
def workdays(country: str) -> Workdays:
    """The working days of a country, found once a process."""
    return Workdays(country)


def of_council(council: Council) -> Workdays:
    """The working days where the council's area lies; of an invented country, where its language is spoken."""
    country = council.area.split("-")[0]
    known = country in holidays.list_supported_countries()
    return workdays(country if known else Locale.parse(LANGUAGES[council.language]).territory)
