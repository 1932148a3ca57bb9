"""How an answer came about, as data and as text for a terminal."""

import json
from dataclasses import replace

import pytest

from bot.answer import Answer, Citation, Evidence, IndexInfo, Timings, Trace
from bot.gate import confidence
from bot.models.model import Message
from bot.why import HITS, WIDTH, why_json, why_text

GUIDE = "# Pay\n\nThe pay is high. It rises after the exam.\n\n# Tools\n\nA saw is needed.\n"
RANKS = {"The pay": 0.9, "It rises": 0.7, "A saw": 0.4}
SECTIONS = ["Question", "Found", "Prompt", "Model wrote", "Dropped as ungrounded", "Citations", "Time"]


@pytest.fixture
def make_answer(make_result):
    """An answer about `text` with a whole trace, or with fields of one's own."""

    def make(text=GUIDE, ranks=RANKS, **fields):
        result = replace(make_result(text, ranks), searched="What is the pay of a joiner?")
        best = result.hits[0]
        place = Evidence(best.document, best.chunk.headings, best.best.span)
        prompt = (Message("system", "Answer from the passage."), Message("user", "Passage:\n\nThe pay is high."))
        trace = Trace(result, prompt, "The pay is low.", ("'low' does not stand in the source",), 0.25)
        return Answer(
            **{
                "question": "wat is the pay", "standalone_question": "joiner? wat is the pay", "text": "Text.",
                "outcome": "answered", "citations": (Citation(1, place),), "model": "small", "index": IndexInfo("g1", 1, 2),
                "timings": Timings(12.5, 20.0, 40.0, 99.9, 120, 30), "trace": trace,
            } | fields
        )  # fmt: skip

    return make


def sections(text):
    """The lines of each section by its title, which alone is not indented."""
    found, title = {}, ""
    for line in text.split("\n"):
        if line and not line.startswith(" "):
            found[title := line] = []
        else:
            found[title].append(line)
    return found


def test_the_sections_stand_in_the_order_in_which_an_answer_comes_about(make_answer):
    assert list(sections(why_text(make_answer(), 0.49))) == SECTIONS


@pytest.mark.parametrize(
    ("section", "line"),
    [
        pytest.param("Question", "asked        wat is the pay", id="as asked"),
        pytest.param("Question", "understood   joiner? wat is the pay", id="with what it refers to"),
        pytest.param("Question", "searched     What is the pay of a joiner?", id="as searched"),
        pytest.param("Question", "not stated   25% by the model", id="the model's own doubt"),
        pytest.param("Question", "words        100% known, names no source", id="its words"),
        pytest.param("Question", "topic        0.0, 0 if it may be work and learning", id="topic"),
        pytest.param("Question", "confidence   1.00", id="confidence"),
        pytest.param("Question", "threshold    0.49", id="threshold"),
        pytest.param("Question", "replied by   small", id="model"),
        pytest.param("Question", "outcome      answered", id="outcome"),
        pytest.param("Question", "in doubt     no", id="not in doubt"),
        pytest.param("Found", "     rank  logit  late dense lexical", id="columns"),
        pytest.param("Found", "1    0.90   0.90  0.90  0.50       -  guide.md · Pay", id="scores of the best sentence"),
        pytest.param("Found", "    The pay is high.", id="the best sentence"),
        pytest.param("Prompt", "[system]", id="a role of the prompt"),
        pytest.param("Prompt", "The pay is high.", id="a later line of the prompt"),
        pytest.param("Model wrote", "The pay is low.", id="what the model wrote"),
        pytest.param("Dropped as ungrounded", "- 'low' does not stand in the source", id="why it was dropped"),
        pytest.param("Citations", "[1] guide.md · Pay · 7-23", id="a citation"),
        pytest.param("Time", "searched         12.5 ms", id="time of the search"),
        pytest.param("Time", "quotes shown     20.0 ms", id="time of the quotes"),
        pytest.param("Time", "tokens: 120 read, 30 written", id="tokens"),
    ],
)
def test_a_section_says_its_part(make_answer, section, line):
    assert f"  {line}" in sections(why_text(make_answer(), 0.49))[section]


def test_the_times_are_aligned(make_answer):
    assert len({line.index(" ms") for line in sections(why_text(make_answer()))["Time"][:4]}) == 1


def test_without_a_threshold_none_is_shown(make_answer):
    assert "threshold" not in why_text(make_answer())


