"""The report of two runs, opened from the disk."""

from contextlib import contextmanager
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from bot.calibration import Parts
from evals.cases import Case
from evals.manifest import Machine, Manifest, Model, Setup
from evals.record import Shown, Times, not_taken
from evals.report.page import report_page
from evals.run import Run

EVIL = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">"


def make_case(id, question, category="near-unanswerable", split="test"):
    return Case(id, category, "plain", question, (), False, (), (), (), id, split)


CASES = [
    make_case("c1", "What does a course cost?"),
    make_case("c2", f"Who pays for it? {EVIL}", "gibberish"),
    make_case("c3", "Is it fun?"),
    make_case("c4", "Is there a course near me?", split="calibration"),
]


def make_run(folder, answered):
    """A run in which the cases with these ids were answered, though none should be."""
    refused = {case.id: replace(not_taken(case, "", {}), confidence=0.3) for case in CASES}
    records = [
        replace(record, outcome="answered", text=EVIL, quotes=(Shown(EVIL, ()),)) if id in answered else record
        for id, record in refused.items()
    ]
    setup = Setup(
        "end-to-end",
        Model("Small"),
        Parts("MiniLM", 1, "one"),
        0.5,
        0.6,
        (),
        {},
        {},
        "f",
        "0",
        len(CASES),
        1,
        {},
    )
    manifest = Manifest(2, "2026-11-21T05:10:00+00:00", "g1", setup, Machine("3.11", "Linux", "x86_64", 2, 8.0))
    return Run(folder, manifest, tuple(records), (), tuple(Times(id, 5.0, 8.0, 10.0, 20.0) for id in refused))


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    path = folder / "report.html"
    path.write_text(report_page([make_run(folder / "a", {"c1", "c2", "c4"}), make_run(folder / "b", {"c1"})]), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def opened(browser, report):
    """The report in a window, for as long as a `with`. In the end it asked for nothing and complained of nothing."""

    @contextmanager
    def opening(**options):
        context = browser.new_context(**options)
        page = context.new_page()
        asked, complaints = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        try:
            page.goto(report)
            yield page
            assert asked == [report]
            assert complaints == []
        finally:
            context.close()

    return opening


@pytest.fixture
def page(opened):
    with opened() as page:
        yield page


def shown(page):
    return page.locator("#list > li:visible .id").all_inner_texts()


def choice(page, name):
    return page.get_by_role("combobox", name=name, exact=True)


def test_begins_with_what_went_wrong_on_the_test_split(page):
    assert shown(page) == ["c1", "c2"]
    expect(page.get_by_role("status")).to_have_text("2 of 4 shown")


def test_what_strangers_wrote_does_nothing(page):
    page.locator("summary", has_text="c2").click()
    expect(page.locator(".answer:visible").first).to_contain_text("<script>")
    assert page.title().startswith("Evaluation of Waymark")


def test_filters_work_together(page):
    choice(page, "Run").select_option("B")
    expect(page.get_by_role("status")).to_have_text("1 of 4 shown")
    page.get_by_label("also those that ended well").check()
    choice(page, "Category").select_option("gibberish")
    expect(page.get_by_role("status")).to_have_text("1 of 4 shown")
    assert shown(page) == ["c2"]
    page.get_by_role("button", name="Reset").click()
    expect(page.get_by_role("status")).to_have_text("2 of 4 shown")


def test_finds_words_anywhere_in_a_case(page):
    page.get_by_label("Words in it").fill("COST what")
    expect(page.get_by_role("status")).to_have_text("1 of 4 shown")
    assert shown(page) == ["c1"]


def test_can_be_used_with_the_keyboard_alone(page):
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the figures")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    choice(page, "Split").focus()
    page.keyboard.press("c")
    expect(page.get_by_role("status")).to_have_text("1 of 4 shown")
    page.get_by_role("button", name="Reset").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#list details[open]")).to_have_count(1)


def test_a_count_of_faults_leads_to_its_cases(page):
    page.get_by_role("link", name="show the cases of B with the fault answered anyway").first.click()
    expect(page.get_by_role("status")).to_have_text("1 of 4 shown")
    expect(choice(page, "Fault")).to_have_value("answered anyway")
    expect(page.get_by_role("heading", name="Cases")).to_be_in_viewport()


def test_without_scripts_all_is_there(opened):
    with opened(java_script_enabled=False) as page:
        assert shown(page) == ["c1", "c2", "c3", "c4"]
        expect(page.locator("#filters")).to_be_hidden()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_fits_the_window(opened, width):
    with opened(viewport={"width": width, "height": 800}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_stands_still_for_those_who_want_it(opened):
    with opened(reduced_motion="reduce") as page:
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_prints_without_what_paper_cannot_do(page):
    page.emulate_media(media="print")
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("nav")).to_be_hidden()
    assert shown(page) == ["c1", "c2"]
