"""Words of questions: how one starts, what kind of thing it asks, and what it is about. English only."""

import re

# With the misspellings that are no other words.
WH = r"(?:wh?at|wh?ich|who|whom|whose|wh?en|where|why|how)"
AUX = r"(?:is|are|am|was|were|do|does|did|can|could|will|would|shall|should|must|may|might|has|have|had)(?:n['’]?t)?(?![\w'’])"
HOW = r"how (?:much|many|long|often|soon|early|late|quick(?:ly)?|fast|far|big|large|small|old|high|dear|expensive|hard)(?!\w)"
PREPOSITION = r"(?:(?:for|in|at|on|by|until|till|from|after|with|to|of|about|since) )?"
PERSON = r"(?:i|you|we|they|he|she|it)"
# "what does …", "whats …", "which days are …", "who pays …", "how long …": a question, and no clause inside one.
DIRECT = (
    rf"{PREPOSITION}(?:{HOW}|(?:what|how|where|when|who)(?:['’]?s|['’]re)(?!\w)|{WH} (?!{PERSON}\b)(?:[\w'’-]+ ){{0,3}}?{AUX}|"
    rf"who (?!{PERSON}\b)\w+)"
)
YES_NO = (
    rf"(?:{AUX} (?:{PERSON}|there|that|this|those|these|people)\b|"
    r"(?:is|are|was|were|does|did|can|will|would|must)(?:n['’]?t)? (?:the|an?|any|my|your|their|his|her|its)\b)"
)
TELL = (
    r"(?:(?:can|could|would) you )?(?:please )?(?:(?:tell|let) me(?: know)?|explain)|do you know|"
    r"i(?:['’]?d like| would like| want| need| have| must) to (?:know|find out|ask)|(?:i |i['’]m |i am )?wonder(?:ing)?"
)
FILLER = rf"(?:(?:so|and|also|ok|okay|hi|hello|hey|right|well|then|but|please|plus|first|finally|{TELL})\b[ ,:.–-]*)*"

# What can be asked about a thing.
KINDS = {
    "money": r"how (?:much(?! (?:time|more|less|longer|shorter))|dear|expensive|cheap)|costs?|prices?|fees?|tuition|pays?|paid|"
    r"salary|salaries|wages?|earns?|charged?|charges|owe",
    "length": r"how (?:long|(?:much|many) (?:time|hours|days|weeks|months|years|evenings))|length|duration|last(?=\W*$)|lasts|"
    r"takes?",
    "time": r"wh?en(?:['’]?s)?|what time|(?:wh?ich|wh?at) (?:days?|dates?|month|year)|starts?|begins?|deadline|opens?|"
    r"(?:(?:start(?:ing)?|closing) )?dates?|(?:opening )?hours",
    "place": r"where(?:['’]?s)?|address|location",
    "people": r"who(?:['’]?s|m)?",
    "number": r"how many(?! (?:hours|days|weeks|months|years|evenings))|(?:(?:class|group) )?sizes?|(?:pass )?rates?",
    "needs": r"(?:entry )?requirements|documents|papers|age limit",
}
KIND = {kind: re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE) for kind, words in KINDS.items()}
ANY_KIND = re.compile(rf"\b(?:{'|'.join(KINDS.values())})(?!\w)", re.IGNORECASE)
# Words that do not say what a question is about; the first of them may stand between words that do.
SMALL = frozenset(
    re.findall(
        r"\S+", "a an the for in at on by until till from with to of about as into per than first next before after last"
    )
)
PLAIN = SMALL | frozenset(
    re.findall(
        r"\S+",
        """
        this that these those it its they them their he she his her him i i'm im i'd me my we us our you u your one ones
        there here then now and or but so also too plus just only really exactly please ok okay if whether not no n any some
        all wat wich wen what whats what's which who whos who's whom whose when where why how hows how's far old long often
        many much else is are am was were do does did done can could will would shall should must may might has have had been
        be being
        get gets got need needs want know tell say let explain wonder wondering think go come happens happen like ought
        up out again right true normal own catch lol thanks
        """,
    )
)


def kinds(text: str) -> frozenset[str]:
    """The kinds of things that a text asks for, keys of KINDS."""
    return frozenset(kind for kind, pattern in KIND.items() if pattern.search(text))


def content(text: str) -> list[str]:
    """The words, in lower case, that are neither of the question's form nor name what kind of thing it asks."""
    return [word for word in re.findall(r"[\w+#'’-]*[\w+#]", ANY_KIND.sub(" ", text).lower()) if word not in PLAIN]
