"""Recognise small talk and questions about the bot itself; bot.wording has the replies.

A message is small talk only if all of it is: "Hi, who are you?" is, "Hi, what is the pay?" and "Who are you hiring?" are
not. Covers English with the usual misspellings and second-language word order. Does not cover greetings by name, other
languages beyond a few words, and whatever else is not listed: it is searched.
"""

import re
from typing import Literal

from bot.understanding.aboutbot import PHRASES, AboutBot
from bot.understanding.plain import plain

Courtesy = Literal["farewell", "thanks", "greeting", "agreement"]
SmallTalk = AboutBot | Courtesy

# Longer messages ask something; and the patterns, which allow much around a phrase, stay fast.
MOST_WORDS = 20

VERY = "((very|really|so|such|how|most) )*"
GOOD = (
    "(great|good|nice|cool|perfect|super|awesome|excellent|wonderful|amazing|brilliant|lovely|interesting|helpful|useful|kind)"
)
HELP = "(help|helping|answers?|answering|time|info|informations?|explanations?|explaining|advice|support|tips?|everything)"
PEOPLE = "(there|all|everyone|everybody|again|sir|madam|maam|dear|friend|mate|bot|waymark|to you|guys|team|computer|machine)"

COURTESIES: dict[Courtesy, tuple[str, ...]] = {
    "farewell": (
        "bye( bye)?|good ?bye|cya|ciao|adios|au revoir|take care|good ?night|until (next time|tomorrow)",
        "(see|talk to) (you|ya)( later| soon| tomorrow| next time| again| around)?",
        "(it was )?nice (talking|chatting) (to|with) you|have a (nice|good|great|lovely) (day|evening|weekend|night|one|time)",
        "(i )?(have to|must|need to|got to) (go|leave)|i am (done|finished)",
        "(that|this) (is|was) (all|it|everything)|nothing( else)?|no more questions",
    ),
    "thanks": (
        "(i )?((many|much|big|a big) )?(thanks?|thank you|tank you|tanks|cheers|ty|merci|gracias|danke|obrigado|grazie)"
        "( very much| so much| a lot| a million| again| anyway)*"
        f"( for ((your|the|all|this|that|giving me) )*({HELP}|this|that)( me)?)?",
        "(i )?appreciate (it|that|your help)|much appreciated|you (have )?helped me( a lot| very much| so much)?",
    ),
    "greeting": (
        "(hi|hey|heya|hello|hiya|howdy|yo|greetings|hola|bonjour|salut|salam|salaam|ola|morning"
        "|((a|very) )*good (morning|afternoon|evening|day))"
        f"( {PEOPLE})?",
        "my name is \\w+( \\w+)?|nice to meet you|testing|this is a test",
        "(are you|is (anyone|anybody|somebody|someone)|anyone|anybody) (there|here)",
    ),
    "agreement": (
        "ok|okay|okey|k|kk|alright|all right|fine|sure|yes|yeah|yep|yup|no|nope|right|exactly",
        "wow|lol|haha|ha|hm+|oh|ah|never ?mind|not now",
        "understood|i (understand|see|agree)|(i )?got it|(that )?makes sense|sounds good|good to know|no (problem|worries)",
        f"((that|this|it|you)( is| are| was| were| sounds)? )?{VERY}{GOOD}( of you)?",
        "well done|(good|great|nice) (job|bot|answer|work)",
        "(that|this|it) helps?( me)?( a lot)?|(that|this) (is|was) what i (wanted|needed)( to know)?|sorry|i am sorry",
    ),
}
COURTESY = "|".join(phrase for phrases in COURTESIES.values() for phrase in phrases)
LEAD_INS = (
    "so|and|but|well|now|please|tell me|excuse me|can you tell me|(i want|i would like) to know|by the way|btw"
    "|((one|a|quick) )*question|wait|actually|first|then|waymark"
)
TAILS = "please|then|exactly|really|actually|anyway|today|now|for (now|today)|by the way|btw|just curious|or what|waymark|mate"
# Of a message that has several, as "Hi, thanks, who are you?" has, the first of these is answered.
PATTERNS: tuple[tuple[SmallTalk, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(f"(({COURTESY}|{LEAD_INS}) )*({'|'.join(phrases)})( ({COURTESY}|{TAILS}))*"))
    for kind, phrases in (*PHRASES.items(), *COURTESIES.items())
)


def small_talk_kind(message: str) -> SmallTalk | None:
    """Which small talk the whole message is; None if any of it may be asked of the documents."""
    words = plain(message)
    if len(words.split()) > MOST_WORDS:
        return None
    return next((kind for kind, pattern in PATTERNS if pattern.fullmatch(words)), None)
