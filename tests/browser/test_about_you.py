"""What learners say about themselves: offered, used and told, changed and forgotten."""

import pytest
from playwright.sync_api import expect

GOAL = "a machine learning engineer"
BECAUSE = f"Because you said that you want to become {GOAL}"
FIELD = "What would you like to become?"
VAGUE = "How do I start?"


def say(window, goal):
    window.page.locator("#chat-settings-open-modal").click()
    window.page.get_by_label(FIELD).fill(goal)
    window.page.locator("#confirm").click()
    expect(window.page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_goal_is_used_and_told(server, open_window, size):
    with open_window(server, size) as window:
        say(window, GOAL)
        window.ask(VAGUE)
        expect(window.answer()).to_contain_text(BECAUSE)


def test_it_is_kept_for_the_next_conversation_and_forgotten_when_it_is_emptied(server, open_window):
    with open_window(server) as window:
        say(window, GOAL)
        window.page.reload()
        expect(window.page.locator("#starters button").first).to_be_enabled()
        window.page.locator("#chat-settings-open-modal").click()
        expect(window.page.get_by_label(FIELD)).to_have_value(GOAL)
        window.page.keyboard.press("Escape")
        say(window, "")
        window.ask(VAGUE)
        expect(window.answer()).not_to_contain_text(BECAUSE)


def test_nobody_else_has_it(server, open_window):
    with open_window(server) as window, open_window(server) as other:
        say(window, GOAL)
        other.page.locator("#chat-settings-open-modal").click()
        expect(other.page.get_by_label(FIELD)).to_have_value("")
