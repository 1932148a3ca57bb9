"""Strangers' text (documents, the model's words, headings, errors) as Markdown in which it does nothing: none of it may become
an image, a link, HTML or a layout.
"""

import re

# Each of these starts something: emphasis, code, a link or image, HTML, a strikethrough.
INLINE = re.compile(r"[\\`*_\[\]<~]")
# An entity, a directive such as ":name", and what makes a line a heading, quote, list or rule.
ENTITY = re.compile(r"&(?=#?\w+;)")
DIRECTIVE = re.compile(r":(?=[A-Za-z])")
LINE_START = re.compile(r"^(?:(?=[-+=#>|:])|(\d+)(?=[.)](?:\s|$)))")
# The page makes links of bare addresses after all escapes are resolved: only a character in between keeps it from that.
ADDRESS = re.compile(r"(?i)(?<=http)(?=s?://)|(?<=www)(?=\.)|(?<=\w@)(?=\w)")
WORD_JOINER = "\u2060"
# The page shows its blinking cursor wherever this is.
CURSOR = "\u200b"


def inert(text: str) -> str:
    """The text on one line, as Markdown that shows just this text."""
    text = ADDRESS.sub(WORD_JOINER, " ".join(text.replace(CURSOR, "").split()))
    text = DIRECTIVE.sub(r"\:", ENTITY.sub(r"\&", INLINE.sub(r"\\\g<0>", text)))
    return LINE_START.sub(r"\1\\", text)
