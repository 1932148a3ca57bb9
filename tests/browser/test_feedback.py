"""What learners say about an answer, and what is kept of it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

from bot.history.database import open_database
from bot.history.store import HistoryStore

QUESTION = "Do I need a degree?"
BOTH_SIZES = pytest.mark.parametrize("size", ["desktop", "phone"])
FAULTS = pytest.mark.parametrize(("label", "fault"), [("Answer is wrong", "answer"), ("Source is wrong", "source")])


async def _all_feedback(server):
    store = HistoryStore(await open_database(f"sqlite:///{server.home / 'conversations.db'}"))
    try:
        return await store.all_feedback()
    finally:
        await store.close()


def newest(server):
    """The newest feedback with the record of its answer. In a thread: Playwright's event loop runs in this one."""
    with ThreadPoolExecutor() as thread:
        return thread.submit(lambda: asyncio.run(_all_feedback(server))).result()[-1]


@pytest.fixture
def judge(server, open_window):
    """Ask, click an opinion, add words if there are any, and give what is kept."""

    def judging(label, words="", *, size="desktop"):
        with open_window(server, size) as window:
            window.ask(QUESTION)
            window.answer()
            window.opinion(label).click()
            if label != "Helpful":
                dialog = window.page.get_by_role("dialog")
                dialog.get_by_role("textbox").fill(words)
                dialog.get_by_role("button", name="Send").click() if words else window.page.keyboard.press("Escape")
            expect(window.page.get_by_text("Thank you.")).to_be_visible()
        return newest(server)

    return judging


@BOTH_SIZES
def test_one_click_says_that_an_answer_is_helpful(judge, size):
    given, _ = judge("Helpful", size=size)
    assert (given.helpful, given.fault, given.comment) == (True, None, "")


@BOTH_SIZES
@FAULTS
def test_what_is_wrong_is_kept_with_the_learners_words(judge, label, fault, size):
    given, _ = judge(label, "It says too little.", size=size)
    assert (given.helpful, given.fault, given.comment) == (False, fault, "It says too little.")


@FAULTS
def test_nobody_has_to_say_more(judge, label, fault):
    given, _ = judge(label)
    assert (given.helpful, given.fault, given.comment) == (False, fault, "")


def test_with_it_is_kept_how_the_answer_came_about(judge):
    _, record = judge("Answer is wrong", "No.")
    assert record["why"]["question"] == QUESTION
