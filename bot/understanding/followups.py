"""Make a question of a conversation stand on its own, so that it is searched with what it refers to.

Covers, in English: additions ("and Google?", "what if I have no degree?"), words that point back ("how long does it take?",
"which of those …?", "the second one"), questions that name nothing of their own ("what is the salary?"), and asking for more
("yes please"). Decided by words alone, so it does not cover a question that names a thing and means it of the topic before
("is the refresher dear?"), most misspellings, and "they" in a long question, which is taken for people in general.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Literal

from bot.errors import QuestionError
from bot.orders.instructions import without_instructions
from bot.understanding.plain import plain
from bot.understanding.questions import clean_question
from bot.wording import REFUSALS, only_cares, small_talk

Turn = tuple[Literal["user", "assistant"], str]
Exchange = tuple[str, str]  # a question and its answer

# A conversation's last questions; what was asked before them is no longer what "it" means.
LOOK_BACK = 3
# Words of the last answer that a choice ("the second one") is searched with. More would drown the question.
ANSWER_WORDS = 25
# Words of its own from which on a question stands alone, whatever it opens with or points at.
OWN_WORDS = 4
# A message of as few words is a piece of a question: "Google?".
PIECE_WORDS = 3

WORD = re.compile(r"[^\W_][\w+#]*")
# Words that say nothing of what a question is about.
EMPTY = frozenset(WORD.findall("""
    a an the this that these those it its they them their theirs he she his her hers him i me my we us our you your one ones
    there here then now and or but so also too plus just only really exactly please ok okay if whether not no n any some all
    is are am was were be been being do does did done doing can could will would shall should must may might has have had
    what whats which who whom whose when where why how far old often many much else more most less very still even again
    for in into at on by until till from with to of about as per than off out up down over after before without during since
    get gets got need needs needed want wants know tell say says think go goes going come happens happen like ought become
    give gives make makes use work works people someone anyone anything something everything person yes yeah yep hi hello
    thanks thank tho though lol s t m d re ve ll u r dont doesnt didnt isnt cant wont im ive id theres whos thats hows
    both other another same such each every instead otherwise either neither right true ever always yet already
    """))  # fmt: skip
# What can be asked of anything: without another word it is not said of what. So are times.
ASPECTS = frozenset(WORD.findall("""
    cost costs price prices fee fees pay pays paid salary salaries wage wages earn earns money expensive cheap free mutch
    long length last lasts take takes duration start starts begin begins end ends finish open opens close closes deadline
    date dates hours hour day days week weeks month months year years evening evenings weekend weekends time times later
    place address online job jobs profession career field hard difficult easy worth enough exam exams age limit full half
    requirement requirements required experience degree qualification qualifications course apply explain mean means reason
    reasons example examples details first second third fourth fifth next two three difference better best today tomorrow
    """))  # fmt: skip

LEAD_IN = re.compile(
    r"(?i)^\W*(?:(?:ok|okay|thanks|thank you|thx|great|cool|nice|right|alright|all right|i see|got it|hm+|ah|oh|well|wow|sure"
    r"|lol|no|yes|yeah)(?: (?:so much|very much|a lot|then|that helps))?\b[\s,.!:;-]*)+"
)
NEW_TOPIC = re.compile(
    r"(?i)\b(?:(?:different|another|new|other) (?:question|topic|subject)|something (?:else|different)|by the way|btw)\b"
)
AUXILIARY = r"(?:is|are|was|were|do|does|did|can|could|will|would|should|must|may|might|has|have)"
ADDS = re.compile(
    r"(?i)^(?:and|or|but|also|plus|what about|how about|wh?at if|why not|which of|(?:what|who|where|anything) else|any other"
    r"|any more|more|tell me more|how come|even (?:if|with|without|for)|i meant?|except|instead|same)\b"
    r"|^(?:so|then) (?=(?:if|what if|with|without|for|in|no|not)\b)"
    r"|^(?:how (?:mut?ch|many|long|often)|what|when|where|who|why) (?:if|for|with|without|after|before|in|on|at|as|then|not)\b"
    r"|^(?:if|because|since)\b(?!.*\b(?:be|become)\b)"
    rf"|^(?:in|for|with|without|at|on|from|as|after|before|until|during|per)\b"
    rf"(?!.*\b(?:{AUXILIARY}|what|which|how|when|where|who|why)\b)"
    r"|\bon top\b|\b(?:instead|otherwise|though|tho|either|too|as well|in that case)\W*$"
)
DEFINES = re.compile(r"(?i)^(?:what|who)(?:['’]?s| is| are| was| does) \w")  # "What is MLOps?" is short, but whole
BEFORE_THAT = rf"(?:{AUXILIARY}|in|for|of|at|on|with|about|from|after|before|by|like|than|to|until|why|how come|and|but|so)"
NOUN = r"(?:(?:a|an|the|my|our|any|each|every|one)\s+\w{2,}|this (?:job|profession|career|field|line|work))"
PLURAL = r"\b(?!(?:does|this|its|was|has|as|us|always|hours|days|weeks|months|years|times|others)\b)\w{2,}s\b"
NAME = r"(?<!^)\b[A-Z](?!['’]|\s)"
EXISTS = r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bwill )"
NOTHING = r"(?!)"
# What points at something said before, each with what would be it if it stood before the word in the question itself.
POINTERS = tuple(
    (re.compile(pointer, re.IGNORECASE), re.compile(antecedent))
    for pointer, antecedent in (
        (r"\b(?:its?|itself)\b", rf"(?i:\b{NOUN}\b)|{NAME}"),
        (r"\b(?:he|she|his|hers?|him)\b", rf"(?i:\b(?:a|an|the|my|our|your)\s+\w{{3,}})|{NAME}"),
        (r"\b(?:they|them|theirs?)\b", rf"(?i:{PLURAL}|\b(?:people|someone|anyone)\b)"),
        (r"\b(?:those|these)\b", r"(?<!^)\b[A-Z]\w+\b.*,|(?i:\w,.*\w+s\b)"),
        (r"\bthis\b(?!\s+(?:job|profession|career|field|line|work|year|month|week|summer|autumn|spring|winter)\b)", NOTHING),
        (rf"(?:^|\b{BEFORE_THAT}\s+)(?:that|taht)\b|\bthat(?=\s*(?:[?.!,]|$))", NOTHING),
        (
            r"\b(?:that|this|which|the (?:\w+ )?|other|same|another|each)\s*ones?\b",
            rf"(?i:{PLURAL}|\b(?:which|what)\s+\w{{4,}})",
        ),
        (r"\bthe (?:former|latter|others?|same|two|three|second|third|last|first)\W*$|\bboth\W*$", NOTHING),
        (rf"{EXISTS}\bthere\b(?!['’]|\s+(?:{AUXILIARY}|any|some|no)\b)", rf"(?i:\b{NOUN}\b|\b(?:at|in)\b)"),
        (r"\belse\b|\bhow so\b", NOTHING),
    )
)
# "How long does it take to become …", "is it true that …": this "it" points forward, into the question itself.
POINTS_FORWARD = re.compile(
    r"(?i)\bit\b(?:\s+\w+){0,3}\s+to\s+\w+|\b(?:is|was) it (?:that|who)\b"
    r"|\bit\s+(?:is\s+)?(?:true|normal|possible|likely|worth)\s+(?:that|if|when|\w+ing)\b"
)
CHOOSES = re.compile(
    r"(?i)\b(?:those|these|both|former|latter|of them|which ones?|(?:that|this|other|same|another) one)\b"
    r"|\b(?:the|number) (?:first|second|third|fourth|last|one|two|three|other|(?:cheap|short|long)\w+)(?: ones?| two)?\W*$"
    r"|^(?:first|second|third|fourth|last)(?: one)?\W*$"
)
# What asks for more of the last answer, in plain words.
YES = "(yes|yea|yeah|yep|yup)"
AGREED = f"({YES}|ok|okay|sure|please|alright|all right|of course|thanks|thank you)"
MORE = (
    "((can|could|would) you )?((go|carry) on|go ahead|continue|keep going|do (it|that)"
    "|((tell|show|give) me |(say|explain) )?(some |any |a bit |a little )?more( details| info| information)?)"
)
CONTINUES = re.compile(
    f"{YES}( ({AGREED}|do|i do|i would))*|(sure|ok|okay|please do|of course)( please| yes)|({AGREED} )*(and|so)( then)?"
    f"|((and|so|but|{AGREED}) )*{MORE}( please| then| about (it|that|this)| thanks)*"
)


def refers_back(question: str) -> bool:
    """Whether a question needs the one before it: it opens like an addition, points at something, or names nothing."""
    if continues(question):
        return True
    asked = LEAD_IN.sub("", question).strip() or question
    words = set(_content(asked))
    own = words - ASPECTS
    if len(own) >= OWN_WORDS or NEW_TOPIC.search(asked):
        return False
    piece = len(asked.split()) <= PIECE_WORDS and own == words and not DEFINES.search(asked)
    return not own or piece or bool(ADDS.search(asked)) or _points(asked)


def continues(message: str) -> bool:
    """Whether the whole message asks to continue the last answer: "yes please", "go on", "ok and?"."""
    return bool(CONTINUES.fullmatch(plain(message)))


def referent(question: str, history: Sequence[Turn]) -> str:
    """What this question refers to, to be searched with it: the question before, itself made whole, and for a choice
    ("which of those?") the beginning of its answer. Empty if the question stands on its own, and for a "yes" to small talk."""
    last = next((text for role, text in reversed(history) if role == "user"), "")
    if small_talk(question) and not _question(last):
        return ""
    return _referent(question, _exchanges(history)[-LOOK_BACK:])


def standalone(question: str, refers_to: str) -> str:
    """How the question is understood, in words to show."""
    return f"{refers_to} {question}".strip()


def _content(text: str) -> list[str]:
    """The words that say something, in order."""
    return [word for word in WORD.findall(text.lower()) if word not in EMPTY and not word.isdigit()]


def _points(question: str) -> bool:
    """Whether a word points at something that stands nowhere before it in the question."""
    text = POINTS_FORWARD.sub("", question if question.isupper() else re.sub(r"\bIT\b", "computers", question))
    return any(
        not antecedent.search(before := text[: match.start()]) and len(_content(before.rpartition(". ")[0])) < 2
        for pointer, antecedent in POINTERS
        for match in pointer.finditer(text)
    )


def _referent(question: str, exchanges: Sequence[Exchange]) -> str:
    if not exchanges or not refers_back(question):
        return ""
    asked, answer = exchanges[-1]
    said = " ".join(answer.split()[:ANSWER_WORDS]) if CHOOSES.search(question) else ""
    return " ".join(part for part in (_referent(asked, exchanges[:-1]), asked, said) if part)


def _exchanges(history: Sequence[Turn]) -> list[Exchange]:
    """What the user asked of the documents, and the last answer to each."""
    exchanges: list[Exchange] = []
    searched = False
    for role, text in history:
        if role == "user":
            question = _question(text)
            searched = bool(question)
            if question and not continues(question):
                exchanges.append((question, ""))
        elif searched and exchanges and only_cares(text):
            exchanges.pop()
        elif searched and exchanges and not text.startswith(tuple(REFUSALS.values())):
            exchanges[-1] = (exchanges[-1][0], text)
    return exchanges


def _question(text: str) -> str:
    """The message if it may have been searched: empty for small talk, and for what could not be."""
    with suppress(QuestionError):
        question = without_instructions(clean_question(text))
        if continues(question) or not small_talk(question):
            return question
    return ""
