"""The write tier: only what the guards find in a source is shown of what the model writes."""

from contextlib import aclosing

import pytest
from bot.reply.write import Write, cited_numbers, guard, split_written

from bot.answer import Statement
from bot.errors import ModelCrashed
from bot.models.fakes import ScriptedModel
from bot.reply.passages import choose_passages

PAY = "The average salary of an engineer is $146,085 a year."
COURSE = "The preparatory course takes six weeks."
TOOLS = "Engineers need these tools:\n\n- Python for all code\n- SQL for large tables"
TEXT = f"## Pay\n\n{PAY}\n\n## Course\n\n{COURSE}\n\n## Tools\n\n{TOOLS}\n"
RANKS = {"The average": 0.92, "The prep": 0.91, "Python": 0.9}


@pytest.fixture
def result(make_result):
    return make_result(TEXT, RANKS)


@pytest.fixture
def packed(result):
    """The three passages: pay, course, tools."""
    return choose_passages(result)


@pytest.fixture
def written(result, collect):
    """What is shown, and the outcome, when the model writes this."""

    async def written(text):
        *statements, outcome = await collect(Write(ScriptedModel(text)).compose("Pay?", result))
        return [statement.text for statement in statements], outcome

    return written


@pytest.mark.parametrize(
    ("text", "sentences", "rest"),
    [
        pytest.param("", [], "", id="nothing"),
        pytest.param("One is here [1].", [], "One is here [1].", id="more may come"),
        pytest.param("One is here [1] [", [], "One is here [1] [", id="more numbers may come"),
        pytest.param("One is here [1]. T", ["One is here [1]."], " T", id="numbers before the full stop"),
        pytest.param("One is here. [1] T", ["One is here. [1]"], " T", id="numbers behind the full stop"),
        pytest.param("One [1][2] and two [3, 1]. X", ["One [1][2]", " and two [3, 1]."], " X", id="several numbers"),
        pytest.param("One is here. Two is not.", ["One is here."], " Two is not.", id="no numbers"),
        pytest.param("It costs $1.50 a day", [], "It costs $1.50 a day", id="decimal point"),
        pytest.param("Use e.g. this", [], "Use e.g. this", id="abbreviation"),
        pytest.param("One\n\nTwo\n", ["One\n\n"], "Two\n", id="paragraphs"),
        pytest.param("\n\nOne", [], "One", id="only line ends"),
    ],
)
def test_written_text_is_cut_into_sentences_with_their_numbers(text, sentences, rest):
    assert split_written(text) == (sentences, rest)


@pytest.mark.parametrize(
    "text",
    [
        "One is here [1]. Two is here, too [2][3]. And three",
        "One is here. [1] Two is here, too. [2, 3]\n\nThree. Four [4].",
        "- One [1]\n- Two [2]\n",
        "It costs $1.50. It takes 4.5 days! Does it [12]?",
    ],
)
@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_a_text_that_grows_is_cut_as_the_whole_one(text, size):
    grown, unread = [], ""
    for start in range(0, len(text), size):
        finished, unread = split_written(unread + text[start : start + size])
        grown += finished
    assert (grown, unread) == split_written(text)


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [("None.", ()), ("One [1].", (1,)), ("Two [3][1]", (3, 1)), ("Two [3, 1].", (3, 1)), ("[0]", (0,)), ("A [link].", ())],
)
def test_numbers_in_brackets_are_read(sentence, numbers):
    assert cited_numbers(sentence) == numbers


