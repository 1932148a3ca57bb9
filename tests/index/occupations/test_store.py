"""What was imported, kept: each import adds to the other, replaces its own, and loses nothing when it fails."""

import pytest

from index.errors import DocumentError, StorageError
from index.occupations.store import Imported

HYGIENISTS = "29-1292.00-dental-hygienists.md"


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def imported(home):
    return Imported(home)


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("onet_first", [True, False])
def test_each_import_adds_to_the_other(imported, home, onet_folder, oews_files, onet_first):
    if onet_first:
        assert imported.take_onet(onet_folder)[1] == 4
        assert imported.take_oews(oews_files)[1] == 5
    else:
        assert imported.take_oews(oews_files)[1] == 4
        assert imported.take_onet(onet_folder)[1] == 5
    page = (home / "imported" / "occupations" / HYGIENISTS).read_text(encoding="utf-8")
    assert ("Scale teeth." in page, "$98,100" in page) == (True, True)
    names = {path.name for path in (home / "imported").iterdir()}
    assert (names, len(list(imported.pages.iterdir()))) == ({"onet", "oews", "occupations"}, 5)


def test_an_import_replaces_the_one_before(imported, onet_folder):
    imported.take_onet(onet_folder)
    table = onet_folder / "Occupation Data.txt"
    table.write_text(table.read_text(encoding="utf-8").replace("11-1011.00\tChief Executives", "11-1021.00\tManagers"))
    onet, documents = imported.take_onet(onet_folder)
    assert (documents, len(onet.passed_over)) == (4, 2)
    assert sorted(path.name[:10] for path in imported.pages.iterdir())[:2] == ["11-1011.03", "11-1021.00"]


def test_the_same_import_again_changes_nothing(imported, home, onet_folder, oews_files):
    imported.take_onet(onet_folder)
    imported.take_oews(oews_files)
    before = files(imported.pages)
    imported.take_onet(onet_folder)
    assert files(imported.pages) == before


def test_an_import_that_fails_leaves_what_was_there(imported, home, onet_folder, oews_files):
    imported.take_onet(onet_folder)
    imported.take_oews(oews_files)
    before = files(home)
    (onet_folder / "Task Statements.txt").write_text("<html>")
    oews_files[1].write_text("<html>")
    with pytest.raises(DocumentError):
        imported.take_onet(onet_folder)
    with pytest.raises(DocumentError):
        imported.take_oews(oews_files)
    assert files(home) == before


def test_a_disk_that_refuses_is_told_and_leaves_what_was_there(imported, home, onet_folder, monkeypatch):
    imported.take_onet(onet_folder)
    before = files(home)

    def refuse(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_text", refuse)
    with pytest.raises(StorageError, match=r"No space left on device\); free some space or set WAYMARK_HOME"):
        imported.take_onet(onet_folder)
    assert files(home) == before


def test_kept_wages_that_are_damaged_are_told(imported, home, onet_folder, oews_files):
    imported.take_oews(oews_files)
    (home / "imported" / "oews" / "survey.json").write_text("{}")
    with pytest.raises(DocumentError, match=r"is damaged .*; run 'waymark import oews' again, or delete it"):
        imported.take_onet(onet_folder)
    assert imported.take_oews(oews_files)[1] == 4


def test_kept_tables_that_are_damaged_are_told(imported, home, onet_folder, oews_files):
    imported.take_onet(onet_folder)
    (home / "imported" / "onet" / "tables.zip").write_bytes(b"damaged")
    with pytest.raises(DocumentError, match=r"is damaged .*; run 'waymark import onet' again, or delete it"):
        imported.take_oews(oews_files)
    assert imported.take_onet(onet_folder)[1] == 4


def test_occupation_data_without_occupations_is_refused(imported, onet_folder):
    (onet_folder / "Occupation Data.txt").write_text("O*NET-SOC Code\tTitle\tDescription\n")
    with pytest.raises(DocumentError, match="has no occupations; download it anew"):
        imported.take_onet(onet_folder)
