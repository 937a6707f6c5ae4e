"""The public edition reaches a site: what changed, whole, in an order in which no link leads nowhere."""

import shutil

import fsspec
import pytest
from click.testing import CliRunner
from radrum.cli.commands import radrum
from radrum.errors import Faults, RadrumError
from radrum.share import copy_site
from radrum.share.site import PART, site_files
from servers import HERE, USER

pytest_plugins = ["servers"]
MADE = ["a/plotly.js", "b/meeting.pdf", "a/meeting.html", "b/meeting.html", "b/index.html", "feed.atom", "index.html"]


@pytest.fixture
def reports(tmp_path):
    """A folder of reports with a public edition, and a council's edition beside."""
    for path in (*(f"public/{each}" for each in MADE), "council/a/meeting.html"):
        file = tmp_path / "reports" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path, encoding="utf-8")
    return tmp_path / "reports"


@pytest.fixture(params=["folder", "memory", pytest.param("sftp", marks=pytest.mark.slow)])
def address(request, tmp_path):
    """An address of each kind of place."""
    if request.param == "folder":
        return str(tmp_path / "served" / "site")
    if request.param == "memory":
        return f"memory://{tmp_path.name}"
    return at(request.getfixturevalue("files"))


def at(files):
    return f"sftp://{USER}@{HERE}:{files.port}/site"


def there(address, tmp_path):
    """What a reader of the site finds, by path."""
    if address.startswith("memory"):
        system = fsspec.filesystem("memory")
        return {name.removeprefix(f"/{tmp_path.name}/"): system.cat_file(name) for name in system.find(address)}
    site = tmp_path / "served" / "site"
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def source(reports):
    return {each: (reports / "public" / each).read_bytes() for each in MADE if (reports / "public" / each).exists()}


def states(done):
    return {each.path: each.state for each in done}


def test_the_public_edition_is_copied_once_and_then_what_changed(reports, address, tmp_path):
    assert set(states(copy_site(address, reports)).values()) == {"copied"}
    assert there(address, tmp_path) == source(reports)
    assert set(states(copy_site(address, reports)).values()) == {"unchanged"}
    (reports / "public" / "b" / "meeting.html").write_text("annan", encoding="utf-8")
    changed = [path for path, state in states(copy_site(address, reports)).items() if state == "copied"]
    assert changed == ["b/meeting.html"]
    assert there(address, tmp_path) == source(reports)


def test_what_was_spoilt_or_taken_away_there_is_copied_again(reports, address, tmp_path):
    copy_site(address, reports)
    system, root = fsspec.core.url_to_fs(address) if "sftp" not in address else (None, None)
    if system:
        system.rm_file(f"{root}/a/meeting.html")
        system.pipe_file(f"{root}/index.html", b"half")
    else:
        (tmp_path / "served" / "site" / "a" / "meeting.html").unlink()
        (tmp_path / "served" / "site" / "index.html").write_bytes(b"half")
    copy_site(address, reports)
    assert there(address, tmp_path) == source(reports)


def test_what_is_gone_is_removed_only_when_asked_and_nothing_else_ever_is(reports, address, tmp_path):
    copy_site(address, reports)
    if not address.startswith("memory"):
        (tmp_path / "served" / "site" / "logo.svg").write_text("theirs", encoding="utf-8")
    shutil.rmtree(reports / "public" / "b")
    gone = {"b/meeting.pdf": "gone", "b/meeting.html": "gone", "b/index.html": "gone"}
    assert {path: state for path, state in states(copy_site(address, reports)).items() if state != "unchanged"} == gone
    assert "b/meeting.html" in there(address, tmp_path)
    done = states(copy_site(address, reports, prune=True))
    assert [path for path, state in done.items() if state == "removed"] == sorted(gone)
    assert there(address, tmp_path).keys() - {"logo.svg"} == source(reports).keys()
    if not address.startswith("memory"):
        assert sorted(each.name for each in (tmp_path / "served" / "site").iterdir() if each.is_file()) == [
            "feed.atom",
            "index.html",
            "logo.svg",
        ]
        assert not (tmp_path / "served" / "site" / "b").exists()


