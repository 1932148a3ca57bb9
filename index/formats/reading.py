"""What a reader makes of a file."""

import re
from dataclasses import dataclass

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Reading:
    """A file's text as Markdown. `title`, `author` and `published` (an ISO date) are what the format itself states, else empty.

    `pages` are the offsets into `text` at which the pages of a PDF begin, the first at 0. `note` is what whoever keeps the
    documents should know, such as the encoding that was guessed.
    """

    text: str
    title: str = ""
    author: str = ""
    published: str = ""
    pages: tuple[int, ...] = ()
    note: str = ""


def iso_date(text: str) -> str:
    """The day that a text begins with, if it begins with one."""
    match = ISO_DATE.match(text)
    return match[0] if match else ""
