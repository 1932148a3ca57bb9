"""What the bot says in its own words: refusals, small talk, what it is, and the sentences before an answer."""

from collections.abc import Sequence

from bot.answer import Refusal
from bot.understanding.smalltalk import SmallTalk, small_talk_kind

WHAT_I_AM = "I am a machine. I answer only from the documents listed here, and show where every sentence comes from."

# Completes "please ask …" where the centre has not said whom to ask.
AN_ADVISER = "an adviser"

REFUSALS: dict[Refusal, str] = {
    "not_covered": "The documents that I have do not answer this.",
    "not_understood": "I could not make sense of this question. Please ask in English, in a short sentence.",
}
NEARBY = "They do cover: {topics}."
ASK_A_PERSON = "For anything else, please ask {adviser}."

# True whichever model is set: the model that finds passages always runs here; a server may run the one that words.
REPLIES: dict[SmallTalk, str] = {
    "identity": f"{WHAT_I_AM} My name is Waymark.",
    "abilities": "I look up answers to your questions in the documents listed here, and show where every sentence comes from. "
    "Ask in your own words, one thing at a time.",
    "sources": "From the documents listed here, and from nowhere else. "
    "The small number behind a sentence shows the passage that it stands on.",
    "age": "Each source shows its date, or says that it has none, and older figures carry a warning. "
    "The list of documents names all the dates.",
    "model": "A small language model that runs on the centre's own machine finds the passages for me. "
    "What I show is quoted from the documents, or checked against them sentence by sentence.",
    "maker": "I am Waymark, a program that people wrote. Other people wrote the documents that I answer from: "
    "each source names its publisher, where that is known.",
    "privacy": "{kept} For more about your data, please ask {adviser}.",
    "mistakes": "Yes, I can be wrong: I may pick a passage that misses your question, and a document may be out of date. "
    "Read the source behind the number, and for a decision that matters, please ask {adviser}.",
    "memory": "I use the last questions of this conversation to understand the next one. "
    "I remember nothing of earlier conversations, and I do not know who you are.",
    "languages": "I answer in English, because the documents are in English. You may try another language: I say how I "
    "understand the question, or ask you for English. Short sentences and spelling mistakes are fine.",
    "person": "I am a machine, and I cannot connect you to anybody. To talk to a person, please ask {adviser}.",
    "feelings": "I am a machine, so I have no feelings and no bad days. What would you like to know?",
    "farewell": "Goodbye, and good luck!",
    "thanks": "You're welcome. Is there anything else that you would like to know?",
    "greeting": "Hello! What would you like to know?",
    "agreement": "All right. Is there anything else that you would like to know?",
}

# What becomes of what is written, by whether conversations are kept.
KEPT = {
    True: "I keep our conversations, so that you find them again in this browser. No other visitor sees them; the centre can. "
    "You can delete each in the list; under “Save or hand over” you can save them all, or delete everything of yours.",
    False: "I keep what you write only during this conversation, to understand your next question. "
    "I save none of it and show it to nobody else; the server only counts and times its answers.",
}

IN_CRISIS = (
    "You do not have to be alone with this, and a person should hear it now, not a machine. "
    "Please call the emergency number of your country or a crisis line, tell somebody you trust, or ask {adviser} for help."
)
IN_DISTRESS = "That sounds hard, and you need not face it alone. Talking to a person helps: please ask {adviser}."
# Before the answer to a question in another language.
UNDERSTOOD = "I understood: “{question}”"
# Before the nearest quotes, where the model finds no answer in them.
NOT_STATED = "I do not find the answer in the documents; please ask {adviser}. The nearest that they say:"
# Before an answer that may be none.
IN_DOUBT = "This is the nearest that the documents say; it may not be quite what you asked."
WHICH_PLAN = (
    "A plan leads to one job, and the documents that I have speak of several. Ask, for example: “Make me a plan {first}.” "
    "They also say how {others}."
)
NO_PROMISE = "Nobody can promise a job or an income; I only know what the documents say."
NO_JUDGEMENT = "I do not rate people; what follows is what the documents say about requirements."


def only_cares(reply: str) -> bool:
    """Whether a reply is nothing but a kind word, with no answer below it."""
    return reply.startswith((IN_CRISIS.split("{")[0], IN_DISTRESS.split("{")[0])) and "\n\n" not in reply


def small_talk(message: str, adviser: str = AN_ADVISER, *, keeps: bool = False) -> str | None:
    """A reply to small talk or to a question about the bot; None if something is asked of the documents.

    `keeps`: whether conversations are kept.
    """
    kind = small_talk_kind(message)
    return REPLIES[kind].format(adviser=adviser, kept=KEPT[keeps]) if kind else None


def which_plan(goals: Sequence[str]) -> str:
    """What to say to a plea for a plan where documents lead to several goals, at least two: "to become a nurse", …"""
    return WHICH_PLAN.format(first=goals[0], others=", ".join(goals[1:]))


def refusal_text(reason: Refusal, nearby: Sequence[str], adviser: str) -> str:
    """A short, honest refusal with what the documents do cover. `adviser` completes "please ask …"."""
    parts = [REFUSALS[reason]]
    if nearby:
        parts.append(NEARBY.format(topics="; ".join(nearby)))
    return " ".join([*parts, ASK_A_PERSON.format(adviser=adviser)])
