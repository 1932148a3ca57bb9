"""Find what inline Markdown does not show as it stands: marks of emphasis and code, addresses of links, images, HTML,
references to footnotes, escapes and entities.

Parsed by markdown-it-py, whose tokens do not say where they stand; each rule of its that matches is asked where it did.
"""

import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    emphasis,
    entity,
    escape,
    html_inline,
    image,
    link,
    strikethrough,
)
from markdown_it.token import Token

# Text without any of these holds no inline Markdown.
MARKUP = re.compile(r"[\\`*_~\[\]<&]")
REFERENCE = re.compile(r"\[\^(?P<label>[^\]\s]+)\]")
LINE_BREAK = re.compile(r"<br\b", re.IGNORECASE)

Rule = Callable[[StateInline, bool], bool]
References = Mapping[str, Any]
"""Where the labels of links lead, as markdown-it-py collects them from a whole document."""


class Mark(NamedTuple):
    """Characters `start` (inclusive) to `end` (exclusive), in place of which `shown` is read."""

    start: int
    end: int
    shown: str


def inline_marks(text: str, references: References) -> list[Mark]:
    """The marks in the text of one paragraph, list item, heading or cell, in order; one may lie within another."""
    if not MARKUP.search(text):
        return []
    environment: MutableMapping[str, Any] = {"references": references, "text": text, "marks": [], "delimiters": []}
    _parser.inline.parse(text, _parser, environment, [])
    return sorted([*environment["marks"], *_delimiters(environment["delimiters"])], key=lambda mark: (mark.start, -mark.end))


def _delimiters(delimiters: list[tuple[int, int, Token]]) -> Iterator[Mark]:
    """Those that found their partner. What is struck through goes with them."""
    struck = 0
    for start, end, token in sorted(delimiters, key=lambda delimiter: delimiter[0]):
        if token.type == "s_open":
            struck = start
        if token.type != "text" or not token.content:
            yield Mark(struck if token.type == "s_close" else start, end, "")


def _footnote(state: StateInline, _silent: bool) -> bool:
    """A rule for "[^1]", which CommonMark does not know."""
    match = REFERENCE.match(state.src, state.pos, state.posMax)
    if match:
        state.pos = match.end()
    return bool(match)


def _whole(shown: Callable[[str, StateInline], str]) -> Callable[[StateInline, int], list[Mark]]:
    return lambda state, start: [Mark(start, state.pos, shown(state.src[start : state.pos], state))]


def _code(state: StateInline, start: int) -> list[Mark]:
    raw = state.src[start : state.pos]
    ticks = len(raw) - len(raw.lstrip("`"))
    return [] if ticks == len(raw) else [Mark(start, start + ticks, ""), Mark(state.pos - ticks, state.pos, "")]


def _link(state: StateInline, start: int) -> list[Mark]:
    words_end = state.md.helpers.parseLinkLabel(state, start, True)
    return [Mark(start, start + 1, ""), Mark(words_end, state.pos, "")]


def _delimiter(state: StateInline, start: int) -> list[Mark]:
    """Whether these are marks is known only at the end: until then, each is kept with its token."""
    end = state.pos
    for token in reversed(state.tokens):
        if end == start:
            break
        state.env["delimiters"].append((end - len(token.content), end, token))
        end -= len(token.content)
    return []


def _recorded(rule: Rule, marks: Callable[[StateInline, int], list[Mark]]) -> Rule:
    """The rule, which also records the marks of what it matches; not in an image's words, a text of their own."""

    def record(state: StateInline, silent: bool) -> bool:
        start = state.pos
        matches = rule(state, silent)
        if matches and not silent and state.src is state.env["text"]:
            state.env["marks"] += marks(state, start)
        return matches

    return record


def _make_parser() -> MarkdownIt:
    # Joined fragments would hide which delimiters are left over.
    parser = MarkdownIt("commonmark").enable("strikethrough").disable("fragments_join")
    rules = parser.inline.ruler
    hidden = _whole(lambda _raw, _state: "")
    written = _whole(lambda _raw, state: state.tokens[-1].content or " ")
    rules.before("link", "footnote", _recorded(_footnote, hidden))
    rules.at("image", _recorded(image, hidden))
    rules.at("html_inline", _recorded(html_inline, _whole(lambda raw, _state: " " if LINE_BREAK.match(raw) else "")))
    rules.at("autolink", _recorded(autolink, _whole(lambda raw, _state: raw[1:-1])))
    rules.at("escape", _recorded(escape, written))
    rules.at("entity", _recorded(entity, written))
    rules.at("backticks", _recorded(backtick, _code))
    rules.at("link", _recorded(link, _link))
    rules.at("emphasis", _recorded(emphasis.tokenize, _delimiter))
    rules.at("strikethrough", _recorded(strikethrough.tokenize, _delimiter))
    return parser


_parser = _make_parser()
