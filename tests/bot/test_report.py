"""Answers and hits as text for a terminal. Their JSON is tested through the command line."""

from dataclasses import replace

import pytest

from bot.answer import Answer, Evidence, IndexInfo, Plan, Quote, Stage, Statement, Timings
from bot.citing import Citer
from bot.doctor import Finding, findings_text
from bot.report import answer_json, answer_text, error_json, result_text, source_line
from index.blocks import Span

PAY, TOOLS = "The pay is high.", "You need:\n\n- Wit\n- Luck"
TEXT = f"{PAY}\n\n{TOOLS}\n"


@pytest.fixture
def place(make_document):
    def place(quote, section=("Guide", "Pay"), **metadata):
        start = TEXT.index(quote)
        return Evidence(make_document(TEXT, **metadata), section, Span(start, start + len(quote)))

    return place


@pytest.fixture
def make_answer():
    """An answer that quotes statements below a reply of others, or a refusal without any."""

    def make(*statements, reply=(), **fields):
        citer = Citer()
        replied = tuple(map(citer.cite, reply))
        quotes = (Quote("A guide › Pay", tuple(map(citer.cite, statements))),) if statements else ()
        return Answer(
            **{
                "question": "Why?", "standalone_question": "Why?", "text": "Text.",
                "outcome": "answered" if statements else "not_covered", "reply": replied, "quotes": quotes,
                "citations": citer.citations, "model": "small", "index": IndexInfo("g1", 1, 2),
                "timings": Timings(1.0, 2.0, 3.0, 4.0),
            } | fields
        )  # fmt: skip

    return make


def test_a_reply_is_shown_above_its_quotes_and_their_sources(make_answer, place):
    tools = (place(TOOLS, ("Guide", "Tools")),)
    answer = make_answer(
        Statement(PAY, (place(PAY),), 0),
        Statement("You need:", tools, 1, "lead_in"),
        Statement("Wit", tools, 1, "item"),
        Statement("Luck", tools, 1, "item"),
        reply=(Statement("They earn well.", (place(PAY),)), Statement("Wit helps.", tools)),
    )
    assert answer_text(answer).splitlines() == [
        "They earn well. [1] Wit helps. [2]",
        "",
        "A guide › Pay",
        "The pay is high. [1]",
        "",
        "You need: [2]",
        "- Wit [2]",
        "- Luck [2]",
        "",
        "Sources",
        "[1] A guide · Pay",
        "[2] A guide · Tools",
    ]


def test_a_plan_is_shown_by_its_stages(make_answer, place):
    answer = make_answer(Statement("Wit", (place(TOOLS),), 0, "item"), Statement(PAY, (place(PAY),), 1), opening="Gladly.")
    stages = tuple(Stage(title, (sentence,)) for title, sentence in zip(("Learn", "Earn"), answer.sentences, strict=True))
    assert answer_text(replace(answer, quotes=(), plan=Plan("to become a joiner", stages))).split("\n\n")[:4] == [
        "Gladly.",
        "A plan to become a joiner",
        "Learn\n- Wit [1]",
        "Earn\nThe pay is high. [2]",
    ]


def test_a_refusal_is_shown_as_it_is(make_answer):
    assert answer_text(make_answer(text="Nothing on that.")) == "Nothing on that."


def test_a_citation_in_json_tells_where_it_stands(make_answer, place):
    answer = make_answer(Statement(PAY, (place(PAY, published="2021-06-13"),), 0))
    assert answer_json(answer)["citations"] == [
        {
            "id": 1, "document": "guide.md", "title": "A guide", "published": "2021-06-13", "section": "Guide > Pay",
            "page": None, "source": None, "licence": None, "quote": PAY, "start": 0, "end": len(PAY),
        }
    ]  # fmt: skip


def test_a_sentence_in_json_points_to_its_citations(make_answer, place):
    both = Statement("Both.", (place(PAY), place(TOOLS)), 0)
    data, said = answer_json(make_answer(both, reply=(both,))), {"text": "Both.", "citations": [1, 2]}
    assert (data["reply"], data["quotes"]) == ([said], [{"label": "A guide › Pay", "cited": False, "sentences": [said]}])


@pytest.mark.parametrize(
    ("outcome", "abstained"),
    [
        ("answered", False), ("not_stated", False), ("not_covered", True), ("not_understood", True), ("care", False),
        ("smalltalk", False),
    ],
)  # fmt: skip
def test_only_refusals_abstain(make_answer, outcome, abstained):
    data = answer_json(make_answer(outcome=outcome))
    assert (data["outcome"], data["abstained"]) == (outcome, abstained)


def test_an_error_has_the_keys_of_an_answer_and_nothing_in_them(make_answer):
    data = error_json("Why?", ValueError("no words"), "small", IndexInfo("g1", 1, 2))
    assert data.keys() == {*answer_json(make_answer()), "error"}
    assert (data["outcome"], data["error"], data["question"]) == ("error", "no words", "Why?")
    assert not any(data[key] for key in ("answer", "abstained", "reply", "quotes", "citations", "remarks", "opening"))


@pytest.mark.parametrize(
    ("metadata", "section", "line"),
    [
        pytest.param({}, (), "A guide", id="nothing known"),
        pytest.param({"publisher": "Press"}, ("Guide", "Pay"), "A guide · Press · Pay", id="publisher and section"),
        pytest.param({"published": "2021-06-13"}, (), "A guide · 2021-06-13", id="date"),
    ],
)
def test_a_source_is_named_in_a_line(make_answer, place, metadata, section, line):
    (citation,) = make_answer(Statement(PAY, (place(PAY, section, **metadata),), 0)).citations
    assert source_line(citation) == line


def test_hits_are_shown_with_their_place_and_score(make_result):
    guide = "# Guide\n\n## Pay\n\nThe pay\nis high.\n\n## Time\n\nIt takes long.\n"
    assert result_text(make_result(guide, {"The pay": 0.8, "It": 0.4})).splitlines() == [
        "1. guide.md · Guide > Pay · 0.80",
        "   The pay is high.",
        "",
        "2. guide.md · Guide > Time · 0.40",
        "   It takes long.",
    ]


def test_no_hits_are_told(make_result):
    assert result_text(make_result("Nothing.", {})) == "Nothing found."


def test_the_doctor_shows_a_fix_where_one_is_needed():
    text = findings_text([Finding("memory", True, "9 GB", "close programs"), Finding("index", False, "missing", "build it")])
    assert ("close programs" in text, "build it" in text, text.startswith("ok   memory: 9 GB")) == (False, True, True)
