"""Recognise that somebody asks for a plan, and what it is to lead to.

A message is such a request only if all of it is: "Make me a plan to become a nurse" is, "What is a plan?" and "Does the
course plan include Java?" are not. Covers English with the usual misspellings and second-language word order. Does not cover
plans of a kind that is not listed ("a business plan"), nor a request beside a question: they are searched.
"""

import re
from collections.abc import Sequence

from bot.understanding.followups import LOOK_BACK, Turn
from bot.understanding.plain import plain

# Longer messages tell a story, which a search understands better; and the patterns stay fast.
MOST_WORDS = 30
# Characters of a goal, which a link has to hold.
LONGEST_GOAL = 200

MISSPELT = {
    "plan": "plann plen paln plna pland",
    "roadmap": "raodmap rodmap",
    "checklist": "cheklist checklst",
    "make": "mak maek mek meke creat",
    "become": "becom becme bacome becomme",
    "study": "studdy studie",
    "career": "carrer carreer carear",
}
SPELT = {typed: meant for meant, spellings in MISSPELT.items() for typed in spellings.split()}

COURTESY = "((hi|hey|hello|please|ok|okay|so|now|then|well|yes|great|thanks|thank you|and|but) )*"
ASKS = (
    "((can|could|would|will) (you|i|we) |(i |we )?(want|need|would like|am looking for) (you to )?|let us |help me (to )?"
    "|is it possible to )?((please|to|have|see|now|just|try to) )*"
)
MAKE = (
    "((make|create|build|write|draw up|prepare|put together|give|show|suggest|design|do|draft|get|work out|generate|develop"
    "|send|propose|outline) )?"
)
ME = "((me|us|for me|for us) )?"
AREA = "(career|study|studies|learning|training|action|job)"
KIND = (
    "((good|simple|short|clear|detailed|complete|full|quick|nice|realistic|personal|own|whole|weekly|monthly|new"
    f"|(\\w+ )?(week|month|year)|step by step|{AREA}|career change) )*"
)
PLAN = "(plans?|road ?maps?|check ?lists?|to do list|step by step guide)"
REQUEST = (
    f"{COURTESY}({ASKS}{MAKE}{ME}((a|an|the|my|some) )?{KIND}{PLAN}|{ASKS}plan (my|a|the) {KIND}(career|studies|path|future))"
)
END = "( (for me|for us|please|thanks|thank you|now))*"
# What leads from the request to the goal, and how the goal is spoken of from then on.
I_CAN = "( (i|we|one))?( (can|could|should|will|to))?"
LEADS = {
    "to": f"to|in order to|so( that)?{I_CAN}|(on )?how( (can|could|do|should|will|to))?{I_CAN}|(because )?i want to"
    "|my goal is to",
    "for": "for|towards?|about",
}
PATTERNS = (
    *((lead, re.compile(f"{REQUEST}{END} ({words}) (?P<goal>.+?){END}")) for lead, words in LEADS.items()),
    ("for", re.compile(f"{COURTESY}{ASKS}{MAKE}{ME}an? (?P<goal>\\w+( \\w+){{0,3}}) {AREA} {PLAN}{END}")),
)
WITHOUT_GOAL = re.compile(f"{REQUEST}{END}")
# What somebody said earlier of where they want to get.
WANTED = re.compile(
    r"(?i)\b(?P<goal>become (?:an? )?[\w+#/-]+(?: [\w+#/-]+){0,4}?)"
    r"(?=\W*$|[.,;:?!]| (?:if|when|without|with|and|or|in|at|but)\b)"
)


def plan_goal(message: str) -> str | None:
    """What the plan that is asked for leads to, as in "to become a nurse" or "for data science"; "" if the message names
    nothing; None if it asks for no plan."""
    words = " ".join(SPELT.get(word, word) for word in plain(message).split())
    if len(words.split()) > MOST_WORDS:
        return None
    if WITHOUT_GOAL.fullmatch(words):
        return ""
    for lead, pattern in PATTERNS:
        if found := pattern.fullmatch(words):
            goal = f"{lead} {_as_typed(message, found['goal'])}"
            return goal if len(goal) <= LONGEST_GOAL else None
    return None


def goal_before(history: Sequence[Turn]) -> str:
    """Where somebody said in their last questions that they want to get, "to become a nurse"; "" if they did not."""
    asked = [text for role, text in history if role == "user"][-LOOK_BACK:]
    return next((f"to {found['goal']}" for text in reversed(asked) if (found := WANTED.search(text))), "")


def _as_typed(message: str, goal: str) -> str:
    """The goal with the capitals and signs that plain words lack: "learn C++"."""
    words = message.split()
    tails = (" ".join(words[start:]).rstrip(" .,;:!?") for start in range(len(words)))
    return next((tail for tail in tails if plain(tail) == goal), goal)
