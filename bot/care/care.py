"""Notice what a person needs to hear before any answer: in a crisis, in distress, or asking what no document can say.

By phrases of plain English words (see bot.understanding.plain), as learners write them, and by what the message was felt to be
(bot.care.feelings). Errs on the side of kindness: a sentence too many costs little. Covers the first person, and relatives and
friends in a crisis; in other languages, a few words of a crisis. Nothing found does not mean that all is well. Means to pass
over work with people in distress, and idioms such as "my job is killing me".
"""

import re
from dataclasses import dataclass

from bot.care.crisis import CRISIS
from bot.care.feelings import Feeling
from bot.care.phrases import DISTRESS, JUDGED, PROMISE
from bot.understanding.plain import plain
from bot.wording import IN_CRISIS, IN_DISTRESS, NO_JUDGEMENT, NO_PROMISE

# A question or a request of the documents. "when", "who" and "where" also open half-sentences, so these count at the start.
ASKS = re.compile(
    r"\?|\b(what|which|how|why|whose|whether)\b|^((and|so|but|hi|hello|please) )*(when|who|where)\b"
    r"|(?<!not )(?<!i )\b((can|could|should|would|will|do|does|did|am|is|are|have|has) (i|you|we|they|it|there|this|that)"
    r"|(can|will|do|does|did|are) (the|an?|anyone))\b"
    r"|\b((tell|show|send) me|give me (the|some|an? (list|link|example|tip)|advice))\b"
    r"|\b(explain|recommend|suggest|looking for)\b"
    r"|\bhelp me (to |with )?(?!please|now|anymore|i |and )\w"
    r"|\b(i need|i want|i would like) (an?|some|to (know|become|be an?|learn|find|get|work|study))\b"
)
# Not knowing what to do asks nothing that could be looked up.
AT_A_LOSS = re.compile(
    r"\b(do not|not|no|never) (know|idea|see|understand) (what|how|where|who|why|which way)"
    r"( (else|to|i|should|can|could|will|must|am|do|go on|live|continue|cope|turn|start|begin|anymore|it|this))*\b"
)


@dataclass(frozen=True)
class Care:
    """`text` is shown before an answer; if `alone`, there is nothing to look up, and it is the whole reply."""

    text: str
    alone: bool


def care(question: str, adviser: str, felt: Feeling = "none") -> Care | None:
    """What to say before an answer to `question`, or None. `adviser` completes "please ask …".

    Of a crisis that is only `felt`, a question is answered nevertheless: in one ordinary question of 200 it is none.
    """
    words = plain(question) + (" ?" if "?" in question else "")
    asks = bool(ASKS.search(AT_A_LOSS.sub("", words)))
    certain = bool(CRISIS.search(words))
    if certain or felt == "crisis":
        return Care(IN_CRISIS.format(adviser=adviser), alone=certain or not asks)
    distressed = bool(DISTRESS.search(words)) or felt == "distress"
    texts = [IN_DISTRESS.format(adviser=adviser)] if distressed else []
    texts += [text for phrases, text in ((PROMISE, NO_PROMISE), (JUDGED, NO_JUDGEMENT)) if phrases.search(words)]
    return Care(" ".join(texts), alone=distressed and len(texts) == 1 and not asks) if texts else None
