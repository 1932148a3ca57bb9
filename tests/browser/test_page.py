"""The page in a real browser, with a server that quotes."""

import pytest
from playwright.sync_api import expect

QUESTION = "Do I need a degree?"
BOTH_SIZES = pytest.mark.parametrize("size", ["desktop", "phone"])


@BOTH_SIZES
def test_a_question_is_answered_and_a_click_on_a_number_shows_its_source(quoting_server, open_window, size):
    with open_window(quoting_server, size) as window:
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
def test_nothing_is_wider_than_the_window(quoting_server, open_window, size):
    with open_window(quoting_server, size) as window:
        window.ask("Which skills do I need?")
        window.answer().locator("a").first.click()
        expect(window.page.locator("#source-panel mark").first).to_be_visible()
        widths = window.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert widths[0] <= widths[1]


@BOTH_SIZES
def test_every_sentence_links_to_a_source_and_each_source_is_listed(quoting_server, open_window, size):
    with open_window(quoting_server, size) as window:
        window.ask(QUESTION)
        answer = window.answer()
        listed = answer.locator("ol a").count()
        numbers = [int(text) for text in answer.locator("a").all_inner_texts() if text.isdecimal()]
        assert sorted(set(numbers)) == list(range(1, listed + 1))
        assert len(numbers) >= listed


@BOTH_SIZES
def test_a_question_of_another_topic_is_refused_without_sources(quoting_server, open_window, size):
    with open_window(quoting_server, size) as window:
        window.ask("What is the best pizza topping in Naples?")
        expect(window.replies.last).to_contain_text("No answer in the documents")
        expect(window.replies.last).not_to_contain_text("Sources")
        expect(window.replies.last.locator("a")).to_have_count(0)
        window.suggestions.first.click()
        expect(window.replies).to_have_count(2)
        window.answer()


@BOTH_SIZES
def test_a_follow_up_is_asked_by_its_button_and_the_old_buttons_go(quoting_server, open_window, size):
    with open_window(quoting_server, size) as window:
        window.ask(QUESTION)
        window.answer()
        button = window.suggestions.first
        topic = button.inner_text()
        button.click()
        expect(window.replies).to_have_count(2)
        expect(window.answer()).to_contain_text("Sources")
        expect(window.page.locator("[data-step-type=user_message]").last).to_contain_text(topic)
        expect(window.replies.first.locator("button[id]:not(:has(svg))")).to_have_count(0)


@pytest.mark.parametrize(
    "question", ["<img src=x onerror=alert(1)>", "![x](http://evil.example/x.png) [y](javascript:alert(1)) pay"]
)
def test_a_hostile_question_is_shown_as_typed_and_does_nothing(quoting_server, open_window, question):
    with open_window(quoting_server) as window:
        window.ask(question)
        expect(window.page.locator("[data-step-type=user_message]")).to_contain_text(question)
        expect(window.suggestions.first).to_be_visible()
        expect(window.page.locator(".message-content img")).to_have_count(0)
        expect(window.page.locator("a[href*=evil], a[href^=javascript]")).to_have_count(0)


def test_a_question_without_end_is_told_what_to_do(quoting_server, open_window):
    with open_window(quoting_server) as window:
        window.ask("long " * 20_000)
        expect(window.replies.last).to_contain_text("please ask")


def test_a_source_is_a_page_of_its_own_too(quoting_server, open_window):
    with open_window(quoting_server) as window:
        window.ask(QUESTION)
        link = window.answer().locator("a").first
        with window.page.context.expect_page() as opened:
            link.click(modifiers=["Control"])
        expect(opened.value.locator("mark").first).to_be_visible()


def test_nothing_can_be_uploaded(quoting_server, open_window):
    with open_window(quoting_server) as window:
        expect(window.page.locator("#upload-button, input[type=file]")).to_have_count(0)


@BOTH_SIZES
def test_the_documents_are_listed(quoting_server, open_window, size):
    with open_window(quoting_server, size) as window:
        window.page.get_by_role("button", name="Documents").click()
        expect(window.page.get_by_role("dialog").get_by_text("Springboard · 2021-06-13")).to_be_visible()
