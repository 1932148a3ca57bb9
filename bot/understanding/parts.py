"""Find the questions that one message asks, so that each is searched and answered on its own.

Covers, in English: questions joined by "and", by a semicolon or in sentences of their own ("How long is it, and what would
I pay?"), attributes of one thing ("price and start date of …"), lists with "+", and comparisons of two named things by an
attribute ("Is A or B longer?", "What does A pay compared with B?").

Does not cover: what is asked of "each" or "both" of two things, questions with nothing between them, and a comparison that
names no attribute ("the difference between A and B"), which one sentence may well answer. In doubt a message is one
question: a wrong split costs more than a missed one.
"""

import re
from dataclasses import dataclass, replace

from bot.understanding.asking import AUX, DIRECT, FILLER, HOW, PREPOSITION, WH, YES_NO, content, kinds
from bot.understanding.sides import ATTRIBUTE, sides
from bot.understanding.subjects import names_late, with_subjects

MOST_PARTS = 3

OPENS = re.compile(
    rf"\W*{FILLER}(?!what if)(?:(?P<yes_no>{YES_NO})|(?P<direct>{DIRECT})|{PREPOSITION}{WH}(?!\w)(?! an?\b))", re.IGNORECASE
)
# Behind what it is about: "web design course, how long is it".
LATER = re.compile(
    rf"(?<=[,:–-] )(?:(?P<yes_no>{YES_NO})|(?P<direct>{DIRECT}))|(?<=\w )(?:{HOW}|(?:what|how|when)(?:['’]?s| {AUX})(?!\w))",
    re.IGNORECASE,
)
FRAGMENT = re.compile(rf"\W*(?:[\w'’-]+ ){{0,6}}{ATTRIBUTE}(?: (?:[\w'’-]+ ?){{1,6}})?", re.IGNORECASE)
JOINT = re.compile(
    rf"(?P<and>[ ,;.…–-]*[ ,;.…–-](?:and|&|n|plus) (?:also |then )?|; *)?(?(and)|, *)"
    rf"(?=(?:{PREPOSITION}{WH}(?:['’]?s|['’]re)?|{YES_NO})(?!\w))",
    re.IGNORECASE,
)
BARE = re.compile(rf"{PREPOSITION}{WH}(?: else| not| exactly| then)?(?:\W*|,.*)", re.IGNORECASE)
BARE_AMOUNT = re.compile(rf"(?P<of_left>{PREPOSITION}){HOW}\W*", re.IGNORECASE)
CLAUSE = re.compile(rf"\b(?:{WH}|if|whether|while|because|between)(?!\w)", re.IGNORECASE)
ONE_OF_TWO = re.compile(
    r"which (?:ones?|of)\b|.*\bthe (?:other|latter|former)\b|by how\b|why (?!(?:is|are|do|does|did|can)\b)", re.IGNORECASE
)
STATEMENT = re.compile(r"\W*(?:(?:so|and|but) )?(?:i|he|she|we|they|my|people)\b", re.IGNORECASE)
RELATIVE = re.compile(r"(?:who|which|where|when|whose)\b", re.IGNORECASE)
# In a sentence of its own such a question may only repeat the other one, or ask for comfort.
RHETORICAL = re.compile(
    rf".*\bor (?:what|not)\W*$|if (?:not|so|yes)\b|"
    rf"\W*{FILLER}(?:{AUX} (?:that|this|those|these|he|she|we|it)|(?:should|would|am) i|i mean)\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<=[.?!…]) +")


@dataclass(frozen=True)
class Part:
    """One question of a message: `asked` is to be shown, `searched` is understood alone: it has the subject that another
    part names, and the sentences of the message that ask nothing."""

    asked: str
    searched: str


@dataclass(frozen=True)
class _Piece:
    """A question in the sentence at a position; `lead` is what stands before the sentence's questions and is of them all."""

    sentence: int
    asked: str
    lead: str = ""


