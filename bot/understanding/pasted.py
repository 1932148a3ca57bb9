"""Find the question in a message that is too long to be searched because a CV, a letter or a vacancy was pasted into it.

People ask before what they paste, or behind it; what asks in the middle ("Do you like people?") is the vacancy's.
"""

from bot.understanding.parts import MOST_PARTS, SENTENCE_END, asks

# So many sentences at either end of a message's first and last line may be the learner's own.
OWN = 3


def question_beside(text: str) -> str:
    """What a message asks before or behind what was pasted into it; empty if it asks nothing there."""
    first, *others = [line.strip() for line in text.splitlines() if line.strip()] or [""]
    own = [sentence for line in (first, *others[-1:]) for sentence in _ends(SENTENCE_END.split(line))]
    return " ".join([sentence for sentence in own if asks(sentence)][:MOST_PARTS])


def _ends(sentences: list[str]) -> list[str]:
    return [*sentences[:OWN], *sentences[max(OWN, len(sentences) - OWN) :]]
