"""bot.page.markup: answers, plans and refusals as the page shows them. Rendered here by the parser that index/ uses."""

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from bot.answer import Citation, Evidence, Plan, Quote, Sentence, Stage
from bot.page.markup import answer_markdown, found_places, plan_markdown, problem_markdown, refusal_markdown
from index.blocks import Span
from index.catalogue import Catalogue
from index.documents import Document, Metadata
from index.search import Hit, ScoredSentence, SearchResult


def citation(number, start, end):
    document = Document("pay [x].md", "# T\n\n## Pay\n\nPay is 5. Rent is 3.\n", 0, Metadata('A “b” "c" [d]'), "0" * 64)
    return Citation(number, Evidence(document, ("T", "Pay"), Span(start, end)))


PAY, RENT = "Pay is 5.", "Rent is 3."
ONE, TWO = citation(1, 13, 22), citation(2, 23, 33)
ADDRESS = "/sources/pay%20%5Bx%5D.md/13-22?is=d5fa0a63#quote"
SOURCE = 'A “b” "c" \\[d\\] · Pay'


def sentence(text, *numbers, paragraph=0, layout="sentence"):
    return Sentence(text, numbers, paragraph, layout)


def quote(*sentences, cited=False):
    return Quote("A guide › Pay", sentences, cited)


def body(text):
    """An answer without the addresses behind its numbers."""
    return text.split("\n\n[1]: ")[0]


def test_a_reply_stands_above_the_quotes_and_each_quote_above_its_source():
    text = answer_markdown(
        [sentence("It is five.", 1), sentence("Rent is three.", 2)],
        [quote(sentence(PAY, 1), sentence(RENT, 2), cited=True)],
        [ONE, TWO],
    )
    assert body(text) == f"It is five. [1] Rent is three. [2]\n\n> {PAY} [1] {RENT} [2]\n>\n> [{SOURCE}][1]"
    html = MarkdownIt("commonmark").render(text)
    assert html.count(f'href="{ADDRESS}"') == 3  # in the reply, in the quote, and its source


def test_sentences_that_stand_in_one_place_have_their_number_once():
    text = answer_markdown([], [quote(sentence(PAY, 1), sentence("Still.", 1), sentence(RENT, 2))], [ONE, TWO])
    assert body(text).startswith(f"> {PAY} Still. [1] {RENT} [2]\n")


def test_quotes_of_one_section_share_a_block_and_their_source():
    elsewhere = Citation(3, replace(ONE.evidence, section=("T", "Rent")))
    quotes = [quote(sentence(PAY, 1)), quote(sentence(RENT, 2)), quote(sentence(PAY, 3))]
    text = body(answer_markdown([], quotes, [ONE, TWO, elsewhere]))
    assert (
        text
        == f"> {PAY} [1]\n>\n> {RENT} [2]\n>\n> [{SOURCE}][1]\n\n> {PAY} [3]\n>\n> [{SOURCE.replace('· Pay', '· Rent')}][3]"
    )


def test_a_list_is_quoted_as_a_list():
    listed = (
        sentence("You need:", 1, 2, layout="lead_in"), sentence("time", 1, layout="item"), sentence("money", 2, layout="item")
    )  # fmt: skip
    text = answer_markdown([], [quote(*listed)], [ONE, TWO])
    assert body(text).splitlines() == [
        "> You need: [1] [2]", ">", "> - time [1]", "> - money [2]", ">", f"> [{SOURCE}][1]"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cited", "folded"),
    [
        pytest.param([True, False], 1, id="the reply stands on one"),
        pytest.param([True, True], 0, id="on all"),
        pytest.param([False, False], 0, id="on none, as there is no reply"),
    ],
)
def test_what_is_not_cited_follows_behind_a_link(cited, folded):
    quotes = [quote(sentence(PAY, 1), cited=one) for one in cited]
    text = body(answer_markdown([], quotes, [ONE]))
    before, _, behind = text.partition(f"[More from the documents ({folded})](/#more)")
    assert (before.count(PAY), behind.count(PAY)) == (len(cited) - folded, folded)


def test_while_the_reply_is_awaited_that_is_said_above_the_quotes():
    text = answer_markdown([], [quote(sentence(PAY, 1))], [ONE], opening="Gladly.", waiting="A moment …")
    assert body(text).startswith(f"Gladly.\n\n*A moment …*\n\n> {PAY} [1]")


def test_remarks_come_last():
    assert body(answer_markdown([], [quote(sentence(PAY, 1))], [ONE], remarks=["It is *old*."])).endswith(
        "\n\n*It is \\*old\\*.*"
    )


def test_nothing_shown_yet_is_nothing():
    assert answer_markdown([], [], []) == ""


def test_a_problem_is_a_box_in_which_nothing_of_it_comes_alive():
    assert problem_markdown("the model *ended*") == "::: warning\nThe model \\*ended\\*\n:::"


@pytest.fixture
def found():
    """A search that found both sentences of a document."""
    document = Document("pay [x].md", "# T\n\n## Pay\n\nPay is *5*. Rent is 3.\n", 0, Metadata("A [guide]"), "0" * 64)
    (chunk,) = Catalogue.of([document]).chunks
    sentences = tuple(ScoredSentence(span, 1.0, 1.0, None, None, 1.0, 1.0) for span in chunk.sentences)
    return SearchResult("Pay?", "Pay?", False, 1.0, (Hit(chunk, document, sentences),))


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
