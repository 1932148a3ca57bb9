"""The writer: of what a model writes, only what the quotes hold is shown."""

from contextlib import aclosing

import pytest
from scipy.special import expit

from bot.answer import Statement
from bot.errors import ModelCrashed
from bot.models.fakes import ScriptedModel
from bot.models.model import Beginning, ModelCard
from bot.reply.passages import quoted
from bot.reply.writer import (
    CONFIDENCE,
    DOUBT,
    JUDGING,
    LAST_RESORT,
    LEAST_SHARE,
    MAX_TOKENS,
    SURE_FROM,
    Writer,
    cited_numbers,
    not_stated_from,
    split_written,
    sureness,
    written_text,
)

PAY = "The average salary of an engineer is $146,085 a year."
COURSE = "The preparatory course takes six weeks."
TOOLS = "Engineers need these tools:\n\n- Python for all code\n- SQL for large tables"
TEXT = f"## Pay\n\n{PAY}\n\n## Course\n\n{COURSE}\n\n## Tools\n\n{TOOLS}\n"
RANKS = {"The average": 0.92, "The prep": 0.91, "Python": 0.9}


@pytest.fixture
def passages(make_result):
    """The three passages: pay, course, tools."""
    return quoted([make_result(TEXT, RANKS)])


@pytest.fixture
def written(passages, collect):
    """What is shown, and how it came about, when the model writes this."""

    async def written(text):
        *statements, written = await collect(Writer(ScriptedModel(text)).write("Pay?", passages))
        return statements, written

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
        "There are three: 1. Look; 2. Read; 3. Write. That is all.",
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
    ("sentence", "text"),
    [
        pytest.param("The pay is $5 [1].", "The pay is $5.", id="number"),
        pytest.param("The pay is $5. [1][2, 3]", "The pay is $5.", id="numbers behind"),
        pytest.param("- The **pay** is `$5` [1]", "The pay is $5", id="Markdown"),
        pytest.param("1. The pay is *high*.", "The pay is high.", id="numbering"),
        pytest.param("## Pay", "Pay", id="heading"),
        pytest.param("NOT STATED", "", id="flag"),
        pytest.param(", [7].", ",.", id="only a number"),
    ],
)
def test_a_written_sentence_is_shown_without_numbers_and_markup(sentence, text):
    assert written_text(sentence) == text


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        pytest.param("The average salary is $146,085 a year [1].", PAY, id="cited"),
        pytest.param("The average salary is $146,085 a year.", PAY, id="not cited"),
        pytest.param("The average salary is $146,085 a year [9].", PAY, id="a number without a quote"),
        pytest.param("Engineers need SQL for large tables [3].", " ".join(TOOLS.split()), id="an item"),
    ],
)
async def test_a_sentence_cites_what_holds_it(written, sentence, quote):
    (statement,), _ = await written(sentence)
    assert [place.quote.split() for place in statement.evidence] == [quote.split()]


async def test_sentences_are_shown_in_their_order(written):
    statements, _ = await written("The average salary is $146,085 a year [1]. The preparatory course takes six weeks [2].")
    assert [one.text for one in statements] == ["The average salary is $146,085 a year.", COURSE]


async def test_what_no_quote_holds_is_dropped_with_the_reason(written):
    statements, written_ = await written(
        "The preparatory course takes six weeks [2]. The preparatory course takes 8 weeks [2]."
    )
    assert [one.text for one in statements] == [COURSE]
    (dropped,) = written_.dropped
    assert dropped.startswith("The preparatory course takes 8 weeks. — ")


async def test_what_stands_in_another_quote_than_it_names_is_dropped(written):
    statements, written_ = await written("The average salary is $146,085 a year [2].")
    assert (statements, len(written_.dropped)) == ([], 1)
    assert written_.dropped[0].endswith("— stands in another quote than the one that it names")


async def test_what_was_said_is_not_said_again(written):
    statements, _ = await written(f"{COURSE} [2] {COURSE} [2]")
    assert [one.text for one in statements] == [COURSE]


async def test_a_sentence_that_the_token_limit_cuts_off_is_left_out(written):
    statements, written_ = await written(f"{COURSE} {'It takes six weeks and ' * MAX_TOKENS}")
    assert ([one.text for one in statements], written_.dropped) == ([COURSE], ())


@pytest.mark.parametrize(("tuned", "turns"), [pytest.param(True, 2, id="tuned"), pytest.param(False, 12, id="any other")])
async def test_a_model_with_its_adapter_needs_no_worked_examples(passages, collect, tuned, turns):
    model = ScriptedModel(f"{COURSE} [2]", card=ModelCard("scripted", None, 4096, tuned=tuned))
    await collect(Writer(model).write("How long is the course?", passages))
    assert (len(model.sent[0]), model.tuned) == (turns, [tuned])


