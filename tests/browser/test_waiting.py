"""Many ask at once: everybody sees that their question has arrived, how many are before them, and what was found meanwhile."""

import os
import re
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import pytest
from playwright.sync_api import expect

GOAL = "to become a machine learning engineer"
QUESTION = "Do I need a degree?"
MEANWHILE = "What the documents say, meanwhile:"
PLACE = re.compile(r"\d before you")
BOTH_SIZES = pytest.mark.parametrize("size", ["desktop", "phone"])
# As many plans at once as are made at once, and two that wait.
PLANS = (os.cpu_count() or 1) + 2
START_SECONDS = 30


@contextmanager
def busy(server):
    """A server that makes plans for others meanwhile; at the start all of them are in the line."""
    with ThreadPoolExecutor(PLANS) as others, httpx.Client(trust_env=False, timeout=120) as client:
        plans = [others.submit(client.get, f"{server.url}/plan.md?goal={GOAL}") for _ in range(PLANS)]
        deadline = time.monotonic() + START_SECONDS
        while server.health()["waiting"] < 2:
            assert time.monotonic() < deadline, "there never was a line"
        yield
        assert [plan.result().status_code for plan in plans] == [200] * PLANS


@BOTH_SIZES
def test_who_waits_sees_how_many_are_before(server, open_window, size):
    with open_window(server, size) as window, busy(server):
        window.ask(QUESTION)
        expect(window.page.get_by_text(PLACE)).to_be_visible()
        window.answer()
        expect(window.page.get_by_text(PLACE)).to_have_count(0)


@BOTH_SIZES
def test_who_waits_may_stop(server, open_window, size):
    with open_window(server, size) as window, busy(server):
        window.ask(QUESTION)
        expect(window.page.get_by_text(PLACE)).to_be_visible()
        window.page.locator("#stop-button").click()
        expect(window.replies.last).to_contain_text("Stopped.")


@BOTH_SIZES
def test_while_anothers_answer_is_written_one_reads_the_quotes(local_server, open_window, size):
    with open_window(local_server) as other, open_window(local_server, size) as window:
        model = local_server.model
        model.suspend()
        try:
            other.ask(QUESTION)
            expect(other.page.get_by_text("Searched the documents")).to_be_visible()
            window.ask(QUESTION)
            expect(window.replies.last).to_contain_text(MEANWHILE)
            expect(window.replies.last.locator("blockquote a").first).to_be_visible()
        finally:
            model.resume()
        expect(window.replies.last).not_to_contain_text(MEANWHILE)
