"""Plans in a real browser: asked for, read, checked at their sources, and taken along."""

from pathlib import Path

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_plan_has_cited_points_and_is_saved_as_two_files(server, open_window, size):
    with open_window(server, size) as window:
        window.ask("make me a plan")
        plan = window.answer()
        expect(plan.get_by_role("heading", name="A plan to become a machine learning engineer")).to_be_visible()
        points = plan.locator("ul li")
        expect(points.filter(has_text="work on real-life projects")).to_be_visible()
        expect(points.filter(has_not=window.page.locator('a[href^="/sources/"]'))).to_have_count(0)
        starts = {}
        for label in ("Save as Markdown", "Save as PDF"):
            with window.page.expect_download() as saved:
                plan.get_by_role("link", name=label).click()
            starts[saved.value.suggested_filename] = Path(saved.value.path()).read_bytes()[:5]
        name = "a-plan-to-become-a-machine-learning-engineer"
        assert starts == {f"{name}.md": b"# A p", f"{name}.pdf": b"%PDF-"}
        assert len(window.page.context.pages) == 1