def test_a_refusal_says_why(make_answer):
    assert "  outcome      not_covered" in why_text(make_answer(outcome="not_covered")).split("\n")


def test_a_doubt_is_told(make_answer):
    assert "  in doubt     yes" in why_text(make_answer(in_doubt=True)).split("\n")


@pytest.mark.parametrize("section", ["Found", "Prompt", "Model wrote", "Dropped as ungrounded"])
def test_small_talk_has_nothing_to_show(make_answer, section):
    assert sections(why_text(make_answer(trace=Trace(), citations=())))[section][0] == "  nothing"


def test_small_talk_has_no_confidence(make_answer):
    assert why_json(make_answer(trace=Trace()))["confidence"] is None


def test_the_best_hits_are_shown_and_no_others(make_answer):
    text = "\n\n".join(f"Fact {number} holds." for number in range(10, 30))
    why = why_json(make_answer(text, {f"Fact {number}": number / 100 for number in range(10, 30)}))
    assert [hit["text"] for hit in why["hits"]] == [f"Fact {number} holds." for number in range(29, 29 - HITS, -1)]


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        pytest.param("# " + "Long " * 60 + "\n\nThe pay is high.\n", {"The pay": 0.9}, id="a long heading"),
        pytest.param("The pay is " + "very " * 80 + "high.\n", {"The pay": 0.9}, id="a long sentence"),
        pytest.param("The pay is " + "x" * 300 + ".\n", {"The pay": 0.9}, id="an endless word"),
    ],
)
def test_no_line_is_longer_than_the_terminal(make_answer, text, ranks):
    answer = make_answer(text, ranks)
    why = why_text(replace(answer, trace=replace(answer.trace, raw=text, prompt=(Message("user", text),), dropped=(text,))))
    assert max(map(len, why.split("\n"))) <= WIDTH


CONTROLS = [
    pytest.param("\x1b", id="escape"),
    pytest.param("\x9b", id="eight-bit escape"),
    pytest.param("\x07", id="bell"),
    pytest.param("\b", id="backspace"),
    pytest.param("\r", id="carriage return"),
    pytest.param("\x85", id="next line"),
    pytest.param("\u202e", id="right to left"),
]
SURROGATE = pytest.param("\ud800", id="half of a surrogate pair")  # documents are UTF-8, which has none


@pytest.mark.parametrize("character", [*CONTROLS, SURROGATE])
@pytest.mark.parametrize("field", ["raw", "dropped", "prompt"])
def test_what_a_model_got_and_wrote_cannot_steer_the_terminal(make_answer, field, character):
    evil = f"The pay{character}[2J is high."
    traced = {"raw": evil, "dropped": (evil,), "prompt": (Message("user", evil),)}
    answer = make_answer()
    assert character not in why_text(replace(answer, trace=replace(answer.trace, **{field: traced[field]})))


@pytest.mark.parametrize("character", [*CONTROLS, SURROGATE])
@pytest.mark.parametrize("field", ["question", "standalone_question", "model"])
def test_a_question_cannot_steer_the_terminal(make_answer, field, character):
    assert character not in why_text(make_answer(**{field: f"The pay{character}[2J is high."}))


@pytest.mark.parametrize("character", CONTROLS)
def test_a_document_cannot_steer_the_terminal(make_answer, character):
    assert character not in why_text(make_answer(f"# P{character}ay\n\nThe pay{character}[2J is high.", {"The pay": 0.9}))


def test_as_json_no_character_steers_the_terminal_either(make_answer):
    answer = make_answer(model="\x1b\x9b\u202e")
    assert json.dumps(why_json(answer)).isprintable()


def test_the_data_say_the_same(make_answer):
    answer = make_answer()
    why = why_json(answer, 0.49)
    assert why["hits"][0] == {
        "document": "guide.md", "section": "Pay", "rank": 0.9, "logit": 0.9, "late": 0.9, "dense": 0.5, "lexical": None,
        "text": "The pay is high.",
    }  # fmt: skip
    assert why["prompt"][0] == {"role": "system", "content": "Answer from the passage.", "fixed": False}
    assert (why["raw"], why["dropped"]) == ("The pay is low.", ["'low' does not stand in the source"])
    assert (why["citations"][0]["quote"], why["timings"]["total_ms"]) == ("The pay is high.", 99.9)
    assert (why["searched"], why["least_confidence"]) == ("What is the pay of a joiner?", 0.49)
    assert why["confidence"] == pytest.approx(confidence(answer.trace.result))
