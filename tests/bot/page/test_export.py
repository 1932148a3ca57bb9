"""bot.page.export: the conversations as one file, in which every message can be read without the page."""

from datetime import UTC, datetime

import pytest

from bot.answer import Citation, Evidence, Plan, Quote, Sentence, Stage
from bot.history.store import Conversation
from bot.inert import WORD_JOINER
from bot.page.export import NONE, conversations_markdown
from bot.page.markup import answer_markdown, plan_markdown, refusal_markdown
from index.blocks import Span

ADDRESS = "https://centre.example"
GUIDE = "# Pay\n\nThe pay is high. It rises.\n"


def said(kind, text):
    return {"type": f"{kind}_message", "output": text, "createdAt": "2026-11-21T12:30:00.000Z"}


def conversation(*steps, name="Pay"):
    return Conversation("c1", "p1", "ada", name, datetime(2026, 11, 21, tzinfo=UTC), {}, steps)


def reply(text):
    """What the file has of a reply with this Markdown."""
    return conversations_markdown([conversation(said("assistant", text))], ADDRESS).split("\n\n", 3)[3]


@pytest.fixture
def citations(make_document):
    document = make_document(GUIDE)
    spans = [Span(GUIDE.index(quote), GUIDE.index(quote) + len(quote)) for quote in ("The pay is high.", "It rises.")]
    return [Citation(number, Evidence(document, ("Pay",), span)) for number, span in enumerate(spans, start=1)]


def test_questions_are_headings_of_their_conversation():
    text = conversations_markdown([conversation(said("user", "Is the *pay* high?"), name="Pay <b>")], ADDRESS)
    assert text == (
        "# My conversations with Waymark\n\n## Pay \\<b>\n\n2026-11-21\n\n"
        "### Is the \\*pay\\* high?\n\n*2026-11-21 12:30 UTC*\n"
    )  # fmt: skip


def test_the_steps_of_the_search_are_no_part_of_it():
    assert "Searched" not in conversations_markdown([conversation({"type": "tool", "output": "Searched"})], ADDRESS)


def test_each_source_has_its_whole_address(citations):
    sentences = [Sentence("The pay is high.", (1,), 0, "sentence"), Sentence("It rises.", (2,), 0, "sentence")]
    quotes = [
        Quote("A guide › Pay", (sentence,), cited=cited) for sentence, cited in zip(sentences, (True, False), strict=True)
    ]
    lines = reply(answer_markdown(sentences, quotes, citations)).splitlines()
    assert lines[0] == "The pay is high. [1] It rises. [2]"
    sources = [line for line in lines if line.startswith("> [")]
    assert len(sources) == 2
    assert all(line.startswith(f"> [A guide · Pay]({ADDRESS}/sources/guide.md/") for line in sources)
    assert not any(line.startswith("[") for line in lines)


def test_a_plan_stands_below_its_question(citations):
    plan = Plan("to earn", (Stage("Learn", (Sentence("The pay is high.", (1,), 0, "sentence"),)),))
    text = reply(plan_markdown(plan, citations[:1]))
    assert [line for line in text.splitlines() if line.startswith("#")] == ["##### A plan to earn", "###### Learn"]
    assert f"({ADDRESS}/plan.pdf?goal=to%20earn)" in text


def test_a_refusal_has_no_box():
    assert ":::" not in reply(refusal_markdown("not_covered", "adviser@centre.example", nearby=True))


def test_no_sign_of_the_page_is_left():
    assert reply(f"See www{WORD_JOINER}.example.org") == "See www.example.org\n"


def test_nothing_kept_is_said():
    assert conversations_markdown([], ADDRESS) == NONE
