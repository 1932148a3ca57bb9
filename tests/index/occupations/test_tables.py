"""Official tables: found in folders and archives, read strictly, refused with a word."""

import io
import zipfile

import pytest

from index.errors import DocumentError
from index.occupations import tables
from index.occupations.tables import Table, read_members, read_rows

FIRST, OTHER = "Occupation Data.txt", "Skills.txt"
TABLE = Table("Pay.txt", ("Code", "Pay"), ("Pay",), ("Note",))
HEADER = "Code\tPay\tNote\n"


def archive(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in members.items():
            file.writestr(name, text)
    return path


@pytest.mark.parametrize("inside", ["", "db_30_0_text/", "a/b/"])
@pytest.mark.parametrize("zipped", [False, True], ids=["folder", "zip"])
def test_tables_are_found_where_they_lie(tmp_path, inside, zipped):
    members = {f"{inside}{FIRST}": "1", f"{inside}{OTHER}": "2", f"{inside}Abilities.txt": "3", "elsewhere/Skills.txt": "4"}
    path = tmp_path / "onet"
    if zipped:
        archive(path, members)
    else:
        for name, text in members.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_text(text)
    assert read_members(path, FIRST, [OTHER, "Interests.txt"]) == {FIRST: b"1", OTHER: b"2"}


@pytest.mark.parametrize(
    ("members", "said"),
    [
        pytest.param({}, "holds no 'Occupation Data.txt'; give the zip or folder of one release", id="nothing"),
        pytest.param({OTHER: "2"}, "holds no 'Occupation Data.txt'", id="another table alone"),
        pytest.param({f"a/{FIRST}": "1", f"b/{FIRST}": "1"}, "holds 2 files called", id="two releases"),
        pytest.param({f"../../{FIRST}": "1", FIRST: "1"}, "holds 2 files called", id="a member that climbs out"),
    ],
)
def test_an_archive_of_something_else_is_refused(tmp_path, members, said):
    with pytest.raises(DocumentError, match=said):
        read_members(archive(tmp_path / "x.zip", members), FIRST, [OTHER])


def cut(raw):
    return raw[: len(raw) // 2]


def flipped(raw):
    """One byte of the compressed text is another."""
    place = raw.index(FIRST.encode()) + len(FIRST) + 3
    return raw[:place] + bytes([raw[place] ^ 0xFF]) + raw[place + 1 :]


@pytest.mark.parametrize("damage", [cut, flipped, lambda raw: b"<html>Not found</html>", lambda raw: b""])
def test_a_damaged_archive_is_refused(tmp_path, damage):
    path = archive(tmp_path / "x.zip", {FIRST: "many words " * 100})
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(DocumentError, match=r"is no zip archive that can be read .*; download it anew"):
        read_members(path, FIRST, [])


@pytest.mark.parametrize("zipped", [False, True], ids=["folder", "zip"])
def test_a_table_that_is_too_large_is_not_read(tmp_path, monkeypatch, zipped):
    monkeypatch.setattr(tables, "MAX_BYTES", 99)
    if zipped:
        path = archive(tmp_path / "x.zip", {FIRST: "0" * 100})
    else:
        path = tmp_path
        (path / FIRST).write_text("0" * 100)
    with pytest.raises(DocumentError, match="no official table is over 0 MB"):
        read_members(path, FIRST, [])


def test_a_path_that_is_not_there_is_told(tmp_path):
    with pytest.raises(DocumentError, match="there is no such file or folder; check the path"):
        read_members(tmp_path / "x.zip", FIRST, [])


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        pytest.param("a", "it ends early", id="too few values"),
        pytest.param("\t3\t", "Code is empty", id="empty"),
        pytest.param("a\tmuch\t", "Pay is 'much', not a number", id="no number"),
        pytest.param('a\t1\t"note\nb\t2\t"', "Note goes over several lines: a quotation mark is not closed", id="quote"),
    ],
)
def test_a_row_that_is_not_as_it_must_be_is_named_and_passed_over(line, problem):
    passed_over = []
    rows = list(read_rows(TABLE, f"{HEADER}z\t1.5\t\n{line}\n", passed_over))
    assert rows == [{"Code": "z", "Pay": "1.5", "Note": ""}]
    assert [one.split(": ", 1)[1] for one in passed_over] == [problem]
    assert passed_over[0].startswith(f"Pay.txt, line {3 + line.count(chr(10))}")


def test_a_value_in_quotation_marks_is_read_without_them():
    (row,) = read_rows(TABLE, HEADER + 'a\t1\t"Do ""head counts"" daily."\n', [])
    assert row["Note"] == 'Do "head counts" daily.'


@pytest.mark.parametrize("text", ["", "Code\tPay\n", "Code,Pay,Note\n"])
def test_a_table_without_its_columns_is_refused(text):
    with pytest.raises(DocumentError, match=r"Pay\.txt: has no column .*Note; use the official table"):
        list(read_rows(TABLE, text, []))


def test_what_is_not_utf_8_is_refused():
    with pytest.raises(DocumentError, match="is not UTF-8 text"):
        tables.decode("x.txt", io.BytesIO("café".encode("latin-1")).getvalue())
