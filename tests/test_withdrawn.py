"""What is withdrawn counts no more, in any report, and the page says what it leaves out."""

import csv

import pytest
from radrum import exhibits
from radrum.dossier import open_dossier
from radrum.exhibits import Unknown
from radrum.measures import benefits, portfolio
from test_exhibits import shown_by

INITIATIVE = "digital-tillsyn"


@pytest.fixture
def withdrawn(data):
    """The invented council has withdrawn an initiative that is rolled out and has a benefit; its title."""
    file = data / "councils" / "exempel" / "status.csv"
    day = open_dossier("exempel").register.newest
    row = {"initiative": INITIATIVE, "stage": "withdrawn", "cleared": "yes", "recorded": f"{day:%Y-%m-%d}"}
    with file.open(encoding="utf-8", newline="") as written:
        heading = next(csv.reader(written))
    with file.open("a", encoding="utf-8", newline="") as written:
        csv.DictWriter(written, heading, restval="", lineterminator="\n").writerow(
            row | {"change": "new", "source": "anteckningar"}
        )
    dossier = open_dossier("exempel")
    assert INITIATIVE in set(dossier.benefits["initiative"]) & set(dossier.rollout["initiative"])
    return dossier.initiatives.set_index("initiative").at[INITIATIVE, "title"]


def named(shown):
    return {each.name: each for each in shown if hasattr(each, "name")}


@pytest.mark.parametrize("notebook", ["meeting", "portfolio", "benefits"])
def test_a_withdrawn_initiative_is_in_no_count_of_a_report(withdrawn, notebook):
    shown = named(shown_by(notebook, council="exempel", language="en"))
    counted = [shown[name] for name in ("benefits", "benefit-gaps", "rollout-counts", "rollout") if name in shown]
    assert counted
    for each in counted:
        assert withdrawn not in each.table.csv(each.words)
        assert withdrawn not in each.title
    if "rollout-matrix" in shown:
        assert withdrawn not in [each.heading for each in shown["rollout-matrix"].table.columns]
    if "benefits" in shown:
        (note,) = [note for note in shown["benefits"].notes if withdrawn in note]
        assert note.startswith("Not counted, since the initiative is withdrawn:")


def test_benefits_of_nothing_but_withdrawn_initiatives_are_said_to_be(withdrawn):
    dossier = open_dossier("exempel", language="en")
    standing = portfolio.board(dossier.initiatives, dossier.status, dossier.as_of)
    given = dossier.benefits[dossier.benefits["initiative"] == INITIATIVE], dossier.benefit_values
    stands, left_out = (
        benefits.standing(*given, each(standing), dossier.as_of) for each in (portfolio.going, portfolio.withdrawn)
    )
    shown = exhibits.benefits(stands, dossier.parties, dossier, left_out)
    assert isinstance(shown, Unknown)
    assert withdrawn in shown.reason
