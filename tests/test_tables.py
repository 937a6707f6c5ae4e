"""Text files people edit become typed tables, and every fault of a file is told at once."""

import csv
import io
import warnings

import pandas as pd
import pytest
from radrum.errors import Faults
from radrum.places import Areas
from radrum.register.schema import TABLES, People
from radrum.statistics.schema import Goals, Statistics
from radrum.tables import columns as column
from radrum.tables import empty_table, read_table
from radrum.tables.cells import BATCH

HEADING = ["thing", "title", "day", "weight", "pieces", "ready", "kind"]
NOTED = ["thing", "title", "recorded", "holds_from", "change"]
MODELS = (*TABLES.values(), People, Statistics, Goals, Areas)


class Things(column.Model):
    """One row is one thing."""

    thing: str = column.key("Name of the thing")
    title: str = column.text("What it is called", required=True)
    day: pd.Timestamp = column.date("When it came")
    weight: float = column.number("What it weighs", "kilograms", ge=0, le=100)
    pieces: pd.Int64Dtype = column.count("How many pieces", "pieces")
    ready: pd.BooleanDtype = column.flag("Whether it is ready")
    kind: str = column.choice("What sort it is", ("project", "event", "idea"))

    class Config:
        metadata = {"key": ("thing",)}


class Notes(column.Model):
    """One row is what is known of one thing: a log."""

    thing: str = column.key("Name of the thing")
    title: str = column.text("What it is called")
    recorded: pd.Timestamp = column.date("The day it was learned", required=True)
    holds_from: pd.Timestamp = column.date("The day it is true from")
    change: str = column.choice("What it is", ("new", "correction", "ended", "withdrawn"), required=True)

    class Config:
        metadata = {"key": ("thing",)}


@pytest.fixture
def read(tmp_path):
    """Reads a table from a text or from bytes."""

    def read(content, model=Things, encoding="utf-8"):
        file = tmp_path / "things.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return read_table(file, model)

    return read


@pytest.fixture
def faults(read, tmp_path):
    """What is wrong with a table, each fault as a line, with the file's folder left out."""

    def faults(content, model=Things):
        with warnings.catch_warnings(), pytest.raises(Faults) as found:
            warnings.simplefilter("ignore")
            read(content, model)
        return str(found.value).replace(f"{tmp_path}/", "").split("\n")

    return faults


