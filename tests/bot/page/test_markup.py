"""bot.page.markup: answers, plans and refusals as the page shows them. Rendered here by the parser that index/ uses."""

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from bot.answer import Citation, Evidence, Plan, Sentence, Stage
from bot.page.markup import answer_markdown, found_markdown, found_places, plan_markdown, refusal_markdown
from index.blocks import Span
from index.catalogue import Catalogue
from index.documents import Document, Metadata
from index.search import Hit, ScoredSentence, SearchResult


def citation(number, start, end):
    document = Document("pay [x].md", "# T\n\n## Pay\n\nPay is 5. Rent is 3.\n", 0, Metadata('A “b” "c" [d]'), "0" * 64)
    return Citation(number, Evidence(document, ("T", "Pay"), Span(start, end)))


def test_answer_has_a_number_a_sentence_and_its_sources():
    one, two = citation(1, 13, 22), citation(2, 23, 33)
    sentences = [
        Sentence("Pay is 5.", (1,), 0, "sentence"),
        Sentence("Rent is 3.", (2,), 0, "sentence"),
        Sentence("You need:", (1, 2), 1, "lead_in"),
        Sentence("time", (1,), 1, "item"),
        Sentence("money", (2,), 1, "item"),
        Sentence("That is all.", (2,), 2, "sentence"),
    ]
    text = answer_markdown(sentences, [one, two], finished=True)
    body, sources = text.split("\n\n**Sources**\n\n")
    assert body == "Pay is 5. [1] Rent is 3. [2]\n\nYou need: [1] [2]\n\n- time [1]\n- money [2]\n\nThat is all. [2]"
    html = MarkdownIt("commonmark").render(text)
    assert html.count('href="/sources/pay%20%5Bx%5D.md/13-22?is=d5fa0a63#quote"') == 4  # three sentences and the list
    assert sources.startswith('1. [A “b” "c" \\[d\\] · undated · Pay][1]')


def test_while_it_streams_the_numbers_are_links_and_the_list_is_still_to_come():
    text = answer_markdown([Sentence("Pay is 5.", (1,), 0, "sentence")], [citation(1, 13, 22)], finished=False)
    assert "Sources" not in text
    # The page puts its cursor after the text; it must not change the last address.
    assert 'href="/sources/pay%20%5Bx%5D.md/13-22?is=d5fa0a63#quote"' in MarkdownIt("commonmark").render(text + "\u200b")


@pytest.fixture
def found():
    """A search that found both sentences of a document."""
    document = Document("pay [x].md", "# T\n\n## Pay\n\nPay is *5*. Rent is 3.\n", 0, Metadata("A [guide]"), "0" * 64)
    (chunk,) = Catalogue.of([document]).chunks
    sentences = tuple(ScoredSentence(span, 1.0, 1.0, None, None, 1.0, 1.0) for span in chunk.sentences)
    return SearchResult("Pay?", "Pay?", False, 1.0, (Hit(chunk, document, sentences),))


def test_what_is_found_can_be_read_while_others_are_served(found):
    text = found_markdown(found, 3)
    assert text.startswith("*Answers that are written before yours: 3. What I have found meanwhile:*\n- Pay is \\*5\\*. [1]\n")
    assert MarkdownIt("commonmark").render(text).count('href="/sources/') == 2


def test_the_sections_in_which_something_was_found(found):
    assert found_places(found) == "- A \\[guide\\] › Pay"


def test_where_nothing_was_found_a_dash_stands(found):
    assert found_places(replace(found, hits=())) == "-"


def test_a_refusal_is_a_box_without_sources():
    assert refusal_markdown("not_covered", "an adviser", nearby=True).startswith(
        "::: help\nThe documents that I have do not answer"
    )
    assert refusal_markdown("not_covered", "an adviser", nearby=True).endswith(":::\n\nThey do cover:")
    assert refusal_markdown("not_understood", "an adviser", nearby=False).endswith("\n:::")


def test_a_plan_has_stages_and_links_of_our_own_alone():
    steps = (Sentence("[Pay](http://evil.example) 5.", (1,), 0, "item"), Sentence("Pay is 5.", (1,), 0, "item"))
    plan = Plan("to earn more) [x](http://evil.example", (Stage("The steps", steps),))
    text = plan_markdown(plan, [citation(1, 13, 22)])
    tokens = MarkdownIt("commonmark").parse(text)
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h2", "h3"]
    links = [child.attrs["href"] for token in tokens for child in token.children or () if child.type == "link_open"]
    source = "/sources/pay%20%5Bx%5D.md/13-22"
    goal = "goal=to%20earn%20more%29%20%5Bx%5D%28http%3A%2F%2Fevil.example"
    assert [link.split("?is=")[0] for link in links] == [source, source, f"/plan.md?{goal}", f"/plan.pdf?{goal}", source]
