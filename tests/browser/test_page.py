"""The page in a real browser: replies, quotes, sources and refusals."""

import pytest
from playwright.sync_api import expect

from bot.page.markup import WRITING

QUESTION = "Do I need a degree?"
BOTH_SIZES = pytest.mark.parametrize("size", ["desktop", "phone"])


@BOTH_SIZES
def test_a_question_is_answered_and_a_click_on_a_number_shows_its_source(server, open_window, size):
    with open_window(server, size) as window:
        window.ask(QUESTION)
        answer = window.answer()
        expect(answer).to_contain_text("at least a bachelor's or master's degree")
        panel = window.page.locator("#source-panel")
        expect(panel).to_be_hidden()
        answer.locator("a", has_text="1").first.click()
        expect(panel.locator("mark").first).to_contain_text("at least a bachelor's or master's degree")
        expect(panel).to_contain_text("Springboard")
        expect(panel).to_contain_text("2021-06-13")
        expect(panel).to_contain_text("Region")
        window.page.keyboard.press("Escape")
        expect(panel).to_be_hidden()


@BOTH_SIZES
def test_nothing_is_wider_than_the_window(server, open_window, size):
    with open_window(server, size) as window:
        window.ask("Which skills do I need?")
        window.answer().locator("a").first.click()
        expect(window.page.locator("#source-panel mark").first).to_be_visible()
        widths = window.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert widths[0] <= widths[1]


@BOTH_SIZES
def test_quotes_are_read_while_the_reply_is_awaited_and_it_comes_above_them(server, model, open_window, size):
    with open_window(server, size) as window:
        model.may.clear()
        try:
            window.ask(QUESTION)
            quotes = window.replies.last.locator("blockquote")
            expect(window.replies.last).to_contain_text(WRITING)
            expect(quotes.first).to_be_visible()
        finally:
            model.may.set()
        answer = window.answer()
        expect(answer).not_to_contain_text(WRITING)
        reply = answer.locator(".message-content [role=article]").first
        expect(reply.locator('a[href^="/sources/"]').first).to_be_visible()
        assert reply.bounding_box()["y"] < quotes.first.bounding_box()["y"]


@BOTH_SIZES
def test_each_quote_names_its_source_as_a_link(server, open_window, size):
    with open_window(server, size) as window:
        window.ask(QUESTION)
        quotes = window.answer().locator("blockquote")
        expect(quotes.first.locator("[role=article]").last.get_by_role("link")).to_contain_text("Springboard · 2021-06-13")
        assert quotes.count() == quotes.filter(has=window.page.locator('a[href^="/sources/"]')).count()


@BOTH_SIZES
def test_quotes_that_the_reply_does_not_cite_are_folded_until_somebody_wants_them(server, open_window, size):
    with open_window(server, size) as window:
        window.ask(QUESTION)
        answer = window.answer()
        expect(answer.locator("blockquote:visible")).to_have_count(1)
        expect(window.more).to_have_attribute("aria-expanded", "false")
        window.more.click()
        expect(answer.locator("blockquote:visible")).to_have_count(answer.locator("blockquote").count())
        expect(window.more).to_have_attribute("aria-expanded", "true")
        window.more.press("Space")
        expect(answer.locator("blockquote:visible")).to_have_count(1)


def test_a_model_that_fails_leaves_the_quotes_and_a_button_to_ask_again(server, model, open_window):
    with open_window(server) as window:
        model.fails.set()
        try:
            window.ask(QUESTION)
            expect(window.suggestions).to_have_text(["Ask again"])
            expect(window.replies.last.locator("blockquote").first).to_be_visible()
            expect(window.replies.last).to_contain_text("Not answered")
        finally:
            model.fails.clear()
        window.suggestions.first.click()
        expect(window.replies).to_have_count(2)
        window.answer()


@BOTH_SIZES
def test_a_question_of_another_topic_is_refused_without_sources(server, open_window, size):
    with open_window(server, size) as window:
        window.ask("What is the best pizza topping in Naples?")
        expect(window.replies.last).to_contain_text("No answer in the documents")
        expect(window.replies.last.locator("a")).to_have_count(0)
        window.suggestions.first.click()
        expect(window.replies).to_have_count(2)
        window.answer()


@BOTH_SIZES
def test_a_follow_up_is_asked_by_its_button_and_the_old_buttons_go(server, open_window, size):
    with open_window(server, size) as window:
        window.ask(QUESTION)
        window.answer()
        button = window.suggestions.first
        topic = button.inner_text()
        button.click()
        expect(window.replies).to_have_count(2)
        window.answer()
        expect(window.page.locator("[data-step-type=user_message]").last).to_contain_text(topic)
        expect(window.replies.first.locator("button[id]:not(:has(svg))")).to_have_count(0)


@pytest.mark.parametrize(
    "question", ["<img src=x onerror=alert(1)>", "![x](http://evil.example/x.png) [y](javascript:alert(1)) pay"]
)
def test_a_hostile_question_is_shown_as_typed_and_does_nothing(server, open_window, question):
    with open_window(server) as window:
        window.ask(question)
        expect(window.page.locator("[data-step-type=user_message]")).to_contain_text(question)
        expect(window.suggestions.first).to_be_visible()
        expect(window.page.locator(".message-content img")).to_have_count(0)
        expect(window.page.locator("a[href*=evil], a[href^=javascript]")).to_have_count(0)


def test_a_question_without_end_is_told_what_to_do(server, open_window):
    with open_window(server) as window:
        window.ask("long " * 20_000)
        expect(window.replies.last).to_contain_text("please ask")


def test_a_source_is_a_page_of_its_own_too(server, open_window):
    with open_window(server) as window:
        window.ask(QUESTION)
        link = window.answer().locator("a").first
        with window.page.context.expect_page() as opened:
            link.click(modifiers=["Control"])
        expect(opened.value.locator("mark").first).to_be_visible()


def test_nothing_can_be_uploaded(server, open_window):
    with open_window(server) as window:
        expect(window.page.locator("#upload-button, input[type=file]")).to_have_count(0)


@BOTH_SIZES
def test_the_documents_are_listed(server, open_window, size):
    with open_window(server, size) as window:
        window.page.get_by_role("button", name="Documents").click()
        expect(window.page.get_by_role("dialog").get_by_text("Springboard · 2021-06-13")).to_be_visible()
