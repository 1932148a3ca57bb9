"""A conversation leaves the page: as a file or by mail, after the learner has changed it."""

from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

QUESTION = "Do I need a degree?"
BOTH_SIZES = pytest.mark.parametrize("size", ["desktop", "phone"])
# Notes which mail the page asks the browser to write, and keeps it from doing so.
CATCH = """navigation.addEventListener("navigate", (event) => {
  if (!event.destination.url.startsWith("mailto:")) return;
  window.mail = event.destination.url;
  event.preventDefault();
})"""


@pytest.fixture
def open_handover(server, open_window, one_answer):
    """A page with the dialog, after one answer."""

    @contextmanager
    def opening(size="desktop"):
        with open_window(server, size, **one_answer) as window:
            window.answer()
            window.page.locator("a[href$='#handover']").click()
            yield window

    return opening


def transcript(window):
    return window.page.get_by_role("dialog").get_by_role("textbox")


def mail(window):
    """The parts of the mail that the learner's program is asked to open."""
    window.page.evaluate(CATCH)
    window.page.get_by_role("button", name="Open in my mail program").click()
    window.page.wait_for_function("window.mail")
    address = urlsplit(window.page.evaluate("window.mail"))
    return address.path, {name: values[0] for name, values in parse_qs(address.query).items()}


@BOTH_SIZES
def test_question_and_answer_are_there_to_be_read(open_handover, size):
    with open_handover(size) as window:
        text = transcript(window).input_value()
        assert f"I asked:\n{QUESTION}" in text
        assert "at least a bachelor's or master's degree" in text


def test_citations_are_numbers_and_quotes_name_their_sources(open_handover):
    with open_handover() as window:
        text = transcript(window).input_value()
        assert "according to Springboard's 2021 article. [1]" in text
        assert "\nHow to become a machine learning engineer: Springboard's advice · Springboard · 2021-06-13" in text


def test_buttons_are_no_part_of_it(open_handover):
    with open_handover() as window:
        assert "Helpful" not in transcript(window).input_value()


@BOTH_SIZES
def test_the_file_holds_what_the_learner_has_made_of_it(open_handover, size):
    with open_handover(size) as window:
        transcript(window).fill("Only this – please.")
        with window.page.expect_download() as download:
            window.page.get_by_role("button", name="Save as a file").click()
        assert download.value.suggested_filename == "conversation.md"
        assert Path(download.value.path()).read_text(encoding="utf-8") == "Only this – please."


@BOTH_SIZES
def test_a_mail_goes_to_the_adviser_with_what_the_learner_has_made_of_it(open_handover, size):
    with open_handover(size) as window:
        transcript(window).fill("Only this & no more?")
        address, parts = mail(window)
        assert address == "adviser@centre.example"
        assert parts == {"subject": "My questions", "body": "Only this & no more?"}


def test_what_is_too_long_for_a_mail_is_saved_to_be_attached(open_handover):
    with open_handover() as window:
        transcript(window).fill("long " * 1000)
        with window.page.expect_download():
            _, parts = mail(window)
        assert parts["body"] == "The conversation is in the attached file conversation.md."


def test_escape_closes_it_and_gives_the_focus_back(open_handover):
    with open_handover() as window:
        window.page.keyboard.press("Escape")
        expect(window.page.get_by_role("dialog")).to_have_count(0)
        expect(window.page.locator("a[href$='#handover']")).to_be_focused()


def test_before_the_first_question_it_says_that_there_is_nothing(server, open_window):
    with open_window(server) as window:
        window.page.locator("a[href$='#handover']").click()
        expect(transcript(window)).to_have_value("There is no conversation yet.")
