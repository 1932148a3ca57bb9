"""Words about occupations."""

import pytest

from index.occupations.oews import TOP_CODED
from index.occupations.wording import escaped, lines, money, one_of, within


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Dental Hygienists", "dental hygienists"),
        ("English Language and Literature Teachers, Postsecondary", "English language and literature teachers, postsecondary"),
        ("Non-Destructive Testing Specialists", "non-destructive testing specialists"),
        ("Police and Sheriff's Patrol Officers", "police and sheriff's patrol officers"),
        ("HVAC Mechanics", "HVAC mechanics"),
    ],
)
def test_a_title_within_a_sentence(title, said):
    assert within(title) == said


@pytest.mark.parametrize(
    ("title", "one"),
    [
        ("Dental Hygienists", "Dental hygienist"),
        ("Business Teachers, Postsecondary", "Business teacher, postsecondary"),
        ("Firefighters", "Firefighter"),
        ("Helpers of Roofers", "Helper of roofers"),
        ("Managers, All Other", "Manager, all other"),
        ("Plumbers, Pipefitters, and Steamfitters", "Plumbers, pipefitters, and steamfitters"),
    ],
)
def test_what_one_of_them_is_called(title, one):
    assert one_of(title) == one


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        (94260.0, "year", "$94,260"),
        (47.6, "hour", "$47.60"),
        (TOP_CODED, "year", "$239,200 or more"),
        (TOP_CODED, "hour", "$115.00 or more"),
        (None, "year", "not published"),
    ],
)
def test_an_amount_in_words(amount, unit, said):
    assert money(amount, unit) == said


@pytest.mark.parametrize(
    "text", ["PC*Miler and O*NET", "a_b_c", "R&D &amp; C#", "# 1", "1. First", "- x", "<b>", "a | b", "\\x"]
)
def test_text_of_others_is_shown_as_it_is(make_document, text):
    document = make_document(f"- {escaped(text)}\n")
    assert [document.plain(item) for block in document.blocks for item in block.items] == [text]


def test_lines_stay_short_and_lose_nothing():
    parts = ["x" * 50] * 45
    made = list(lines(parts, ", ", "Kind: "))
    assert all(line.startswith("Kind: ") and len(line) <= 600 for line in made)
    assert [part for line in made for part in line.removeprefix("Kind: ").split(", ")] == parts
