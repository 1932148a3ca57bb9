"""WCAG 2.2 AA by axe on every screen; everything by keyboard alone; screen readers and motion. See ACCESSIBILITY.md."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

QUESTION = "Do I need a degree?"
STANDARD = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": STANDARD}, "resultTypes": ["violations"]}
SIZES = ("desktop", "phone")
BOTH_SIZES = pytest.mark.parametrize("size", SIZES)


def violations(window):
    """What axe finds that hinders people seriously, in light and dark colours, one line each."""
    return [
        f"{theme}, {violation['id']}: {node['target']} {node['html'][:200]}"
        for theme in ("light", "dark")
        for violation in _found(window.page, theme)
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def _found(page, theme):
    page.emulate_media(color_scheme=theme)
    page.evaluate("(theme) => (document.documentElement.className = theme)", theme)
    # While something fades in, its colours are mixed with those behind it.
    page.wait_for_function("document.getAnimations().every((one) => one.playState !== 'running')")
    return Axe().run(page, options=OPTIONS).response["violations"]


# Screens, opened from the first one.


def first(window):
    expect(window.page.locator("#welcome")).to_be_visible()


def starters(window):
    window.page.locator("#starters button").first.click()
    expect(window.page.locator("#starters > :nth-child(2) button").first).to_be_visible()


def answer(window):
    window.ask(QUESTION)
    expect(window.suggestions.first).to_be_visible()


def all_quotes(window):
    answer(window)
    window.more.click()
    expect(window.more).to_have_attribute("aria-expanded", "true")


def refusal(window):
    window.ask("What is the best pizza topping in Naples?")
    expect(window.suggestions.first).to_be_visible()


def missing_source(window):
    window.page.goto(f"{window.url}/sources/none/1-2")
    window.complaints.clear()  # of the status 404
    expect(window.page.get_by_role("heading")).to_be_visible()


def opinion(window):
    answer(window)
    window.opinion("Answer is wrong").click()
    expect(window.page.get_by_role("dialog")).to_be_visible()


def thanks(window):
    answer(window)
    window.opinion("Helpful").click()
    expect(window.page.get_by_text("Thank you.")).to_be_visible()


def documents(window):
    window.page.get_by_role("button", name="Documents").click()
    expect(window.page.get_by_role("dialog")).to_be_visible()


def about_you(window):
    window.page.get_by_role("button", name="About you").click()
    expect(window.page.get_by_role("dialog")).to_be_visible()


def themes(window):
    window.page.locator("#theme-toggle").click()
    expect(window.page.get_by_role("menuitem").first).to_be_visible()


FROM_THE_FIRST = (first, starters, answer, all_quotes, refusal, opinion, thanks, documents, about_you, themes, missing_source)


# Screens, opened from a conversation with one answer.


def sidebar(window):
    if window.page.viewport_size["width"] < 768:
        window.page.locator("#sidebar-trigger-button").click()
    expect(window.page.locator("#thread-history a").first).to_be_visible()


def source_panel(window):
    window.answer().locator("a").first.click()
    expect(window.page.locator("#source-panel mark").first).to_be_visible()


def source_page(window):
    window.page.goto(window.url + window.answer().locator("a").first.get_attribute("href"))
    expect(window.page.locator("mark").first).to_be_visible()


def handover(window):
    window.page.locator("a[href$='#handover']").click()
    expect(window.page.get_by_role("dialog")).to_be_visible()


def search(window):
    sidebar(window)
    window.page.locator("#search-chats-button").click()
    expect(window.page.locator("[cmdk-item]").first).to_be_visible()


def menu(window):
    sidebar(window)
    window.page.locator("#thread-options").click()
    expect(window.page.get_by_role("menuitem").first).to_be_visible()


def rename(window):
    menu(window)
    window.page.get_by_role("menuitem", name="Rename").click()
    expect(window.page.get_by_role("button", name="Confirm")).to_be_visible()


def delete(window):
    menu(window)
    window.page.get_by_role("menuitem", name="Delete").click()
    expect(window.page.get_by_role("button", name="Confirm")).to_be_visible()


FROM_AN_ANSWER = (source_panel, source_page, handover, sidebar, search, menu, rename, delete)


@BOTH_SIZES
@pytest.mark.parametrize("screen", FROM_THE_FIRST, ids=lambda screen: screen.__name__)
def test_axe_finds_nothing(server, open_window, screen, size):
    with open_window(server, size, bypass_csp=True, reduced_motion="reduce") as window:
        screen(window)
        assert violations(window) == []


@BOTH_SIZES
@pytest.mark.parametrize("screen", FROM_AN_ANSWER, ids=lambda screen: screen.__name__)
def test_axe_finds_nothing_around_an_answer(server, open_window, one_answer, screen, size):
    with open_window(server, size, bypass_csp=True, reduced_motion="reduce", **one_answer) as window:
        screen(window)
        assert violations(window) == []


# By keyboard alone.


def tab_to(window, locator):
    """Press Tab until `locator` has the focus, and see that it shows it."""
    for _ in range(60):
        if locator.evaluate("(element) => element === document.activeElement"):
            break
        window.page.keyboard.press("Tab")
    expect(locator).to_be_focused()
    assert locator.evaluate(
        """(element) => {
          const shown = (one) => getComputedStyle(one).outlineStyle !== "none" || getComputedStyle(one).boxShadow !== "none";
          return [element, element.closest("#message-composer")].some((one) => one && shown(one));
        }"""
    ), "the focus cannot be seen"


@BOTH_SIZES
def test_a_question_is_asked_by_keyboard(server, open_window, size):
    with open_window(server, size) as window:
        tab_to(window, window.page.locator("#chat-input"))
        window.page.keyboard.type(QUESTION)
        expect(window.page.locator("#chat-submit")).to_be_enabled()
        window.page.keyboard.press("Enter")
        window.answer()


@BOTH_SIZES
def test_a_source_is_opened_and_closed_by_keyboard_and_the_focus_returns(server, open_window, one_answer, size):
    with open_window(server, size, **one_answer) as window:
        link = window.answer().locator("a").first
        tab_to(window, link)
        window.page.keyboard.press("Enter")
        panel = window.page.locator("#source-panel")
        expect(panel.get_by_role("button", name="Close")).to_be_focused()
        window.page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(link).to_be_focused()


@BOTH_SIZES
def test_an_opinion_is_given_by_keyboard(server, open_window, one_answer, size):
    with open_window(server, size) as window:
        window.ask(QUESTION)
        tab_to(window, window.opinion("Source is wrong"))
        window.page.keyboard.press("Enter")
        dialog = window.page.get_by_role("dialog")
        tab_to(window, dialog.get_by_role("textbox"))
        window.page.keyboard.type("It is old.")
        tab_to(window, dialog.get_by_role("button", name="Send"))
        window.page.keyboard.press("Enter")
        expect(window.page.get_by_text("Thank you.")).to_be_visible()


@BOTH_SIZES
def test_a_conversation_is_handed_over_by_keyboard(server, open_window, one_answer, size):
    with open_window(server, size, **one_answer) as window:
        window.answer()
        tab_to(window, window.page.locator("a[href$='#handover']"))
        window.page.keyboard.press("Enter")
        tab_to(window, window.page.get_by_role("button", name="Save as a file"))
        with window.page.expect_download():
            window.page.keyboard.press("Enter")


def test_a_past_conversation_is_deleted_by_keyboard(server, open_window):
    with open_window(server) as window:
        window.ask(QUESTION)
        window.answer()
        tab_to(window, window.page.get_by_role("button", name="Rename, Delete"))
        window.page.keyboard.press("Enter")
        window.page.get_by_role("menuitem", name="Delete").press("Enter")
        tab_to(window, window.page.get_by_role("button", name="Confirm"))
        window.page.keyboard.press("Enter")
        expect(window.page.get_by_text("No conversations yet")).to_be_visible()


# For screen readers.


def test_an_answer_is_announced_once_when_it_is_whole(server, open_window):
    with open_window(server) as window:
        region = window.page.locator("#announcement[aria-live=polite]")
        region.evaluate(
            """(region) => {
              window.announced = [];
              new MutationObserver(() => announced.push(region.textContent)).observe(region, { childList: true });
            }"""
        )
        window.ask(QUESTION)
        expect(region).to_contain_text("Answer: Most machine learning engineer jobs require at least a bachelor's")
        assert len(window.page.evaluate("announced")) == 1


def test_what_is_folded_away_is_not_read_out(server, open_window):
    with open_window(server) as window:
        region = window.page.locator("#announcement")
        expect(region).to_be_attached()
        window.ask(QUESTION)
        folded = window.answer().locator("blockquote").last.locator("[role=article]").first.inner_text()
        expect(region).to_contain_text("Answer:")
        expect(region).not_to_contain_text(folded)


# For everybody.


def test_who_wants_no_motion_gets_none(server, open_window, one_answer):
    with open_window(server, reduced_motion="reduce", **one_answer) as window:
        longest = window.page.evaluate(
            """Math.max(...[...document.querySelectorAll("*")].flatMap((one) => {
              const { transitionDuration, animationDuration } = getComputedStyle(one);
              return `${transitionDuration},${animationDuration}`.split(",").map(parseFloat);
            }))"""
        )
        assert longest <= 0.001


def test_links_that_open_a_tab_tell_it_nothing(server, open_window, one_answer):
    with open_window(server, **one_answer) as window:
        window.answer()
        rels = window.page.locator("a[target=_blank]").evaluate_all("(links) => links.map((link) => link.rel)")
        assert set(rels) == {"noopener"}
