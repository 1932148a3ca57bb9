"""waymark import: what it prints, and that what it made is answered from."""

import json

import pytest

from bot.cli import main

ONET = {
    "Occupation Data.txt": "O*NET-SOC Code\tTitle\tDescription\n51-3011.00\tBakers\tBake bread.\n",
    "Task Statements.txt": "O*NET-SOC Code\tTask\tTask Type\n51-3011.00\tKnead dough.\tCore\n"
    + "".join(f"{number}\tFly.\tCore\n" for number in range(7)),
}
OEWS = (
    "AREA_TITLE,AREA_TYPE,OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,H_PCT10,H_MEDIAN,H_PCT90,A_PCT10,A_MEDIAN,A_PCT90\n"
    "National,N,51-3011,Bakers,detailed,200000,13,17.5,24,27000,36400,49000\n"
)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def run(capsys, home):
    """Run a command; its exit code, output and messages."""

    def run(*arguments):
        code = main([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def onet(tmp_path):
    folder = tmp_path / "db_30_0_text"
    folder.mkdir()
    for name, text in ONET.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def oews(tmp_path):
    path = tmp_path / "national_M2025.csv"
    path.write_text(OEWS)
    return path


def test_onet_is_imported_and_told(run, onet, home):
    code, out, _ = run("import", "onet", onet)
    lines = out.splitlines()
    assert (code, lines[0]) == (0, "1 occupations; tables found: Occupation Data; Task Statements")
    assert lines[1].startswith("Not found, and not needed: Technology Skills; Related Occupations; ")
    assert lines[2] == "7 rows passed over, because they are not as they must be:"
    assert (lines[3], len(lines)) == ("  Task Statements.txt: '0' is not in Occupation Data.txt", 10)
    assert lines[-1] == f"1 documents in {home / 'imported' / 'occupations'}; the next 'waymark index' takes them in"


def test_oews_is_imported_and_told(run, oews):
    code, out, _ = run("import", "oews", oews)
    assert (code, out.splitlines()[0]) == (
        0, "The pay of 1 occupations in May 2025; found: the country; not found, and not needed: the states"
    )  # fmt: skip


def test_json_has_all_that_was_found(run, onet, oews, home):
    told = json.loads(run("import", "onet", "--json", onet)[1])
    assert told.keys() == {"occupations", "found", "absent", "passed_over", "documents", "folder"}
    assert (told["documents"], len(told["passed_over"])) == (1, 7)
    told = json.loads(run("import", "oews", "--json", oews)[1])
    assert (told["year"], told["national"], told["states"], told["documents"]) == (2025, True, [], 1)


@pytest.mark.parametrize("kind", ["onet", "oews"])
def test_a_missing_file_is_an_error_with_its_fix(run, tmp_path, kind):
    code, _, err = run("import", kind, tmp_path / "none_M2025.csv")
    assert (code, "there is no such file" in err, "check the path" in err) == (2, True, True)
