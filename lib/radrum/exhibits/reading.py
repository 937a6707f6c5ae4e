"""How each kind of chart is read: what a row or a mark is, what its place and its colour mean, what is not shown.

What a key in the chart or a note below it already says is not said again, and charts that say it themselves, such as
plain bars and named lines, have no reading.
"""

from radrum.words import Words


def places(words: Words, *, land: bool) -> str:
    """Of the map with its tiles, or without ``land`` of the tiles alone."""
    if land:
        return words(
            "The map and the squares show the same municipalities, each in the colour that the scale gives its "
            "share; the number in a square is that share in per cent. How large an area is on the map says "
            "nothing about how many people live there."
        )
    return words(
        "A square has the colour that the scale gives its municipality's share, and the number in it is that share "
        "in per cent. All squares are the same size, however many people live in the municipality."
    )


def municipalities(words: Words, *, moved: bool) -> str:
    """Of a dot a municipality; where one has ``moved`` since the period before, of the line from its ring."""
    if moved:
        return words(
            "Each row is a municipality, the highest share at the top. The further to the right the dot, the "
            "larger the share; the longer the line between ring and dot, the larger the change. How many people "
            "live in a municipality is not shown."
        )
    return words(
        "Each row is a municipality, the highest share at the top. The further to the right the dot, the larger "
        "the share. How many people live in a municipality is not shown."
    )


def ranks(area: str, words: Words) -> str:
    """Of the areas of one kind by rank; the dot of ``area`` is filled."""
    return words(
        "Each row is an area with its rank before its name, and the filled dot is {area}. The further to the right the "
        "dot, the larger the share: areas next to each other in rank can be almost level or far apart.",
        area=area,
    )


def like_sizes(words: Words) -> str:
    """Of each municipality against the middle of those of its size."""
    return words(
        "Each row is a municipality, the one furthest ahead of those of its size at the top. A dot to the right of "
        "its square is a share above the middle, a dot to the left a share below it; the longer the line, the "
        "further apart."
    )


def town_and_country(words: Words) -> str:
    """Of each area from the share in the country to that in town."""
    return words(
        "Each row is an area. The longer the line, the further apart are town and country; where the dot is to "
        "the right, a larger share has access outside built-up areas. How many people live in each is not shown."
    )


def ahead(words: Words) -> str:
    """Of a share so far and its forecast, with the band of what is likely."""
    return words(
        "To the left are the published shares, to the right what they come to if the pace lasts: as likely to be "
        "above the dotted line as below it. The coloured band grows wider, since what is further ahead is less "
        "sure. There is a 2 in 10 chance that the share ends outside it."
    )


def years(words: Words) -> str:
    """Of the year in which each municipality reaches the goal."""
    return words(
        "Each row is a municipality, and time runs to the right: the further to the right, the later the goal is "
        "reached. The longer the line, the less sure the year. A municipality without a forecast has no row."
    )


def goal_dots(words: Words) -> str:
    """Of how many municipalities reach the goal, a dot each."""
    return words(
        "Each group of dots is a measurement, the oldest at the top: the more dots are filled, the more municipalities "
        "reach the goal. How far the others are from it is not shown."
    )


def panels(words: Words) -> str:
    """Of a small panel a municipality."""
    return words(
        "Each panel is a municipality, and the thick line is its share over the years. All panels have the same "
        "axes, so heights and slopes can be compared. How many people live in a municipality is not shown."
    )


def index_parts(country: str, words: Words) -> str:
    """Of a panel a part of an index; the line of ``country`` is in colour."""
    return words(
        "Each panel is a part of the index, and all have the same axes, so heights and slopes can be compared. "
        "A line is named where it ends, with its newest value; that of {country} is in colour.",
        country=country,
    )


def without_access(words: Words) -> str:
    """Of the households without access, with their sum from above."""
    return words(
        "Each bar is the households without access in a municipality, the most at the top; the percentages to "
        "the right add them up from there. A long bar can come from the municipality being large: it does not "
        "say that the share there is low."
    )


def stages(words: Words) -> str:
    """Of the board of stages and lights."""
    return words(
        "Each row is an initiative, with its mark in the column of the stage it has come to; the thick line is the "
        "stages behind it. How much is left of a stage, and how large an initiative is, are not shown."
    )


def plans(words: Words) -> str:
    """Of the bars from start to end."""
    return words(
        "Each row is an initiative, with its name above the bar, and time runs to the right: what is to the left "
        "of the dotted line lies before the day of the report. A bar shows time alone; how much of the work is "
        "done is not shown."
    )


def moved_steps(words: Words) -> str:
    """Of the steps that were moved."""
    return words(
        "Each row is a milestone that has been moved, and time runs to the right. The longer the line, the "
        "further it was moved: later where the ring is to the left, earlier where it is to the right. Milestones "
        "that have not been moved are in the table alone."
    )


def dated_steps(words: Words) -> str:
    """Of the steps that the papers date."""
    return words(
        "Each row is a step, with its text above its mark, and time runs to the right: what is to the left of "
        "the dotted line lies before the day of the report. Steps that are done are not shown."
    )


def time_and_goal(words: Words) -> str:
    """Of how much of the time has gone and of the goal is reached."""
    return words(
        "Each row is an initiative, from 0 to 100% of its time and of its goal. A ring to the right of the "
        "filled mark: more of the time has gone than of the goal is reached; the longer the line, the larger the "
        "difference."
    )


def states(words: Words) -> str:
    """Of the matrix of who has come how far with what."""
    return words(
        "Each row is a municipality or another body, those that have come furthest at the top, and each column is an "
        "initiative; the symbol where they meet says how far the body has come with the initiative. The last row "
        "counts those that have it in place. How well it works there is not shown."
    )


def standings(words: Words) -> str:
    """Of the matrix of who has decided what."""
    return words(
        "Each row is a body and each column a matter; the symbol where they meet says how far the body has come "
        "with its decision. The last row counts those that have decided, for or against."
    )


def parts(words: Words) -> str:
    """Of the matrix of who answers for what."""
    return words(
        "Each row is a body and each column an initiative; the letter where they meet is the body's role. A "
        "answers for the result, R does the work, C is asked and I is told. The last row should be 1 in every "
        "column; an empty cell means that no role is stated."
    )


def progress(words: Words) -> str:
    """Of the bars of how many have come how far with each initiative."""
    return words(
        "Each bar is an initiative and all the bodies it applies to: the bars are equally long, however many bodies "
        "there are. The number in a part is how many; where there is no room for it, it is in the text below the bar."
    )


def systems(words: Words) -> str:
    """Of the bars of who shares which system."""
    return words(
        "Each bar is a domain and all its bodies: the bars are equally long, however many bodies there are. Each "
        "part is a system, the most used first, and its number is how many use it; the systems are named in the text "
        "below the bar."
    )


def totals(words: Words) -> str:
    """Of the candidates weighed against each other."""
    return words(
        "Each bar is a candidate, and the whole length is 100. The longer a part, the more its criterion adds, so both "
        "score and weight count. A part that is too short for its letter has none."
    )


def ways(words: Words) -> str:
    """Of how far each benefit has come."""
    return words(
        "Each row is a benefit, from its baseline on the left to its expected value on the right; the halfway "
        "point is in the middle, whether the value is to rise or to fall. Which benefit is worth most is not "
        "shown."
    )


def stated(words: Words) -> str:
    """Of what the papers state of the initiatives of each area."""
    return words(
        "Each row is an area and each square one of the four facts; the more of the area's initiatives have it "
        "stated, the more of the square is filled. What is counted is whether the papers say it, not whether it "
        "is enough."
    )