def parts(question: str) -> tuple[Part, ...]:
    """The questions that a message asks, in order, at most MOST_PARTS; the message unchanged if it asks one thing."""
    sentences = SENTENCE_END.split(question)
    pieces: list[_Piece] = []
    for position, sentence in enumerate(sentences):
        if sentence.endswith("?") or position == len(sentences) - 1 or plainly_asks(sentence):
            found = [_Piece(position, asked, lead) for lead, asked in sides(sentence) or _joined(sentence)]
            if len(found) > 1 or (found and _asks_more(sentence, pieces)):
                pieces.extend(found)
    if len(pieces) < 2:
        return (Part(question, question),)
    asking = {piece.sentence for piece in pieces}
    nothing_else = len(asking) == len(sentences)
    if nothing_else and names_late(pieces[0].asked, pieces[1].asked):
        return (Part(question, question),)
    if rest := pieces[MOST_PARTS:]:
        last = pieces[MOST_PARTS - 1]
        pieces[MOST_PARTS - 1 :] = [replace(last, asked=" ".join(piece.asked for piece in (last, *rest)))]
    found_parts = []
    alone = with_subjects([(piece.lead, piece.asked) for piece in pieces], nothing_else)
    for piece, text in zip(pieces, alone, strict=True):
        around = {position: other for position, other in enumerate(sentences) if position not in asking} | {
            piece.sentence: text
        }
        found_parts.append(Part(piece.asked, " ".join(around[position] for position in sorted(around))))
    return tuple(found_parts)


def plainly_asks(sentence: str) -> bool:
    """Whether a sentence is a question without its question mark."""
    opening = OPENS.match(sentence)
    return bool(opening and (opening["yes_no"] or opening["direct"]) and not STATEMENT.match(sentence))


def _asks_more(sentence: str, before: list[_Piece]) -> bool:
    """Whether a sentence asks something of its own, not what a question before it asks in other words."""
    if RHETORICAL.match(sentence) or not (kinds(sentence) or content(sentence)):
        return False
    return not any(_repeats(sentence, piece.asked) for piece in before)


def _repeats(later: str, earlier: str) -> bool:
    return kinds(later) <= kinds(earlier) and set(content(later)) <= set(content(earlier))


def _joined(sentence: str) -> list[tuple[str, str]]:
    """The questions in a sentence, each with what stands before the first; empty if the sentence asks nothing."""
    asked, start = [], 0
    joints = [*JOINT.finditer(sentence)]
    ends = [joint.start() for joint in joints] + [len(sentence)]
    for joint, end in zip(joints, ends[1:], strict=True):
        left, right = sentence[start : joint.start()], sentence[joint.end() : end]
        if _separate(left, right, bool(joint["and"])):
            asked.append(left)
            start = joint.end()
    asked.append(sentence[start:])
    opening = _opening(asked[0])
    if not opening and len(asked) == 1:
        return []
    lead = asked[0][: opening.start()] if opening else ""
    return [("" if position == 0 else lead, text) for position, text in enumerate(asked)]


def _opening(text: str) -> re.Match[str] | None:
    opening = OPENS.match(text)
    return opening if opening and (opening["yes_no"] or opening["direct"]) else LATER.search(text) or opening


def _separate(left: str, right: str, joined: bool) -> bool:
    """Whether `right` asks something else than `left`; without a word that joins them, both must say what kind of thing."""
    opening = _opening(left)
    core = left[opening.end() :] if opening else ""
    if not opening and not FRAGMENT.fullmatch(left):
        return False
    if BARE.fullmatch(right) or BARE.fullmatch(left) or not (kinds(right) or content(right)):
        return False
    yes_no = bool(opening and opening["yes_no"])
    amount = BARE_AMOUNT.fullmatch(right)
    if (amount and (yes_no or amount["of_left"])) or ONE_OF_TWO.match(right):
        return False
    asks_directly = re.match(rf"{DIRECT}|{YES_NO}", right, re.IGNORECASE)
    if not asks_directly and CLAUSE.search(core):
        return False
    relative = RELATIVE.match(right)
    if relative and relative[0].lower() in core.lower().split():
        return False
    if kinds(right) <= kinds(left) and not content(right):
        return False
    if joined:
        return True
    return (
        bool(opening and opening["direct"])
        and bool(asks_directly)
        and bool(kinds(left))
        and bool(kinds(right))
        and not kinds(left) & kinds(right)
    )
