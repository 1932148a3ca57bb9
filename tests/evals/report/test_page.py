import hashlib
import re
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from evals.manifest import Model
from evals.report.page import report_page

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'"


VOID = {"meta", "input", "br"}


class Outline(HTMLParser):
    """The elements of a page with their attributes, its text, and what is left open."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.text, self.open, self.misnested = [], [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.misnested.append(tag)

    def handle_data(self, data):
        self.text.append(data)

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture
def runs(make_case, make_record, make_run):
    """A run of the quotes and an end-to-end run of four cases, in two splits."""
    cases = [
        make_case("c1"),
        make_case("c2", answerable=False, note="The guides name no prices."),
        make_case("c3", category="follow-up", history=(("user", "Tell me of courses"), ("assistant", "They exist."))),
        make_case("c4", split="calibration", style="anxious"),
    ]
    quoted = [make_record(case) for case in cases]
    written = [make_record(cases[0], "A year.", reply="Long.", dropped=("Ten years: no source has 10",)), *quoted[1:]]
    return [make_run(quoted, "quoted", mode="quotes", memory=980), make_run(written, "written")]


@pytest.fixture
def outline(runs):
    return Outline(report_page(runs))


def test_is_well_formed(outline):
    assert outline.misnested == []
    assert outline.open == []


def test_asks_the_network_for_nothing(runs):
    page = report_page(runs)
    assert not re.search(r"https?://|@import|url\(", page)
    assert not {tag for tag, attributes in Outline(page).elements if "src" in attributes}


def test_lets_nothing_but_its_own_style_and_script_take_effect(runs):
    page = report_page(runs)
    (policy,) = [meta["content"] for meta in Outline(page).all("meta") if "http-equiv" in meta]
    for kind in ("style", "script"):
        (text,) = re.findall(rf"<{kind}>(.*?)</{kind}>", page, re.DOTALL)
        digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert not [attributes for _, attributes in Outline(page).elements if "style" in attributes]


def test_what_strangers_wrote_does_nothing(make_case, make_record, make_run):
    case = make_case(
        id=EVIL,
        category=EVIL,
        style=EVIL,
        question=EVIL,
        history=(("user", EVIL),),
        must=((EVIL,),),
        must_not=(EVIL,),
        note=EVIL,
    )
    record = make_record(case, EVIL, reply=EVIL, raw=EVIL, dropped=(EVIL,), searched=EVIL)
    refused = make_record(replace(case, id="c2"), None, error=EVIL)
    cited = replace(record.citations[0], quote=EVIL, label=EVIL)
    page = report_page([make_run([replace(record, citations=(cited,)), refused], model=Model(EVIL))])
    outline = Outline(page)
    assert len(outline.all("script")) == 1
    assert outline.all("img") == []
    assert not [name for _, attributes in outline.elements for name in attributes if name.startswith("on")]
    assert outline.misnested == []
    assert "".join(outline.text).count("<script>alert(1)</script>") >= 10


def test_headings_are_in_order(outline):
    levels = [int(tag[1]) for tag, _ in outline.elements if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_has_landmarks_and_a_skip_link(outline):
    for landmark in ("header", "nav", "main"):
        assert outline.all(landmark)
    assert outline.all("a")[0]["href"] == "#main"
    targets = {attributes.get("id") for _, attributes in outline.elements}
    assert {link["href"].removeprefix("#") for link in outline.all("a")} <= targets


def test_ids_are_unique(outline):
    ids = [attributes["id"] for _, attributes in outline.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_every_table_has_a_caption_and_scopes(outline):
    assert len(outline.all("caption")) == len(outline.all("table"))
    assert all("scope" in head for head in outline.all("th"))


def test_the_test_split_comes_first_and_the_other_is_folded(runs):
    page = report_page(runs)
    assert page.index("Figures on the test split") < page.index('<h2 id="calibration">The calibration split')
    assert '<details class="fold">\n<summary>Figures and faults of the calibration split' in page


def test_shows_what_is_there_if_only_thresholds_were_fitted(make_case, make_record, make_run):
    page = report_page([make_run([make_record(make_case(split="calibration"))])])
    assert "Figures on the calibration split" in page
    assert '<h2 id="test"' not in page


def test_shows_a_run_that_has_not_begun(make_run):
    assert "interrupted: 0 of 3 questions asked" in report_page([make_run([], count=3)])


def test_a_run_is_told_in_a_sentence(runs):
    text = " ".join("".join(Outline(report_page(runs)).text).split())
    assert "of 1 that the model was asked, its reply alone holds 0.0%" in text


def test_tells_a_failing_case_whole(runs):
    text = " ".join("".join(Outline(report_page(runs)).text).split())
    for told in (
        "The answer quotes the evidence, but lacks the words that were asked for. It lacks six months.",
        "Reply Long.[1]",
        "Quotes A year.[1]",
        "Guide › Courses, guide.md",
        "Ten years: no source has 10",
        "The guides name no prices.",
        "Tell me of courses",
        "hit 1 of 1, quoted",
        f"waymark eval replay {runs[1].folder} c1",
    ):
        assert told in text


def test_warns_of_a_quote_that_the_document_does_not_hold(make_case, make_record, make_run):
    record = make_record(make_case())
    stale = replace(record, citations=(replace(record.citations[0], source="Otherwise."),))
    assert "The document does not say this there." in report_page([make_run([stale])])


def test_warns_if_the_runs_were_made_with_other_code(make_case, make_record, make_run):
    records = [make_record(make_case())]
    page = report_page([make_run(records, "a"), make_run(records, "b", code="1" * 64)])
    assert "The runs differ in their code" in page


def test_names_personas_that_were_told_differently(make_case, make_record, make_run):
    pair = (make_record(make_case("p1/a", note="age")), make_record(make_case("p1/b", note="age"), None))
    page = report_page([replace(make_run([make_record(make_case())]), personas=pair)])
    assert "p1, age: the second was refused" in page
    assert "pairs of personas told the same" in page


def test_many_cases_stay_a_page_that_opens(make_case, make_record, make_run):
    records = [make_record(make_case(f"c{number}"), "A year. " * 30) for number in range(550)]
    page = report_page([make_run(records, name) for name in "abcd"])
    assert len(page.encode()) < 6_000_000