@pytest.mark.parametrize(
    ("sentence", "text", "quote"),
    [
        pytest.param("The average salary is $146,085 [1].", "The average salary is $146,085.", PAY, id="cited"),
        pytest.param("The average salary is $146,085.", "The average salary is $146,085.", PAY, id="not cited"),
        pytest.param("The average salary is $146,085 [7][1].", "The average salary is $146,085.", PAY, id="unknown number"),
        pytest.param("The average salary is $146,085 [9].", "The average salary is $146,085.", PAY, id="only unknown numbers"),
        pytest.param("- The **average salary** is `$146,085` [1]", "The average salary is $146,085", PAY, id="Markdown"),
        pytest.param("1. The course takes *six weeks* [2].", "The course takes six weeks.", COURSE, id="numbering stripped"),
        pytest.param(
            "## Engineers need SQL for tables [3].",
            "Engineers need SQL for tables.",
            "Engineers need these tools: SQL for large tables",
            id="lead-in",
        ),
    ],
)
def test_a_supported_sentence_is_shown_with_its_source(packed, sentence, text, quote):
    statement, _ = guard(sentence, packed)
    assert (statement.text, " ".join(evidence.quote for evidence in statement.evidence)) == (text, quote)


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        pytest.param("The average salary is $150,000 [1].", "150000 does not stand with it", id="invented number"),
        pytest.param("The average salary is $146,085 [2].", "146085 does not stand with it", id="another passage cited"),
        pytest.param("The course costs $146,085 [1][2].", "does not stand with it", id="number of another thing"),
        pytest.param("Engineers like to travel [3].", "of its words are in the source", id="nothing supports it"),
    ],
)
def test_an_unsupported_sentence_is_dropped_with_the_reason(packed, sentence, problem):
    statement, why = guard(sentence, packed)
    assert (statement, problem in why) == (None, True)


@pytest.mark.parametrize("sentence", ["[1]", " \n", "**", "[1]. "])
def test_what_holds_no_word_is_passed_over(packed, sentence):
    assert guard(sentence, packed) == (None, "")


async def test_supported_sentences_are_shown(written):
    shown, _ = await written("The average salary is $146,085 [1]. The course takes six weeks [2].")
    assert shown == ["The average salary is $146,085.", "The course takes six weeks."]


async def test_an_invented_number_is_dropped(written):
    shown, outcome = await written("The average salary is $146,085 [1]. The course takes 8 weeks [2].")
    assert (shown, len(outcome.dropped)) == (["The average salary is $146,085."], 1)


async def test_a_sentence_that_was_said_before_is_dropped(written):
    shown, outcome = await written("The course takes six weeks [2]. The course takes six weeks [2].")
    assert (shown, outcome.dropped) == (["The course takes six weeks."], ("The course takes six weeks. — was said before",))


async def test_passages_are_quoted_when_nothing_is_left(written):
    shown, outcome = await written("The average salary is $150,000 [1].")
    assert (shown[:2], outcome.reason) == ([PAY, COURSE], None)


async def test_passages_are_quoted_when_nothing_is_written(written):
    shown, _ = await written("")
    assert PAY in shown


@pytest.mark.parametrize("text", ["[0]", "[0].", "The passages do not say that [0]."])
async def test_a_zero_is_a_refusal(written, text):
    shown, outcome = await written(text)
    assert (shown, outcome.reason) == ([], "none_chosen")


async def test_a_zero_behind_an_answer_refuses_nothing(written):
    shown, outcome = await written("The course takes six weeks [2]. The rest is not said [0].")
    assert (shown, outcome.reason) == (["The course takes six weeks."], None)


async def test_a_sentence_that_is_cut_off_is_dropped(written):
    shown, _ = await written("The course takes six weeks [2]. The average salary of an")
    assert shown == ["The course takes six weeks."]


async def test_what_was_written_is_kept_for_the_record(written):
    _, outcome = await written("The course takes 8 weeks [2]. Bye")
    assert (outcome.raw, len(outcome.packed)) == ("The course takes 8 weeks [2]. Bye", 3)


async def test_nothing_is_asked_of_the_model_without_passages(make_result, collect):
    model = ScriptedModel()
    (outcome,) = await collect(Write(model).compose("Pay?", make_result(TEXT, {})))
    assert (outcome.reason, model.sent) == ("not_covered", [])


async def test_an_answer_that_is_closed_early_stops_the_model(result):
    model = ScriptedModel("The course takes six weeks [2]. The average salary is $146,085 [1]. And so on.")
    async with aclosing(Write(model).compose("Pay?", result)) as parts:
        assert isinstance(await anext(parts), Statement)
        assert model.streaming == 1
    assert model.streaming == 0


async def test_an_error_of_the_model_comes_through(result, collect):
    with pytest.raises(ModelCrashed):
        await collect(Write(ScriptedModel(ModelCrashed("gone"))).compose("Pay?", result))