def test_what_pages_lead_to_goes_before_them_and_what_leads_to_pages_last(reports):
    assert list(site_files(reports / "public")) == MADE


def test_a_link_is_refused_whatever_it_leads_to(reports, tmp_path):
    public = reports / "public"
    (public / "a" / "secret.html").symlink_to(reports / "council" / "a" / "meeting.html")
    (public / "c").symlink_to(reports / "council")
    with pytest.raises(Faults) as told:
        copy_site(str(tmp_path / "site"), reports)
    assert [fault.place.rpartition("/")[2] for fault in told.value.faults] == ["secret.html", "c"]
    assert not (tmp_path / "site").exists()
    shutil.rmtree(public)
    public.symlink_to(reports / "council")
    with pytest.raises(Faults):
        copy_site(str(tmp_path / "site"), reports)


@pytest.mark.slow
def test_a_connection_that_is_cut_leaves_whole_files_and_the_next_call_goes_on_with_the_rest(reports, files, tmp_path):
    copy_site(at(files), reports)
    before = there(at(files), tmp_path)
    for path in MADE:
        (reports / "public" / path).write_text(f"{path} anew" * 20_000, encoding="utf-8")
    files.cut_at = len(files.writes) + 12
    with pytest.raises(RadrumError, match="Call it again: it goes on with the rest"):
        copy_site(at(files), reports)
    now, after = there(at(files), tmp_path), source(reports)
    whole = {path: content for path, content in now.items() if not path.endswith(PART)}
    assert all(content in (before[path], after[path]) for path, content in whole.items())
    copied = [path for path in MADE if whole[path] == after[path]]
    assert 0 < len(copied) < len(MADE)
    assert copied == MADE[: len(copied)]
    assert [path for path in now if path.endswith(PART)] == [f"{MADE[len(copied)]}{PART}"]
    files.cut_at = 0
    done = states(copy_site(at(files), reports))
    assert there(at(files), tmp_path) == after
    assert [path for path, state in done.items() if state == "copied"] == MADE[len(copied) :]


@pytest.mark.slow
def test_a_server_whose_key_is_not_known_is_not_believed(reports, files, tmp_path):
    (tmp_path / "home" / ".ssh" / "known_hosts").unlink()
    with pytest.raises(RadrumError, match="does not have the key of"):
        copy_site(at(files), reports)
    assert not any(transport.is_authenticated() for transport in files.transports)


def test_a_password_belongs_in_no_address(reports):
    with pytest.raises(RadrumError, match="Put it in RADRUM_SITE_PASSWORD") as told:
        copy_site(f"sftp://{USER}:hemligt@example.org/site", reports)
    assert "hemligt" not in str(told.value)


@pytest.mark.parametrize(
    ("address", "told"),
    [("sfpt://example.org/x", "Did you mean 'sftp'?"), ("memory://", "Name a folder."), ("/", "Name a folder.")],
)
def test_an_address_that_is_none_is_told_of(reports, address, told):
    with pytest.raises(RadrumError, match=told.replace("?", r"\?")):
        copy_site(address, reports)


def test_reports_without_a_public_edition_have_no_site(tmp_path):
    with pytest.raises(RadrumError, match="--edition public"):
        copy_site(str(tmp_path / "site"), tmp_path)


def test_the_command_shows_what_it_would_copy_and_then_copies_it(reports, tmp_path):
    asked = ["share", "--site", str(tmp_path / "site"), "--reports", str(reports)]
    before = sorted(tmp_path.rglob("*"))
    done = CliRunner().invoke(radrum, [*asked, "--dry-run"])
    assert done.stdout.splitlines()[-2:] == ["7 copied, 0 unchanged, 0 removed.", "Nothing is done yet."]
    assert sorted(tmp_path.rglob("*")) == before
    done = CliRunner().invoke(radrum, asked)
    assert done.stdout.splitlines() == [*(f"copied: {each}" for each in MADE), "7 copied, 0 unchanged, 0 removed."]
    (reports / "public" / "feed.atom").unlink()
    assert "Add --prune" in CliRunner().invoke(radrum, asked).stderr
