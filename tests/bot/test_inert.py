"""bot.inert: strangers' text is shown as it is, and does nothing. Rendered here by the parser that index/ uses."""

import re

import pytest
from markdown_it import MarkdownIt

from bot.inert import inert

HOSTILE = [
    pytest.param("![i](http://evil.example/x.png)", id="image"),
    pytest.param("[click](http://evil.example)", id="link"),
    pytest.param("[1]", id="reference"),
    pytest.param("<img src=x onerror=alert(1)>", id="html"),
    pytest.param("<http://evil.example>", id="autolink"),
    pytest.param("**bold** _it_ `code` ~~gone~~", id="emphasis"),
    pytest.param("# Heading", id="heading"),
    pytest.param("> quote", id="quote"),
    pytest.param("- item", id="bullet"),
    pytest.param("1. item", id="number"),
    pytest.param("2019) item", id="number with a bracket"),
    pytest.param("---", id="rule"),
    pytest.param("===", id="underline"),
    pytest.param("| a | b |", id="table"),
    pytest.param("&lt;b&gt; &#35;", id="entities"),
    pytest.param("C:\\dir\\*", id="backslashes"),
    pytest.param("$146,085 (50%) at AT&T!", id="ordinary"),
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("before", [pytest.param("", id="alone"), pytest.param("Text\n", id="after a line")])
def test_inert_text_shows_itself(text, before):
    tokens = MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(before + inert(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for child in tokens[1].children} <= {"text", "text_special", "softbreak"}
    shown = "".join("\n" if child.type == "softbreak" else child.content for child in tokens[1].children)
    assert shown.replace("\u2060", "") == before + text


@pytest.mark.parametrize("text", ["https://evil.example", "www.evil.example", "me@evil.example", "HTTP://EVIL.example"])
def test_no_bare_address_becomes_a_link(text):
    assert "\u2060" in inert(text)


@pytest.mark.parametrize("text", ["note:this", "::leaf", ":::box"])
def test_no_directive_starts(text):
    assert not re.search(r"(?<!\\):[A-Za-z]", inert(text))


def test_line_breaks_and_the_cursor_are_taken_out():
    assert inert(" one\n\n# two\u200b ") == "one # two"
