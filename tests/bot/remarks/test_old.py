"""Figures of old documents, listed for whoever keeps them."""

from datetime import date

import pytest

from bot.remarks.old import old_figures, old_json, old_text

TODAY = date(2026, 3, 1)
TEXT = """# Fees

The course costs £900. You pay in June. Bakers start at 3.

- Evening class: £450
- A pen

| Course | Fee |
| --- | --- |
| Plumbing | £1,380 |
"""
OLD = ("The course costs £900.", "Evening class: £450", "Course: Plumbing · Fee: £1,380")


@pytest.mark.parametrize(
    ("published", "sentences"),
    [
        pytest.param("2023-05-01", OLD, id="old"),
        pytest.param("2025", (), id="new"),
        pytest.param(None, OLD, id="undated"),
    ],
)
def test_the_figures_of_old_and_undated_documents_are_found(make_document, published, sentences):
    found = old_figures([make_document(TEXT, published=published)], TODAY, stale_years=2)
    assert [one.sentences for one in found] == ([sentences] if sentences else [])


def test_they_are_told_by_document_the_oldest_first(make_document):
    documents = [
        make_document("The fee is £5.", "undated.md", title="U"),
        make_document("The fee is £4.", "newer.md", title="N", published="2022"),
        make_document("The fee is £3.", "older.md", title="O", published="2021-06-13"),
        make_document("Bakers knead dough.", "without.md", published="2001"),
    ]
    found = old_figures(documents, TODAY, stale_years=2)
    assert old_text(found) == (
        "older.md (2021-06-13)\n- The fee is £3.\n\nnewer.md (2022)\n- The fee is £4.\n\nundated.md (undated)\n- The fee is £5."
    )
    assert old_json(found)[0] == {
        "document": "older.md", "title": "O", "published": "2021-06-13", "sentences": ("The fee is £3.",)
    }  # fmt: skip
