"""The English of figures in sources: what they count, what they measure, and what limits them."""

import re
from decimal import Decimal

from bot.remarks.dating import MONTH
from bot.reply.lexicon import SCALES, WORD_NUMBERS
from index.lexical import stems

NUMBERS = {**WORD_NUMBERS, "one": 1}
VALUE = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?|{'|'.join(NUMBERS)})(?:\s?(?:{'|'.join(SCALES)})\b)?"
FIGURE = re.compile(
    r"(?<![\w.,$£€-])(?:(?:(?P<most>at most|up to|under|below|(?:less|fewer|shorter|no more|no longer) than)"
    r"|(?P<least>at least|from|over|above|(?:more|longer) than|starting (?:at|from))|(?P<between>between)"
    r"|(?P<about>about|around|roughly|approximately|almost|nearly|some))\s)?(?P<sign>[$£€]\s?)?"
    rf"(?P<low>{VALUE})(?:\s?(?P<link>to\b|or\b|and\b|[–—-])\s?(?(sign)[$£€]?)(?P<high>{VALUE}))?"
    r"(?:[\s-]?(?P<unit>%|per ?cent(?!age)|euros?|pounds?|dollars?|minutes?|hours?|days?|weeks?|months?|years?|steps?|modules?"
    r"|lessons?|(?:job )?(?:openings|vacancies|postings)))?(?!\w|[.,]\d)",
    re.IGNORECASE,
)
# What a figure counts: money by its currency, lengths of time together. Hours are of another kind: 60 may take a year.
KINDS = {"$": "dollar", "£": "pound", "€": "euro", "%": "share", "per cent": "share", "percent": "share"}
MONEY = ("dollar", "pound", "euro")
DAYS = {"day": 1, "week": 7, "month": 30, "year": 360}
# By how much values may be off: of "about", and of weeks and days, which months are rounded to.
ROUNDING = {"about": Decimal("0.05"), "week": Decimal("0.09"), "day": Decimal("0.09")}

WHEN = re.compile(
    rf"\b(?:in|between|from|since|by|until|for|during)\s(?:{MONTH}\s)?(?:19|20)\d\d(?:\s?(?:[–-]|to|and|until)\s?(?:19|20)\d\d)?"
    rf"|\bover (?:the (?:last|past|next) )?{VALUE} years|\b(?:19|20)\d\d(?= (?:ranking|survey|data|figures|report)\b)",
    re.IGNORECASE,
)
PLACE = re.compile(rf"\b[Ii]n (?:the )?(?!{MONTH})([A-Z]\w+(?: [A-Z]\w+)*)")
PERIOD = re.compile(r"(?i)\b(?:an?|per|each) (hour|day|week|month|year)\b|\b(hour|week|month|year)ly\b|\bannual(?:ly)?\b")
ATTRIBUTION = re.compile(
    r",? according to [^,.;]+|^According to [^,.;]+,|\b[\w’']+(?: \w+)?['’]s (?:undated|20\d\d) (?:article|page|guide|report)\b"
    r"|^(?:The |An? )?(?:[\w'’ -]{0,50}\b(?:ranking|survey|report|article|page|guide|data|study|board|site)|[A-Z][a-z]+(?<!s))"
    r" (?:says?|puts?|reports?|reported|estimates?|found|shows?|states?|gives?)\b(?: that)?"
)
# Said only of some case, of somebody, or of a difference.
UNSURE = re.compile(
    r"(?i)\b(?:if|unless|when|depend\w*|except|compared|against|my|he|she|his|her|(?-i:I)|for example|more|less|extra"
    r"|additional|on top|gap|difference|older|younger|aged)\b|\?"
)
# Said of some, or as possible: other sentences have to say so too.
HEDGE = re.compile(r"(?i)\b(?:can|could|may|might|should|some|many|few|most|several|only|sometimes|often|rarely)\b")
# "It" may be anything, except in "it takes two years to become …".
ANYTHING = re.compile(r"\W*(?:They|That|These|Those|This|It(?! (?:takes|took) .*\bto \w))\b")
NO_DURATION = re.compile(
    r"(?i)\b(?:experience|old|aged?|ago|notice|valid|(?:a|per|each) week|every|first|(?:the|this) last|next|past|after|before"
    r"|later|holidays?|leave|within)\b"
)
# A course of one school, and whose it is: another school's may well take longer.
ONE_COURSE = re.compile(
    r"(?i)\b(?:the|this|our|your|\w+['’]s) (?:\S+ ){0,4}?(?:courses?|program(?:me)?s?|bootcamps?|tracks?|class(?:es)?"
    r"|workshops?|certificates?|diplomas?)\b"
)
OWNER = re.compile(r"\b([A-Z]\w+)(?:['’]s\b|(?<=s)['’])|\b(?:at|from|by|with) (?:the )?([A-Z]\w+)")

# What a figure measures, by words near it.
QUANTITIES = {
    "fee": r"fees?|tuition|costs?|prices?|charges?|you pay",
    "pay": r"salar(?:y|ies)|wages?|compensation|incomes?|earnings|pay|earns?|earned|paid",
    "growth": r"grew|grow|grown|growth|rose|risen|rise|increased?|fell|fallen|fall|declined?",
    "duration": r"takes?|took|lasts?|lasted|long|durations?|complete|finish",
}
NOUN = r"(?:course |exam )?fees?|tuition|salar(?:y|ies)|wages?|compensation|incomes?|earnings|pay"
FALL = re.compile(r"(?i)\b(?:fell|fallen|fall|declined?)\b")
# What limits a figure besides; sources with different marks of one row measure different things. A mark with a star tells so
# even where the other source has none: pay is not always starting pay, but it may well be base pay.
MARKS: dict[str, tuple[dict[str, str], ...]] = {
    "pay": (
        {"base": r"base|basic", "total*": r"total", "bonus*": r"bonus(?:es)?"},
        {"average": r"average|mean", "median": r"median", "top*": r"top|highest|maximum", "low*": r"minimum|lowest"},
        {"start*": r"start(?:s|ed|ing)?|entry[- ]level|newly qualified|junior", "senior*": r"senior|lead|experienced"},
        {"gross": r"gross|before tax", "net*": r"net|after tax"},
        {"full": r"full[- ]time", "part*": r"part[- ]time"},
    ),
    "growth": (
        {"demand*": r"demand", "jobs*": r"jobs|employment", "posts*": r"(?:job )?(?:postings|openings|vacancies|listings)",
         "pay*": r"(?:base |total )?(?:pay|salar(?:y|ies)|wages|earnings)", "price*": r"prices|costs|fees"},
        {"forecast*": r"expected|projected|forecast|predicted|estimated|will"},
    ),
    "duration": ({"full": r"full[- ]time", "part*": r"part[- ]time"}, {"average": r"average"}),
}  # fmt: skip
GENERIC = frozenset(stems("role job profession career typical reported figure put number"))
