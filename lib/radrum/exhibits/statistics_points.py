"""The first screen of the statistics report: each question answered by what its exhibits say."""

from radrum.exhibits.answering import Found
from radrum.exhibits.coverage_points import answered
from radrum.exhibits.exhibit import Summary
from radrum.exhibits.setting import Setting

MOST = 3  # titles that follow the first


def statistics_points(compared: list[Found], others: list[Found], fresh: Found, about: Setting) -> Summary:
    """Three questions: how the country compares, how the region stands in other indicators, what is new.

    ``compared`` are the exhibits of the index, ``others`` those of the indicators, ``fresh`` that of what has been
    published since the last meeting.
    """
    words = about.words
    asked = (
        (words("How does the country compare?"), compared),
        (words("How does the region stand on other indicators?"), others),
        (words("What is new since the last meeting?"), [fresh]),
    )
    return Summary(tuple(answered(question, found, about, MOST) for question, found in asked if found), words)
