"""The English words that the grounding check goes by: numbers, units, limits, denials, and words that say little."""

import re

from index.lexical import stems

# "one" is a pronoun more often than a number, so it is left out.
WORD_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100,
}  # fmt: skip
SCALES = {"thousand": 1_000, "k": 1_000, "million": 10**6, "billion": 10**9}
SIGNS = {"%": " percent ", "$": " dollars ", "€": " euros ", "£": " pounds "}
CURRENCY = "(?:dollars|euros|pounds)"

MONEY = frozenset(stems("dollars euros pounds cents crowns francs marks kronor kroner krona florins talers pesos rials"))
TIME = frozenset(stems("minutes hours days weeks months years"))
# A figure behind one of these names one of several, and counts nothing: "step 7".
LABELS = "(?:step|stage|level|grade|band|unit|module|part|phase|section|group|year|week|day)"
THE_MONTH_MAY = "maymonth"
DATE = frozenset(stems(f"january february march april {THE_MONTH_MAY} june july august september october november december"))
# What a figure's unit counts, for units that can be taken for each other.
KINDS = dict.fromkeys(MONEY, "money") | dict.fromkeys(TIME, "time") | dict.fromkeys(DATE, "date")
MEASURES = MONEY | TIME | frozenset(stems("percent kilos kilo kg metres metre kilometres km points words pages"))

# What limits a figure: the words right before it, or soon behind it. The first that fits counts.
LIMITS_BEFORE = (
    ("at most", r"(?:at (?:the )?most|up to|(?:no|not|never)(?: \w+)? (?:more|longer|older|later|higher|heavier) than"
                r"|maximum(?: of)?|within)"),
    ("at least", r"(?:at (?:the )?least|(?:no|not|never)(?: \w+)? (?:less|fewer|shorter|younger|earlier) than"
                 r"|minimum(?: of| age(?: is)?)?)"),
    ("more than", r"(?:(?:more|longer|older|higher|heavier|later) than|(?<!spread )(?<!runs )(?<!run )over|above"
                  r"|exceed(?:s|ing)?)"),
    ("less than", r"(?:(?:less|fewer|shorter|younger|lower|earlier) than|under|below)"),
    ("about", r"(?:about|around|roughly|approximately|circa|nearly|almost|some)"),
)  # fmt: skip
LIMITS_BEHIND = (
    ("at least", r"(?:or more|and over|and above|and older|or older|at least|minimum)"),
    ("at most", r"(?:or less|or fewer|or under|or younger|at (?:the )?most|at the latest|maximum)"),
    ("about", r"or so"),
)
NEGATION = re.compile(
    r"\b(?:not|no(?! *[,;:.!]|$)|never|without|none|nor|neither|nobody|nothing|cannot|hardly|rarely|seldom|unlikely)\b|n['’]t\b"
)
# Denials that deny nothing: "not only A but B" says A, and "no later than" limits.
NO_DENIAL = re.compile(
    r"\bnot (?:only|necessarily)\b|\b(?:no|not)(?: \w+)? (?:later|more|less|fewer|longer|older|younger|earlier) than\b"
)

# Words that say nothing by themselves, or are compared in another way: faithful sentences add and drop them.
FUNCTION = frozenset(
    stems(
        "you your yours yourself he she his her him herself himself its itself i me my mine we us our ours them themselves"
        " who whom whose which what when where why how if unless than from do does did don doesn isn aren won didn wasn"
        " weren hasn haven done doing have has had having can could may might must should would shall so also too very just"
        " only even alone still already yet now here yes any each every all some other others another one ones those both"
        " either more most less least much many few about around roughly approximately nearly almost over under above below"
        " up down out off until till since before after between within per because while whereas although though however"
        " therefore via plus against instead rather except besides through during upon onto enough again else otherwise"
        " been being were am never without nor neither none nothing nobody cannot necessarily provided according says said"
        " usually often normally generally typically mostly sometimes probably likely perhaps minimum maximum"
        " own once always compared st nd rd th"
    )
)
# Words that join others and add little: faithful sentences put one for another ("costs", "the price is").
LIGHT = frozenset(
    stems(
        "cost costs take takes took taken need needs needed give gives gave given come comes came get gets got make makes"
        " made go goes went run runs ran bring brings brought include includes hold holds held become becomes"
        " became want wants require requires required provide provides receive receives pay pays paid start starts started"
        " begin begins began keep keeps kept find see seen know known let means mean cover covers ask amount amounts stand"
        " stands total people person someone use uses used using possible able earn earns earned show shows leave leaves"
        " lead leads work works extra sent send sends apply older"
    )
)
