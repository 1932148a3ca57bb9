"""Inline Markdown: what is hidden, what is read in its place, and where it stands."""

import pytest

from index.inline import MARKUP, Mark, inline_marks


def read(text, references=None):
    """The text with each mark's words in its place."""
    shown, position = "", 0
    for mark in inline_marks(text, references or {}):
        if mark.end > position:
            shown += text[position : max(position, mark.start)] + mark.shown
            position = mark.end
    return shown + text[position:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Plain words.", "Plain words.", id="no mark"),
        pytest.param("It is *not* so.", "It is not so.", id="emphasis"),
        pytest.param("It is **not** so.", "It is not so.", id="strong"),
        pytest.param("It is ***not*** so.", "It is not so.", id="both"),
        pytest.param("***a** b* _c_ __d__", "a b c d", id="nested"),
        pytest.param("from 5 * 3 to snake_case_name", "from 5 * 3 to snake_case_name", id="no emphasis"),
        pytest.param("£5* a day", "£5* a day", id="a star alone"),
        pytest.param("was ~~£300~~ £250", "was  £250", id="struck through"),
        pytest.param("about ~5 miles", "about ~5 miles", id="a tilde alone"),
        pytest.param("Run `make *all*` now", "Run make *all* now", id="code"),
        pytest.param("Run ``a`b``", "Run a`b", id="code with a tick"),
        pytest.param("a ` alone", "a ` alone", id="a tick alone"),
        pytest.param("See [the form](https://a.example/f_o_o).", "See the form.", id="link"),
        pytest.param("See [a *big* form](<a b> 'T').", "See a big form.", id="stress in a link"),
        pytest.param("[a [b]](c)", "a [b]", id="brackets in a link"),
        pytest.param("[maybe] so", "[maybe] so", id="brackets"),
        pytest.param("![logo](http://a.example/x.png) Hello", " Hello", id="image"),
        pytest.param("*so* ![a *b*](c) *it*", "so  it", id="stress in an image's words"),
        pytest.param("[![logo](x.png)](https://a.example)", "", id="image in a link"),
        pytest.param("at <https://a.example/b>", "at https://a.example/b", id="address"),
        pytest.param("a<br>b<br />c", "a b c", id="line break"),
        pytest.param("a <b>bold</b> <!-- no. never --> <img src=x>", "a bold  ", id="HTML"),
        pytest.param("5 < 6 and 7 > 6", "5 < 6 and 7 > 6", id="less and more"),
        pytest.param("a month.[^1] And[^note], too", "a month. And, too", id="footnotes"),
        pytest.param(r"5 \* 3 \[a\] C:\docs", r"5 * 3 [a] C:\docs", id="escapes"),
        pytest.param("R&amp;D &pound;5 &#8364;6 AT&T", "R&D £5 €6 AT&T", id="entities"),
        pytest.param("a\\\nb", "a b", id="hard line break"),
    ],
)
def test_what_is_read(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize("text", ["[the form][f]", "[the form][]", "[the form]"])
def test_a_link_may_be_named_elsewhere(text):
    assert read(text, {label: {"href": "a", "title": ""} for label in ("F", "THE FORM")}) == "the form"


def test_marks_have_places():
    assert inline_marks("a *b* [c](d)", {}) == [Mark(2, 3, ""), Mark(4, 5, ""), Mark(6, 7, ""), Mark(8, 12, "")]


def test_text_without_markup_is_told_by_its_characters():
    assert not MARKUP.search("Pay is £5, “more” than 4 – or 20% (a day): A/B, #1 | 2 > 1!")


@pytest.mark.parametrize("text", ["*a " * 3000, "[" * 3000, "`a``b" * 3000, "[a](b) " * 3000, "![" * 3000, "<!-- " * 3000])
def test_hostile_text_comes_to_an_end(text):
    assert len(read(text)) <= len(text)
