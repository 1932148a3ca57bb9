"""Adverts and words about an author among what a text says: they answer nobody's question.

Covers: English lines above articles ("9 minute read"), calls to read more, click, join or sign up, offers of free guides;
and, below a heading such as "About Ana Silva", who writes. Does not cover: praise and
promises ("a job or your money back"), which may be what a document has to say.
"""

import re

ADVERT = re.compile(
    r"\b(?:learn|read|find out|discover|see) more\b[^.]*\bhere\b"
    r"|^.{0,30}\b\d+[ -]min(?:ute)?s? read\b|^written by:?$"
    r"|\bclick here\b|\bsubscribe to\b|\bjoin our\b|\bread (?:the |my |her |his )?story\b|\bexplore (?:the |our )?courses?\b"
    r"|\b(?:sign up|enroll?|apply|book|register|subscribe|download)\b[^.]*\b(?:now|today)[!.]?$"
    r"|\bour free (?:guide|trial|webinar|e-?book|course)\b",
    re.IGNORECASE,
)
ABOUT_AUTHOR = re.compile(r"(?i:about the authors?|about me|written by|authors?)|About(?: [A-Z][\w’'.-]*){2,3}")
WRITES = re.compile(
    r"\b(?:editor|writer|author|journalist|blogger|columnist|copywriter|(?:content|digital) marketer)\b"
    r"|\bwrit(?:es?|ing) (?:about|for)\b",
    re.IGNORECASE,
)


def is_advert(text: str, heading: str = "") -> bool:
    """Whether a sentence below a heading advertises, or says who has written the text."""
    return bool(ADVERT.search(text) or (ABOUT_AUTHOR.fullmatch(heading) and WRITES.search(text)))