def table(*rows, heading=HEADING, separator=",", newline="\n"):
    """The text of a file with a heading; a row may leave out its last cells, which are then written empty."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=newline)
    writer.writerows([heading, *([*row, *[""] * (len(heading) - len(row))] for row in rows)])
    return out.getvalue()


@pytest.mark.parametrize(
    ("encoding", "separator", "point", "newline"),
    [
        ("utf-8", ",", ".", "\n"),
        ("utf-8", ",", ",", "\n"),
        ("utf-8", "\t", ".", "\n"),
        ("utf-8-sig", ";", ",", "\r\n"),
        ("utf-8-sig", ",", ".", "\r\n"),
        ("cp1252", ";", ",", "\r\n"),
        ("cp1252", "\t", ",", "\r\n"),
    ],
    ids=["plain", "decimal comma", "tab", "excel", "excel in english", "windows", "windows with tabs"],
)
def test_a_table_reads_alike_however_it_was_saved(read, encoding, separator, point, newline):
    row = ["angar", "Ängar, öar; å – €", "2016-09-08", f"1{point}5", "120", "ja", "project"]
    frame = read(table(row, separator=separator, newline=newline), encoding=encoding)
    assert frame.to_dict("records") == [
        {
            "thing": "angar",
            "title": "Ängar, öar; å – €",
            "day": pd.Timestamp("2016-09-08"),
            "weight": 1.5,
            "pieces": 120,
            "ready": True,
            "kind": "project",
        }
    ]


def test_a_byte_that_stands_for_no_letter_does_not_stop_the_reading(read):
    frame = read(table(["a", "Åsa\ufffd"]).encode("cp1252", errors="replace").replace(b"?", b"\x81"))
    assert frame["title"].tolist() == ["Åsa\ufffd"]


def test_thousands_may_be_set_apart_and_a_minus_may_be_a_true_one(read):
    class Measured(column.Model):
        thing: str = column.key("Name")
        change: float = column.number("Change", "points")
        houses: pd.Int64Dtype = column.count("How many", "houses")

        class Config:
            metadata = {"key": ("thing",)}

    rows = [["a", "\u22121,5", "120 000"], ["b", "-1,5", "120\u00a0000"], ["c", "+1,5", "120\u202f000"]]
    frame = read(table(*rows, heading=["thing", "change", "houses"]), Measured)
    assert frame["change"].tolist() == [-1.5, -1.5, 1.5]
    assert frame["houses"].tolist() == [120_000] * 3


def test_rows_are_numbered_as_in_the_file_and_an_empty_line_is_no_row(read):
    frame = read(table(["a", "A"]) + "\n,,,,,,\n" + "b,B,,,,,\n")
    assert frame["thing"].to_dict() == {2: "a", 5: "b"}


def test_a_text_of_several_lines_is_one_row(read):
    frame = read(table(["a", "one\ntwo"], ["b", "B"]))
    assert frame["title"].to_dict() == {2: "one\ntwo", 3: "B"}


def test_a_long_table_is_read_to_its_last_row(read):
    rows = [[f"t{n}", f"T{n % 7}", "", str(n % 101)] for n in range(2 * BATCH + 1)]
    frame = read(table(*rows[:BATCH]) + "\n" + table(*rows[BATCH:]).split("\n", 1)[1])
    assert frame["thing"].tolist() == [row[0] for row in rows]
    assert frame["title"].tolist() == [row[1] for row in rows]
    assert frame["weight"].tolist() == [float(row[3]) for row in rows]
    assert frame.index.tolist() == [*range(2, BATCH + 2), *range(BATCH + 3, 2 * BATCH + 4)]


def test_only_a_line_ending_ends_a_row(read):
    frame = read(table(["a", "one\u2028two\u0085three"], ["b", "B"]))
    assert frame["title"].to_dict() == {2: "one\u2028two\u0085three", 3: "B"}


def test_lines_without_a_word_before_the_heading_do_not_count(read):
    frame = read("\n  \n;;\n" + table(["a", "A"], separator=";"))
    assert frame["thing"].to_dict() == {5: "a"}


def test_an_empty_cell_is_missing_and_the_words_na_and_none_are_words(read):
    frame = read(table(["a", "NA"], ["b", "None"]))
    assert frame["title"].tolist() == ["NA", "None"]
    assert frame.drop(columns=["thing", "title"]).isna().all(axis=None)


def test_spaces_around_a_cell_do_not_count(read):
    assert read(table([" a ", " A b "]))[["thing", "title"]].values.tolist() == [["a", "A b"]]


@pytest.mark.parametrize("rows", [[], [["a", "A"]]], ids=["no rows", "empty cells"])
def test_columns_have_their_types_even_where_nothing_is_said(read, rows):
    types = read(table(*rows)).dtypes.astype(str).to_dict()
    assert types == {
        "thing": "str",
        "title": "str",
        "day": "datetime64[ns]",
        "weight": "float64",
        "pieces": "Int64",
        "ready": "boolean",
        "kind": "str",
    }


def test_an_empty_table_is_typed_as_one_that_is_read_without_rows(read):
    pd.testing.assert_frame_equal(empty_table(Things), read(table()), check_index_type=False)


def test_what_is_read_is_what_the_whole_model_asks_for(read):
    rows = [["a", "A", "2016-09-08", "1,5", "3", "ja", "idea"], ["b", "B"], ["c", "C", "", "100", "0", "nej", "event"]]
    frame = read(table(*rows))
    pd.testing.assert_frame_equal(Things.validate(frame), frame)


def test_every_column_of_every_table_has_the_type_of_its_kind():
    types = {"date": "datetime64[ns]", "number": "float64", "count": "Int64", "flag": "boolean"}
    for model in MODELS:
        found = empty_table(model).dtypes.astype(str).to_dict()
        assert found == {name: types.get(about["kind"], "str") for name, about in column.columns_of(model).items()}


def test_no_model_has_a_check_that_is_never_asked():
    for model in MODELS:
        schema = model.to_schema()
        assert not schema.checks
        assert not schema.unique
        assert not any(column.unique or column.coerce or column.parsers for column in schema.columns.values())


def test_columns_come_in_the_order_of_the_model(read):
    frame = read(table(["A", "a"], heading=["title", "thing", *HEADING[2:]]))
    assert list(frame.columns) == HEADING
    assert frame["thing"].tolist() == ["a"]


def test_flags_are_read_in_english_and_in_swedish(read):
    meant = {"yes": True, "no": False, "Ja": True, "NEJ": False, "nei": False, "sant": True, "falskt": False}
    rows = [[f"t{n}", "T", "", "", "", word] for n, word in enumerate(meant)]
    assert read(table(*rows))["ready"].tolist() == list(meant.values())


def test_a_missing_column_is_told(faults):
    assert faults(table(["a", "A"], heading=HEADING[:-1])) == [
        "things.csv row 1: the column 'kind' is missing. Add it to the heading."
    ]


def test_an_unknown_column_is_told_with_the_nearest(faults):
    heading = ["thing", "title", "day", "weight", "peices", "ready", "kind"]
    assert faults(table(["a", "A"], heading=heading)) == [
        "things.csv row 1: the column 'pieces' is missing. Add it to the heading.",
        "things.csv row 1: the column 'peices' is not known. Did you mean 'pieces'?",
    ]


@pytest.mark.parametrize(
    "heading",
    [[*HEADING, "title"], [*HEADING, " title"], [*HEADING, "title", "title"]],
    ids=["twice", "twice but for a space", "three times"],
)
def test_a_column_that_stands_twice_is_told_once(faults, heading):
    assert faults(table(["a", "A"], heading=heading)) == [
        "things.csv row 1: the column 'title' stands twice. Remove one."
    ]


def test_a_column_without_a_name_is_told(faults):
    assert faults(table(["a", "A"], heading=[*HEADING, ""])) == [
        "things.csv row 1: a column has no name. Name it, or remove it."
    ]


def test_every_fault_of_a_heading_is_told(faults):
    told = faults(table(["a", "A"], heading=["THING", "TITLE", *HEADING[2:]]))
    assert told == [
        "things.csv row 1: the column 'thing' is missing. Add it to the heading.",
        "things.csv row 1: the column 'title' is missing. Add it to the heading.",
        "things.csv row 1: the column 'THING' is not known. Did you mean 'thing'?",
        "things.csv row 1: the column 'TITLE' is not known. Did you mean 'title'?",
    ]


FULL, LONG = "b,B,,,,,\n", "c,C,,,,,idea,more\n"


@pytest.mark.parametrize(
    ("rows", "row"), [(LONG, 2), (FULL + LONG, 3), (FULL + FULL.replace("b", "d") + LONG, 4)], ids=[2, 3, 4]
)
def test_a_row_with_too_many_cells_is_told(faults, rows, row):
    assert faults(table() + rows) == [
        f"things.csv row {row}: 8 cells where the heading has 7. Put quotes around a text that holds the separator."
    ]


def test_every_row_with_too_many_cells_is_told(faults):
    remedy = "Put quotes around a text that holds the separator."
    assert faults(table() + FULL + LONG + LONG.replace("c", "d")) == [
        f"things.csv row 3: 8 cells where the heading has 7. {remedy}",
        f"things.csv row 4: 8 cells where the heading has 7. {remedy}",
    ]


def test_every_row_with_too_few_cells_is_told(faults):
    remedy = "Write every cell, also the empty ones."
    assert faults(table() + FULL + "c,C\n" + "d,D,,\n") == [
        f"things.csv row 3: fewer cells than the heading. {remedy}",
        f"things.csv row 4: fewer cells than the heading. {remedy}",
    ]


def test_a_row_with_too_few_cells_is_told_far_down_too(faults):
    rows = [[f"t{n}", "T"] for n in range(BATCH + 2)]
    told = faults(table(*rows) + "c,C\n" + FULL)
    assert told == [f"things.csv row {BATCH + 4}: fewer cells than the heading. Write every cell, also the empty ones."]


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01",
        b"thing,title\na,A\x00B\n",
        "thing,title\na,A\n".encode("utf-16"),
        b"PK\x03\x04\x14\x00\x06\x00",
    ],
    ids=["picture", "nul bytes", "utf-16", "workbook"],
)
def test_what_is_not_text_is_refused(faults, content):
    assert faults(content) == [
        "things.csv: not a text file. Save it as CSV (comma separated, UTF-8) and try again.",
    ]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n"], ids=["nothing", "byte order mark", "lines"])
def test_an_empty_file_is_refused(faults, content):
    assert faults(content) == ["things.csv: the file is empty. Write at least its heading."]


def test_a_file_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(Faults, match=r"nothing\.csv: the file does not exist\."):
        read_table(tmp_path / "nothing.csv", Things)


def test_an_unclosed_quote_is_told(faults):
    told = faults(table() + 'a,"A,,,,,\nb,B,,,,,\n')
    assert len(told) == 1
    assert told[0].startswith("things.csv: cannot be read as a table")
    assert told[0].endswith("Look for an unclosed quote.")


DAYS = "Write days as 2016-09-08."
DIGITS = "Write digits, with a decimal comma or point if needed and nothing else."


WRONG = [
    ({"day": "2016-02-30"}, f"column day: '2016-02-30' is not a day that exists. {DAYS}"),
    ({"day": "8/9 2016"}, f"column day: '8/9 2016' is not a day that exists. {DAYS}"),
    ({"day": "2016-9-8"}, f"column day: '2016-9-8' is not a day that exists. {DAYS}"),
    ({"day": "2016-09-08 12:00"}, f"column day: '2016-09-08 12:00' is not a day that exists. {DAYS}"),
    ({"weight": "12 kg"}, f"column weight: '12 kg' is not a number. {DIGITS}"),
    ({"weight": "1,234.5"}, f"column weight: '1,234.5' is not a number. {DIGITS}"),
    ({"weight": "1e1"}, f"column weight: '1e1' is not a number. {DIGITS}"),
    ({"day": "20160908"}, f"column day: '20160908' is not a day that exists. {DAYS}"),
    ({"weight": "\u0663"}, f"column weight: '\u0663' is not a number. {DIGITS}"),
    ({"weight": "1_0"}, f"column weight: '1_0' is not a number. {DIGITS}"),
    ({"weight": "inf"}, f"column weight: 'inf' is not a number. {DIGITS}"),
    ({"weight": "100,5"}, "column weight: 100.5 is outside what is possible. It must be from 0 to 100."),
    ({"weight": "-1"}, "column weight: -1 is outside what is possible. It must be from 0 to 100."),
    ({"pieces": "1,5"}, "column pieces: '1,5' is not a whole number. Write digits only."),
    ({"pieces": "many"}, "column pieces: 'many' is not a whole number. Write digits only."),
    ({"pieces": "-1"}, "column pieces: -1 is outside what is possible. It must be 0 or more."),
    ({"ready": "maybe"}, "column ready: 'maybe' is not yes or no. Write yes, no, or leave it empty."),
    ({"kind": "projekt"}, "column kind: 'projekt' is not one of the allowed words. Did you mean 'project'?"),
    ({"kind": "xyz"}, "column kind: 'xyz' is not one of the allowed words. There is: event, idea, project."),
    ({"title": ""}, "column title: empty, but it must be filled in. Write what it is."),
    ({"thing": ""}, "column thing: empty, but it must be filled in. Write what it is."),
    (
        {"thing": "Å b"},
        "column thing: 'Å b' is not a name that a key may have. Use lower-case letters a-z, digits and hyphens.",
    ),
]


def test_every_wrong_cell_is_told_once_with_its_row_column_and_remedy(faults):
    usual = {"title": "T", "day": "2016-09-08", "weight": "1", "pieces": "1", "ready": "no", "kind": "idea"}
    rows = [{"thing": f"t{n}"} | usual | cells for n, (cells, _) in enumerate(WRONG)]
    told = faults(table(["a", "A"], *([row[name] for name in HEADING] for row in rows)))
    assert told == [f"things.csv row {row}, {fault}" for row, (_, fault) in enumerate(WRONG, start=3)]


def test_what_is_wrong_in_several_rows_is_told_of_each(faults):
    rows = [["a", "A", "", "x"], ["b", "", "", "1"], ["c", "C", "", "x"], ["d", "", "", "101"], ["e", "E", "", "101"]]
    assert [line.split(" It ")[0] for line in faults(table(*rows))] == [
        f"things.csv row 2, column weight: 'x' is not a number. {DIGITS}",
        "things.csv row 3, column title: empty, but it must be filled in. Write what it is.",
        f"things.csv row 4, column weight: 'x' is not a number. {DIGITS}",
        "things.csv row 5, column title: empty, but it must be filled in. Write what it is.",
        "things.csv row 5, column weight: 101 is outside what is possible.",
        "things.csv row 6, column weight: 101 is outside what is possible.",
    ]


def test_what_must_be_filled_in_and_cannot_be_read_is_not_called_empty(faults):
    assert faults(table(["a", "A", "yesterday", "", "new"], heading=NOTED), Notes) == [
        f"things.csv row 2, column recorded: 'yesterday' is not a day that exists. {DAYS}"
    ]


def test_what_cannot_be_read_is_missing_in_the_rows_beside_the_faults(read):
    with pytest.raises(Faults) as found:
        read(table(["a", "A", "2016-09-80", "inf", "2,5", "maybe"], ["b", "B", "2016-09-08", "1", "2", "yes"]))
    assert found.value.rows.loc[2, ["day", "weight", "pieces", "ready"]].isna().all()
    assert found.value.rows.loc[3, ["day", "weight", "pieces", "ready"]].tolist() == [
        pd.Timestamp("2016-09-08"),
        1.0,
        2,
        True,
    ]


@pytest.mark.parametrize("day", ["9999-12-31", "0216-09-08"])
def test_a_day_too_far_away_to_be_meant_is_told(faults, day):
    told = faults(table(["a", "A", day]))
    assert len(told) == 1
    assert told[0].startswith(f"things.csv row 2, column day: '{day}' is not")


def test_a_count_too_large_to_be_held_is_told(faults):
    told = faults(table(["a", "A", "", "", "9" * 25]))
    assert len(told) == 1
    assert told[0].startswith(f"things.csv row 2, column pieces: '{'9' * 25}' is not")


def test_a_goal_above_a_hundred_percent_is_refused(faults):
    heading = [
        "area",
        "measure",
        "segment",
        "base",
        "goal_year",
        "document",
        "adopted",
        "adopted_precision",
        "value",
        "decimals",
        "unit",
    ]
    goal = ["SE", "fibre", "all", "households", "2020", "plan", "2016-12-31", "day", "100.5", "1", "percent"]
    assert faults(table(goal, heading=heading), Goals) == [
        "things.csv row 2, column value: 100.5 is outside what is possible. It must be from 0 to 100."
    ]


def test_rows_of_the_same_key_are_named_together(faults):
    assert faults(table(["a", "A"], ["b", "B"], ["a", "C"], ["a", "D"])) == [
        "things.csv rows 2, 4, 5: the same thing stand on several rows (a). Keep one of them."
    ]


def test_rows_without_a_key_are_not_taken_for_the_same(faults):
    told = "column thing: empty, but it must be filled in. Write what it is."
    assert faults(table(["", "A"], ["", "B"])) == [f"things.csv row 2, {told}", f"things.csv row 3, {told}"]


def test_a_log_may_speak_of_a_thing_again_on_another_day(read):
    rows = [
        ["a", "A", "2016-06-21", "", "new"],
        ["a", "B", "2016-09-08", "", "new"],
        ["a", "C", "2016-09-08", "", "correction"],
        ["a", "D", "2016-09-08", "2016-07-01", "new"],
    ]
    assert len(read(table(*rows, heading=NOTED), Notes)) == 4


def test_a_log_may_not_say_two_things_of_a_thing_on_one_day(faults):
    rows = [["a", "A", "2016-09-08", "2016-07-01", "new"], ["a", "B", "2016-09-08", "2016-07-01", "new"]]
    (told,) = faults(table(*rows, heading=NOTED), Notes)
    assert told.startswith("things.csv rows 2, 3: ")
    assert "(a, 2016-09-08, 2016-07-01, new)" in told


def test_the_same_thing_written_with_a_space_is_the_same(faults):
    (told,) = faults(table(["a", "A"], [" a", "B"]))
    assert told.startswith("things.csv rows 2, 3: ")


def test_a_log_may_be_corrected_more_than_once_on_one_day(read):
    mended = ["a", "A", "2016-09-08", "", "correction"]
    again = ["a", "B", "2016-09-08", "2016-09-08", "correction"]
    assert read(table(mended, again, mended, heading=NOTED), Notes)["title"].tolist() == ["A", "B", "A"]


@pytest.mark.parametrize("change", ["new", "ended", "withdrawn"])
def test_nothing_but_a_correction_may_be_said_twice_on_one_day(faults, change):
    said, mended = (["a", "A", "2016-09-08", "", each] for each in (change, "correction"))
    assert faults(table(said, mended, said, mended, heading=NOTED), Notes) == [
        "things.csv rows 2, 4: the same thing and recorded and holds_from and change stand on several rows "
        f"(a, 2016-09-08, 2016-09-08, {change}). Keep one of them."
    ]


def test_all_faults_of_a_file_are_told_together_in_the_order_of_its_rows(faults):
    rows = [
        ["a", "", "2016-02-30", "101"],
        ["b", "B"],
        ["b", "B", "", "x"],
        ["c", "C", "", "", "1.5", "perhaps", "evnt"],
    ]
    places = [line.split(":")[0].removeprefix("things.csv ") for line in faults(table(*rows))]
    assert [place.split(",")[0] for place in places] == ["row 2"] * 3 + ["rows 3"] + ["row 4"] + ["row 5"] * 3
    assert sorted(places) == [
        "row 2, column day",
        "row 2, column title",
        "row 2, column weight",
        "row 4, column weight",
        "row 5, column kind",
        "row 5, column pieces",
        "row 5, column ready",
        "rows 3, 4",
    ]


def test_no_fault_is_told_twice(faults):
    told = faults(table(["a", "A", "yesterday", "", "nwe"], ["", "", "", "", ""], heading=NOTED), Notes)
    assert [line.split(":")[0] for line in told] == [
        "things.csv row 2, column recorded",
        "things.csv row 2, column change",
    ]
