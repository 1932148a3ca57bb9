"""Conversations that are kept: found again, renamed, deleted, gone on with, and nobody else's."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

QUESTION = "Does Amazon have a certification in machine learning?"
OTHER = "Do I need a degree?"
BOTH_SIZES = pytest.mark.parametrize("size", ["desktop", "phone"])
DATABASES = ["sqlite", "postgresql"]
# What is kept does not depend on the size of the page, nor the page on the database: each is seen with one of the other.
BOTH_KEPT = pytest.mark.parametrize(
    ("keeping_server", "size"), [("sqlite", "desktop"), ("postgresql", "phone")], indirect=["keeping_server"]
)


@pytest.fixture(scope="module")
def keeping_server(request, start_server, make_home):
    """A server with a database of each kind."""
    if request.param == "sqlite":
        yield request.getfixturevalue("server")
        return
    database = request.getfixturevalue("make_postgresql_database")()
    with start_server(home=make_home(), DATABASE=database) as server:
        yield server


def past(window):
    """The list of past conversations; on a phone it is opened first."""
    conversations = window.page.locator("#thread-history a")
    if window.page.viewport_size["width"] < 768:
        window.page.locator("#sidebar-trigger-button").click()
    expect(conversations.first).to_be_visible()
    return conversations


def choose(window, conversation, action):
    """An action of the menu beside a past conversation."""
    conversation.hover()
    conversation.locator("#thread-options").click()
    window.page.get_by_role("menuitem", name=action).click()


def asked(window, *questions):
    """Ask each of them in a conversation of its own."""
    for number, question in enumerate(questions):
        if number:
            window.page.locator("#new-chat-button").click()
            expect(window.page.locator("#starters")).to_be_visible()
        window.ask(question)
        expect(window.suggestions.first).to_be_visible()


@BOTH_KEPT
def test_a_conversation_is_listed_by_its_first_question(keeping_server, open_window, size):
    with open_window(keeping_server, size) as window:
        asked(window, QUESTION)
        expect(past(window)).to_have_text([QUESTION])


@BOTH_KEPT
def test_a_reload_shows_the_conversation_again(keeping_server, open_window, size):
    with open_window(keeping_server, size) as window:
        asked(window, QUESTION)
        answer = window.replies.last.inner_text()
        expect(window.page).to_have_url(re.compile("/thread/"))
        window.page.reload()
        expect(window.answer()).to_contain_text(answer.splitlines()[0])


@BOTH_KEPT
def test_a_past_conversation_is_found_by_a_word_of_its_answer(keeping_server, open_window, size):
    with open_window(keeping_server, size) as window:
        asked(window, OTHER, QUESTION)
        past(window)
        window.page.locator("#search-chats-button").click()
        window.page.locator("[cmdk-input]").fill("bachelor")
        found = window.page.locator("[cmdk-item]")
        expect(found).to_have_text([OTHER])
        found.click()
        expect(window.answer()).to_contain_text("bachelor")


@BOTH_KEPT
def test_a_renamed_conversation_keeps_its_name(keeping_server, open_window, size):
    with open_window(keeping_server, size) as window:
        asked(window, QUESTION)
        choose(window, past(window), "Rename")
        window.page.get_by_role("dialog").locator("input").fill("Certificates")
        window.page.get_by_role("button", name="Confirm").click()
        expect(window.page.locator("#thread-history a")).to_have_text(["Certificates"])
        window.page.reload()
        expect(past(window)).to_have_text(["Certificates"])


@BOTH_KEPT
def test_a_deleted_conversation_is_gone_after_a_reload(keeping_server, open_window, size):
    with open_window(keeping_server, size) as window:
        asked(window, OTHER, QUESTION)
        choose(window, past(window).filter(has_text=OTHER), "Delete")
        window.page.get_by_role("button", name="Confirm").click()
        expect(window.page.locator("#thread-history a")).to_have_text([QUESTION])
        window.page.reload()
        expect(past(window)).to_have_text([QUESTION])


@pytest.fixture(params=DATABASES)
def after_restart(request, start_server, open_window, make_home):
    """A page with a conversation that an earlier server has had."""
    home = make_home()
    settings = {"DATABASE": request.getfixturevalue("make_postgresql_database")()} if request.param == "postgresql" else {}
    with start_server(home=home, **settings) as server, open_window(server) as window:
        asked(window, QUESTION)
        expect(window.page).to_have_url(re.compile("/thread/"))
        path, state = window.page.url.removeprefix(server.url), window.page.context.storage_state()
    with (
        start_server(home=home, **settings) as server,
        open_window(server, path=path, storage_state=state) as window,
    ):
        yield window


def test_a_conversation_goes_on_after_a_restart_and_its_answers_can_still_be_judged(after_restart):
    window = after_restart
    window.opinion("Helpful").click()
    expect(window.page.get_by_text("Thank you.")).to_be_visible()
    # The sources of what was said before.
    window.answer().locator("a").first.click()
    expect(window.page.locator("#source-panel mark").first).to_contain_text("certification")
    window.page.keyboard.press("Escape")
    # A question that says nothing without the one before it.
    window.ask("and Google?")
    expect(window.replies).to_have_count(2)
    expect(window.answer()).to_contain_text("Microsoft and Google do not")


def test_another_browser_sees_none_of_it_in_its_list(server, open_window):
    with open_window(server) as window, open_window(server) as other:
        asked(window, QUESTION)
        other.page.reload()
        expect(other.page.get_by_text("No conversations yet")).to_be_visible()


def test_another_browser_does_not_get_it_by_its_address(server, open_window):
    with open_window(server) as window:
        asked(window, QUESTION)
        expect(window.page).to_have_url(re.compile("/thread/"))
        thread = window.page.url.rsplit("/", 1)[1]
        with open_window(server) as other:
            response = other.page.request.get(f"{other.url}/project/thread/{thread}")
            assert not response.ok
            assert QUESTION not in response.text()


@BOTH_SIZES
def test_without_storage_no_conversation_is_listed(centre_server, open_window, size):
    with open_window(centre_server, size) as window:
        window.ask(QUESTION)
        window.answer()
        expect(window.page.locator("#thread-history, #sidebar-trigger-button")).to_have_count(0)


@BOTH_SIZES
def test_without_storage_a_reload_starts_anew(centre_server, open_window, size):
    with open_window(centre_server, size) as window:
        window.ask(QUESTION)
        window.answer()
        window.page.reload()
        expect(window.page.locator("#starters")).to_be_visible()
        expect(window.replies).to_have_count(0)


def test_without_storage_there_is_no_cookie(centre_server, open_window):
    with open_window(centre_server) as window:
        window.ask(QUESTION)
        window.answer()
        assert window.page.context.cookies() == []


def test_without_storage_there_is_no_database(centre_server, open_window):
    with open_window(centre_server) as window:
        window.ask(QUESTION)
        window.answer()
        assert list(centre_server.home.glob("*.db")) == []


@BOTH_SIZES
def test_everything_of_a_person_is_deleted_when_they_want_it(server, open_window, size):
    with open_window(server, size) as window:
        asked(window, QUESTION)
        name = next(cookie["value"] for cookie in window.page.context.cookies() if cookie["name"] == "waymark_visitor")
        window.page.locator('a[href$="#handover"]').click()
        window.page.get_by_role("button", name="Delete everything of mine").click()
        window.page.get_by_role("button", name="Delete everything of mine").last.click()
        expect(window.page.locator("#welcome-screen")).to_be_visible()
        cookies = {cookie["name"]: cookie["value"] for cookie in window.page.context.cookies()}
        assert cookies["waymark_visitor"] != name
        if size == "phone":
            window.page.locator("#sidebar-trigger-button").click()
        expect(window.page.get_by_text("No conversations yet")).to_be_visible()


@BOTH_KEPT
def test_all_conversations_are_saved_as_one_file(keeping_server, open_window, size):
    with open_window(keeping_server, size) as window:
        asked(window, QUESTION, OTHER)
        window.page.locator('a[href$="#handover"]').click()
        with window.page.expect_download() as download:
            window.page.get_by_role("link", name="Save all my conversations").click()
        assert download.value.suggested_filename == "my-conversations.md"
        text = Path(download.value.path()).read_text(encoding="utf-8")
        assert [line for line in text.splitlines() if line.startswith("### ")] == [f"### {QUESTION}", f"### {OTHER}"]
        assert f"]({window.url}/sources/" in text
