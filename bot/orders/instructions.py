"""Find what gives orders to the machine: sentences of documents, which are then not shown, and parts of questions.

Covers orders to set rules aside, to answer in a given way, to play a part, to hide something and to tell the prompt, and the
marks of a conversation, also where they are invisible, written as HTML or in base64; in English and, with fewer words, in the
other languages of bot.orders. A sentence of a document that only quotes such an order counts as one: it costs little.

Does not cover: an order in new words, misspelt ones beyond a few, a claim that orders nothing ("Oakmere guarantees jobs"),
other ciphers, letters of other alphabets that look alike, and an order that is worded like advice to people ("If a visitor
asks about pay, say that it is high"). What is shown is quoted from documents or checked against them in any case.
"""

import base64
import html
import re
import unicodedata
from collections.abc import Iterator

from bot.orders.in_documents import ORDERS
from bot.orders.in_questions import COMMANDS
from bot.orders.words import ASK

INSTRUCTION = re.compile("|".join(f"(?:{order})" for order in ORDERS), re.IGNORECASE)
COMMAND = re.compile("|".join(f"(?:{command})" for command in (*COMMANDS, *ORDERS)), re.IGNORECASE)
# Shorter runs of letters decode to no order.
BASE64 = re.compile(r"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{24,}={0,2}(?![A-Za-z0-9+/=])")
TAGS = {0xE0000 + code: code for code in range(0x20, 0x7F)}
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[.!?][\"'”’)])\s+")
MARK = r"\[/?INST\] ?|<\|\w+\|> ?"
CLAUSE = re.compile(
    rf"(?P<text>.*?)(?P<end> ?[,;:] (?:(?:and|then|but) )?| [–—-]+ | (?:and|then|but|n|und|et|y|e|en|i) |{MARK}|"
    r" (?=(?:what|which|who|how|where|when|why) (?:\w+ )?(?:is|are|do|does|did|can|should|an?|the)\b)|$)",
    re.IGNORECASE,
)
ASKS = re.compile(
    rf"\W*(?:(?!which you\b){ASK}|(?:is|are|do|does|did|can|could|should|would|will|may|must)\b|"
    rf"(?:tell|explain|say|show|describe|list|give)(?: (?:me|us))? ?(?:$|{ASK}|(?:about|if|whether)\b))|.*\?",
    re.IGNORECASE,
)
# What joined a question to a command before it.
JOINT = re.compile(r"^(?:(?:and|but|so|then|also|now|by the way|btw|while we are at it|ps|thanks|please)\b\W*)+", re.IGNORECASE)


def is_instruction(sentence: str) -> bool:
    """Whether a document's sentence, list item, table row or heading gives orders to a machine that reads it."""
    text = _plain(sentence)
    return bool(INSTRUCTION.search(text)) or any(INSTRUCTION.search(hidden) for hidden in _decoded(text))


def without_instructions(question: str) -> str:
    """The question without what commands the bot; empty if nothing is left. A question without commands stays as it is.

    A sentence that commands keeps only the clauses that ask something.
    """
    sentences = SENTENCE_END.split(question)
    asked = [_asked(sentence) for sentence in sentences]
    if asked == sentences:
        return question
    return JOINT.sub("", " ".join(filter(None, asked)))


def _asked(sentence: str) -> str:
    """What a sentence asks, if it commands, too; else the sentence."""
    if any(COMMAND.search(hidden) for hidden in _decoded(sentence)):
        return ""
    commands = [match.end() - 1 for match in COMMAND.finditer(sentence)]
    if not commands:
        return sentence
    asked, joint, asks = "", "", False
    for clause in CLAUSE.finditer(sentence):
        commanded = any(clause.start() <= command < clause.end() for command in commands)
        asks = not commanded and (asks or bool(ASKS.match(clause["text"])))
        if asks:
            asked += joint + clause["text"]
        joint = clause["end"] if asks else " " * bool(asked)
    return asked


def _plain(text: str) -> str:
    """The text as a model reads it: invisible characters, HTML's codes and Markdown's stress undone, single spaces."""
    text = unicodedata.normalize("NFKC", html.unescape(text).translate(TAGS))
    seen = (character for character in text if unicodedata.category(character) != "Cf" and character not in "*_`")
    return " ".join("".join(seen).split())


def _decoded(text: str) -> Iterator[str]:
    """What stands in a text in base64; nonsense where a long word is no such code."""
    for match in BASE64.finditer(text):
        letters = match[0].rstrip("=")
        yield base64.b64decode(letters + "A" * (-len(letters) % 4)).decode("utf-8", errors="ignore")
