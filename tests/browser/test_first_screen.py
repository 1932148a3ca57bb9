"""What somebody sees who has not asked anything yet."""

import pytest
from playwright.sync_api import expect

from bot.page.suggest import BUNDLED_THEMES
from bot.wording import WHAT_I_AM

BOTH_SIZES = pytest.mark.parametrize("size", ["desktop", "phone"])
STARTERS = [(theme, question) for theme, questions in BUNDLED_THEMES.items() for question in questions]


@BOTH_SIZES
def test_it_says_that_a_machine_answers(server, open_window, size):
    with open_window(server, size) as window:
        expect(window.page.locator("#welcome")).to_contain_text(WHAT_I_AM)


@BOTH_SIZES
def test_it_says_how_many_documents_there_are_and_how_new(server, open_window, size):
    with open_window(server, size) as window:
        expect(window.page.locator("#welcome")).to_contain_text("3 documents, the newest of June 13, 2021")


def test_the_centre_is_named_instead_of_us(centre_server, open_window):
    with open_window(centre_server) as window:
        expect(window.page.get_by_role("heading", name="City Careers")).to_be_visible()


def test_the_logo_is_the_centres(centre_server, open_window):
    with open_window(centre_server) as window:
        logo = window.page.locator("#welcome-screen img.logo")
        assert "<title>City Careers</title>" in logo.evaluate("async (image) => (await fetch(image.src)).text()")


@BOTH_SIZES
def test_themes_open_the_questions_that_learners_ask_first(server, open_window, size):
    with open_window(server, size) as window:
        shown = []
        for theme in BUNDLED_THEMES:
            window.page.get_by_role("button", name=theme, exact=True).click()
            expect(window.page.get_by_role("button", name=BUNDLED_THEMES[theme][0])).to_be_visible()
            shown += [(theme, text) for text in window.page.locator("#starters > :nth-child(2) button").all_inner_texts()]
        assert shown == STARTERS


@pytest.mark.parametrize("theme", BUNDLED_THEMES)
def test_a_starter_is_answered(server, open_window, theme):
    with open_window(server) as window:
        window.page.get_by_role("button", name=theme, exact=True).click()
        window.page.get_by_role("button", name=BUNDLED_THEMES[theme][0]).click()
        expect(window.answer().locator('a[href^="/sources/"]').first).to_be_visible()


def test_that_it_is_a_machine_stays_there_under_an_answer(server, open_window):
    with open_window(server) as window:
        window.ask("Do I need a degree?")
        window.answer()
        expect(window.page.get_by_text(WHAT_I_AM)).to_be_visible()
