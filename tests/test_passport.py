"""No passport, no load; and a passport describes one file and no other."""

import datetime
import tomllib

import pytest
from radrum import paths
from radrum.errors import Faults
from radrum.passport import fingerprint, read_passport

KEYS = {
    "producer": '"Post- och telestyrelsen (PTS)"',
    "title": '"Bredbandskartläggningen"',
    "url": '"https://www.pts.se/"',
    "published": '"2017"',
    "retrieved": "2026-11-22",
    "licence": '"CC0 1.0"',
    "citation": '"PTS"',
    "citation_derived": '"Bearbetning av PTS"',
}


@pytest.fixture
def file(tmp_path):
    """A data file with a passport in order."""
    file = tmp_path / "pts.csv"
    file.write_text("area,value\nSE,69\n")
    describe(file)
    return file


def describe(file, **given):
    """Writes the file's passport; a key given as None is left out."""
    keys = {"sha256": f'"{fingerprint(file)}"'} | KEYS | given
    lines = [f"{name} = {value}" for name, value in keys.items() if value is not None]
    file.with_name("pts.source.toml").write_text("\n".join(lines), encoding="utf-8")


def faults(file):
    with pytest.raises(Faults) as found:
        read_passport(file)
    return str(found.value).replace(f"{file.parent}/", "").split("\n")


def test_a_passport_says_where_its_file_comes_from(file):
    passport = read_passport(file)
    assert passport.name == "pts"
    assert passport.title == "Bredbandskartläggningen"
    assert passport.retrieved == datetime.date(2026, 11, 22)
    assert passport.comment == ""


def test_a_passport_may_hold_a_comment(file):
    describe(file, comment='"Typed from public pages."')
    assert read_passport(file).comment == "Typed from public pages."


def test_a_passport_may_say_in_which_language_its_texts_are(file):
    assert read_passport(file).language == ""
    for tag in ("sv", "nb", "zh-Hant"):
        describe(file, language=f'"{tag}"')
        assert read_passport(file).language == tag


@pytest.mark.parametrize("tag", ['"svenska"', '""', '"SV"', "46"])
def test_a_language_without_a_tag_is_refused(file, tag):
    describe(file, language=tag)
    assert faults(file) == [f"pts.source.toml: '{tag.strip(chr(34))}' is no language. Write its tag, as sv, nb or en."]


def test_every_shipped_passport_says_in_which_language_it_is():
    files = sorted(paths.data().rglob("*.source.toml"))
    assert len(files) > 10
    assert [str(file) for file in files if "language" not in tomllib.loads(file.read_text(encoding="utf-8"))] == []


def test_a_file_without_a_passport_is_refused(file):
    file.with_name("pts.source.toml").unlink()
    assert faults(file) == ["pts.source.toml: pts.csv has no passport. Write one: who published it, where, when."]


def test_a_file_that_was_changed_is_refused(file):
    was = fingerprint(file)
    file.write_text("area,value\nSE,96\n")
    assert was != fingerprint(file)
    assert faults(file) == [
        f"pts.source.toml: pts.csv is not the file that this passport describes: its SHA-256 is {fingerprint(file)}. "
        "Put the original back, or add the changed rows as a new file with a passport of its own."
    ]


@pytest.mark.parametrize("key", [*KEYS, "sha256"])
def test_a_passport_that_lacks_a_key_is_refused(file, key):
    describe(file, **{key: None})
    assert faults(file) == [f"pts.source.toml: '{key}' is missing. Add it."]


@pytest.mark.parametrize("key", ["licens", "name"])
def test_a_passport_with_an_unknown_key_is_refused(file, key):
    describe(file, **{key: '"x"'})
    assert faults(file) == [f"pts.source.toml: '{key}' is not known. Remove it."]


@pytest.mark.parametrize("day", ['"2026-11-22"', "2026", "2026-11-22T10:00:00Z"])
def test_a_day_of_retrieval_that_is_no_day_is_refused(file, day):
    describe(file, retrieved=day)
    assert faults(file) == ["pts.source.toml: 'retrieved' is not a date. Write it as 2016-09-08, without quotes."]


def test_a_passport_that_is_not_toml_is_refused(file):
    describe(file, title="Bredband")
    (told,) = faults(file)
    assert told.startswith("pts.source.toml: not readable as TOML (")
    assert told.endswith("Mend that line.")


def test_every_fault_of_a_passport_is_told_at_once(file):
    describe(file, url=None, licence=None, licens='"CC0"', retrieved='"today"')
    file.write_text("area,value\nSE,96\n")
    told = faults(file)
    assert [line.split(": ")[1].split(" is")[0] for line in told] == [
        "'licence'",
        "'url'",
        "'licens'",
        "'retrieved'",
        "pts.csv",
    ]
