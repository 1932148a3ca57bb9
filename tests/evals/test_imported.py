"""Questions about imported occupations: loaded strictly, judged by document, place and figure."""

import json
from dataclasses import replace

import pytest

from bot.answer import Trace
from bot.cli import main
from evals.cases import CasesError
from evals.imported import Asked, ImportedCase, Wanted, imported_text, load_imported
from evals.workbench import CASES
from index.blocks import Span
from index.documents import Document, Metadata
from index.search import Hit, SearchResult
from index.split import Chunk

NURSES, DENTISTS = "occupations/29-1141.00-registered-nurses.md", "occupations/29-1021.00-dentists-general.md"
ROW = "State: Texas · Median a year: $80,000"
LEAD_IN = "Pay of registered nurses by state in May 2025:"
PAID = (Wanted("29-1141", ("Texas", "$80,000")), Wanted("29-1141", ("May 2025",)))
SILENT = (Wanted("29-1141", ("Texas", "published")),)
LINE = {
    "id": "t1",
    "kind": "title",
    "question": "nurse?",
    "wanted": [{"occupation": "29-1141.00", "says": []}],
    "split": "test",
}


def case(kind="pay", wanted=PAID, **other):
    return ImportedCase(**{"id": "c1", "question": "What?", "split": "test"} | other, kind=kind, wanted=wanted)


@pytest.fixture
def answer_of(make_answer):
    """An answer that quotes these texts, each from a document."""

    def make(*quotes):
        return make_answer([(text, (number,)) for number, (_, text) in enumerate(quotes, start=1)], list(quotes))

    return make


@pytest.mark.parametrize(
    ("wanted", "quotes", "right"),
    [
        pytest.param(PAID, [(NURSES, LEAD_IN), (NURSES, ROW)], True, id="place, figure and date"),
        pytest.param(PAID, [(NURSES, ROW)], False, id="no date"),
        pytest.param(PAID, [(NURSES, LEAD_IN), (NURSES, ROW.replace("Texas", "Utah"))], False, id="another place"),
        pytest.param(PAID, [(NURSES, LEAD_IN), (NURSES, ROW.replace("80", "81"))], False, id="another figure"),
        pytest.param(PAID, [(NURSES, LEAD_IN), (NURSES, "Texas pays"), (NURSES, "$80,000")], False, id="not together"),
        pytest.param(PAID, [(NURSES, LEAD_IN), (DENTISTS, ROW)], False, id="another occupation"),
        pytest.param(PAID, [], False, id="refused, though there is a figure"),
        pytest.param(SILENT, [(NURSES, "Nothing is published about them in Texas."), (NURSES, ROW)], True, id="said so"),
        pytest.param(SILENT, [(DENTISTS, "They mend teeth.")], True, id="no amount"),
        pytest.param(SILENT, [(NURSES, ROW)], False, id="a figure in place of none"),
    ],
)
def test_pay_is_judged_by_the_sentences_of_its_document(answer_of, wanted, quotes, right):
    assert Asked(case(wanted=wanted), answer_of(*quotes)).right is right


@pytest.mark.parametrize(("found", "right"), [([NURSES, DENTISTS], True), ([DENTISTS, NURSES], False), ([], False)])
def test_a_title_is_judged_by_the_first_document(answer_of, found, right):
    chunk = Chunk("k", "", "prose", (), Span(0, 1), (Span(0, 1),))
    hits = tuple(Hit(chunk, Document(id_, "x", 0, Metadata("x"), ""), ()) for id_ in found)
    answer = replace(answer_of(), trace=Trace(SearchResult("What?", "what", False, 1.0, hits)))
    assert Asked(case("title", (Wanted("29-1141.00", ()),)), answer).right is right


def test_what_was_never_searched_is_wrong(answer_of):
    assert not Asked(case("described", SILENT), answer_of()).right


def test_each_split_has_its_shares_and_failures_are_listed(answer_of):
    good, bad = answer_of((NURSES, LEAD_IN), (NURSES, ROW)), answer_of()
    asked = [Asked(case(), good), Asked(case(id="c2"), bad), Asked(case(id="c3", split="calibration"), good)]
    told = imported_text(asked).splitlines()
    assert told == [
        "test split",
        "  pay          0.500  (0.095 to 0.905, n = 2)",
        "calibration split",
        "  pay          1.000  (0.207 to 1.000, n = 1)",
        "Search, median / 95th percentile: 1 / 1 ms",
        "c2: What? (not_covered; first: nothing)",
    ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        pytest.param([LINE, LINE], "a.jsonl, line 2: t1 occurs twice", id="the same id"),
        pytest.param([LINE | {"kind": "tasks"}], "a.jsonl, line 1: kind", id="no such kind"),
        pytest.param([LINE | {"wanted": []}], "t1 wants nothing", id="nothing wanted"),
    ],
)
def test_a_case_that_is_not_as_it_must_be_is_named(tmp_path, rows, message):
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    with pytest.raises(CasesError, match=message):
        load_imported(tmp_path)


def test_the_bundled_cases():
    kinds = [case.kind for case in load_imported(CASES / "imported")]
    assert {kind: kinds.count(kind) for kind in kinds} == {"title": 200, "described": 100, "pay": 100}


def test_an_imported_occupation_is_asked_about(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("WAYMARK_HOME", str(tmp_path / "home"))
    tables, cases, guides = (tmp_path / name for name in ("onet", "cases", "guides"))
    for folder in (tables, cases, guides):
        folder.mkdir()
    (tables / "Occupation Data.txt").write_text(
        "O*NET-SOC Code\tTitle\tDescription\n29-1141.00\tRegistered Nurses\tCare for patients in hospitals.\n"
    )
    (guides / "guide.md").write_text("# Letters\n\nA letter of application has one page.\n")
    (cases / "a.jsonl").write_text(json.dumps(LINE | {"question": "What do registered nurses do?"}))
    asking = ["eval", "imported", "--cases", str(cases)]
    assert main(["index", str(guides)]) == 0
    assert main(asking) == 2
    assert "the index holds no occupations" in capsys.readouterr().err
    assert main(["import", "onet", str(tables)]) == 0
    assert main(asking) == 0
    assert "title        1.000" in capsys.readouterr().out
