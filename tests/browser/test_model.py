"""The page in a real browser, with a server whose model is a real one."""

import time

import psutil
from playwright.sync_api import expect

from bot.models.fakes import quick_model

LONG = "What does a machine learning engineer do at work, and which skills does the job ask for?"
SHORT = "What is the average base salary?"
FREED_SECONDS = 3


def busy(process, seconds=0.5):
    """The share of one core that a process uses; 0 for one that is gone."""
    try:
        before = sum(process.cpu_times()[:2])
        time.sleep(seconds)
        return (sum(process.cpu_times()[:2]) - before) / seconds
    except psutil.NoSuchProcess:
        return 0.0


def await_work(server):
    """Wait until the model works, or fail."""
    deadline = time.monotonic() + 30
    while not (server.model and busy(server.model, 0.1) > 0.3):
        assert time.monotonic() < deadline, "the model never started to work"


def assert_freed(process):
    time.sleep(FREED_SECONDS)
    assert busy(process) < 0.2


def test_stop_frees_the_model_and_the_next_question_is_answered(local_server, open_window):
    with open_window(local_server) as window:
        window.ask(LONG)
        await_work(local_server)
        model = local_server.model
        window.page.locator("#stop-button").click()
        expect(window.replies.last).to_contain_text("Stopped.")
        assert_freed(model)
        assert local_server.health()["waiting"] == 0
        window.ask(SHORT)
        expect(window.replies).to_have_count(2)
        window.answer()


def test_a_closed_tab_frees_the_model(local_server, open_window):
    with open_window(local_server) as window:
        window.ask(LONG)
        await_work(local_server)
        model = local_server.model
    assert_freed(model)


def test_a_stopped_server_leaves_no_process_behind(start_server, open_window):
    with start_server(quick_model()) as server, open_window(server) as window:
        window.ask(LONG)
        await_work(server)
        model = server.model
        server.process.terminate()
        assert server.process.wait(15) is not None
        assert not model.is_running()