@pytest.mark.parametrize(
    ("tuned", "beginning"),
    [
        pytest.param(True, Beginning(LAST_RESORT, not_stated_from(0.6), LEAST_SHARE, JUDGING, SURE_FROM), id="adapter"),
        pytest.param(False, None, id="no adapter"),
    ],
)
async def test_what_the_search_says_is_passed_on_to_a_model_with_its_adapter(passages, collect, tuned, beginning):
    model = ScriptedModel("", card=ModelCard("scripted", None, 4096, tuned=tuned))
    await collect(Writer(model).write("How long is the course?", passages, confidence=0.6))
    assert model.beginnings == [beginning]


@pytest.mark.parametrize(
    ("text", "share", "in_two_minds"),
    [
        pytest.param(f"{COURSE} [2]", 0.9, False, id="a reply"),
        pytest.param("", 0.9, True, id="rather not"),
        pytest.param("", 0.1, False, id="it does not know how to begin"),
        pytest.param("", None, False, id="a model that does not tell"),
    ],
)
async def test_a_model_may_be_in_two_minds(passages, collect, text, share, in_two_minds):
    model = ScriptedModel(text, card=ModelCard("scripted", None, 4096, tuned=True), last_resort_share=share)
    *_, written = await collect(Writer(model).write("How long is the course?", passages, confidence=0.6))
    assert (written.not_stated_share, written.in_two_minds) == (share, in_two_minds)


def test_the_surer_the_search_the_surer_must_the_model_be():
    even = float(expit(DOUBT / CONFIDENCE))
    shares = [not_stated_from(confidence) for confidence in (0.0, even / 2, even, 0.9, 1.0)]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1], shares[2]) == (0.0, 1.0, pytest.approx(0.5))
    assert sureness(0.6, not_stated_from(0.6)) == pytest.approx(0.0)


async def test_a_last_sentence_needs_no_full_stop(written):
    statements, _ = await written("The preparatory course takes six weeks")
    assert [one.text for one in statements] == ["The preparatory course takes six weeks"]


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        pytest.param("[3], [1]", (2, 0), id="numbers alone"),
        pytest.param("[2]", (1,), id="one"),
        pytest.param("[2, 3].", (1, 2), id="in one bracket"),
        pytest.param("[9] [0]", (), id="numbers of no quote"),
        pytest.param("", (), id="nothing"),
    ],
)
async def test_bare_numbers_are_a_choice_of_quotes(written, passages, text, chosen):
    _, written_ = await written(text)
    assert (written_.chosen, written_.dropped) == (tuple(passages[place] for place in chosen), ())


@pytest.mark.parametrize(
    ("text", "not_stated"),
    [
        pytest.param("NOT STATED", True, id="alone"),
        pytest.param("NOT STATED.", True, id="full stop"),
        pytest.param("NOT STATED [1]", True, id="with a number"),
        pytest.param("The preparatory course takes 8 weeks [2]. NOT STATED", True, id="behind what is dropped"),
        pytest.param(f"{COURSE} [2] NOT STATED", False, id="behind what is shown"),
        pytest.param("[1]", False, id="a choice"),
    ],
)
async def test_that_it_is_not_there_counts_if_nothing_is_said(written, text, not_stated):
    assert (await written(text))[1].not_stated == not_stated


async def test_the_record_has_the_prompt_and_all_that_was_written(written):
    _, written_ = await written("The preparatory course takes 8 weeks [2]. Bye")
    assert written_.raw == "The preparatory course takes 8 weeks [2]. Bye"
    assert all(text in written_.prompt[-1].content for text in (PAY, COURSE, "SQL for large tables", "Question: Pay?"))
    assert written_.usage.completion_tokens == 8


async def test_the_model_gets_the_labels_of_the_quotes(written):
    _, written_ = await written("")
    assert "[1] (A guide › Pay) " in written_.prompt[-1].content
    assert f"[2] (Course) {COURSE}" in written_.prompt[-1].content


async def test_what_is_prepared_is_what_every_prompt_begins_with(passages, collect):
    model = ScriptedModel("", "")
    writer = Writer(model)
    await writer.prepare()
    await collect(writer.write("Pay?", passages))
    prepared, sent = model.sent
    assert prepared[:-1] == sent[:-1] == [message for message in sent if message.fixed]


async def test_an_answer_that_is_closed_early_stops_the_model(passages):
    model = ScriptedModel(f"{COURSE} [2] The average salary is $146,085 a year [1]. And so on.")
    async with aclosing(Writer(model).write("Pay?", passages)) as parts:
        assert isinstance(await anext(parts), Statement)
        assert model.streaming == 1
    assert model.streaming == 0


async def test_an_error_of_the_model_comes_through(passages, collect):
    with pytest.raises(ModelCrashed):
        await collect(Writer(ScriptedModel(ModelCrashed("gone"))).write("Pay?", passages))
