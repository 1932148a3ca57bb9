"""The server is killed in the middle of an answer: the page comes back by itself, says so, and no question is lost."""

from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from bot.models.fakes import quick_model

QUESTION = "Do I need a degree?"
KEPT = "The server was started again in the middle of this answer."
NOT_KEPT = "The connection was lost and is back."


@pytest.fixture
def after_a_kill(start_server, open_window, make_home):
    """A page that asked something of a server which was then killed, beside the server that came after it."""
    windows = []

    def kill(size, **settings):
        home = make_home()
        with start_server(quick_model(), home, **settings) as server:
            window = opened.enter_context(open_window(server, size))
            windows.append(window)
            model = server.model
            model.suspend()  # so that the answer does not end before we do
            window.ask(QUESTION)
            expect(window.page.get_by_text("Searched the documents")).to_be_visible()
            server.process.kill()
            server.process.wait()
            model.kill()
        opened.enter_context(start_server(quick_model(), home, PORT=urlsplit(window.url).port, **settings))
        return window

    with ExitStack() as opened:
        yield kill
        for window in windows:
            window.complaints.clear()  # of a server that was not there


@pytest.mark.parametrize(
    ("size", "settings", "told"),
    [
        pytest.param("phone", {}, KEPT, id="kept, phone"),
        pytest.param("desktop", {"DATABASE": "none"}, NOT_KEPT, id="not kept, desktop"),
    ],
)
def test_the_page_says_what_happened_and_goes_on(after_a_kill, size, settings, told):
    window = after_a_kill(size, **settings)
    expect(window.page.get_by_text(told).first).to_be_visible()  # on the page, and told to screen readers
    expect(window.page.locator("[data-step-type=user_message]")).to_have_text([QUESTION])
    window.ask("Which languages should I learn?")
    expect(window.page.locator("[data-step-type=user_message]")).to_have_count(2)
    expect(window.replies.last.locator("button").first).to_be_visible()
