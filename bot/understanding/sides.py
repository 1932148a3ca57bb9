"""Take apart what asks one thing of two: comparisons of two named things, lists of attributes, lists with "+"."""

import re

from bot.understanding.asking import AUX, FILLER, HOW, WH, kinds

ATTRIBUTE = (
    r"(?:(?:entry|start|starting|closing|opening|monthly|yearly|exam|course|hourly|class|group|pass) )?(?:prices?|costs?|fees?|"
    r"tuition|pay|salary|salaries|wages?|length|duration|dates?|deadline|hours|address|location|requirements|documents|"
    r"sizes?|rates?|age limit)(?!\w)"
)
AND = r"(?: *, *(?:(?:and|&) )?| +(?:and|&|\+|n) )"
ATTRIBUTES = re.compile(
    rf"\W*(?P<lead>(?:.*?[,:–-] )??){FILLER}(?:(?:what(?:['’]?s| is| are)?|which|i need) )?(?P<thing>(?:[\w'’-]+ ){{0,6}}?)"
    rf"(?P<attributes>(?:the )?{ATTRIBUTE}(?:{AND}(?:the )?{ATTRIBUTE})+)(?P<tail>(?: (?:of|for|at|in|on)\b.*?)?)[ ?.!]*",
    re.IGNORECASE,
)
PLUS = re.compile(r" \+ (?!\d)")

VERB = r"(?:costs?|pays?|earns?|takes?|lasts?|charges?|starts?|begins?|get paid)"
MORE = (
    r"(?:longer|shorter|cheaper|dearer|pricier|bigger|smaller|higher|lower|quicker|faster|older|younger|"
    r"(?:more|less) expensive|better paid|(?:pay|earn|cost|make|get)s? (?:more|less|better)|(?:take|last)s? longer|"
    r"(?:start|begin|open)s? (?:earlier|later|sooner))"
)
WHICH_MORE = rf"(?:which|who|what)(?: one)?(?: is| are)? {MORE}"
BESIDE = r"(?: *,? (?:compared (?:with|to)|vs\.?|versus|as opposed to|and (?:what|how) about) )"
# One thing, A, and another, B, in the same frame: `head`, A, `tail` and `head`, B, `tail` are what is asked, or `measure` of
# each.
COMPARISONS = tuple(
    re.compile(rf"\W*(?P<lead>(?:.*?[,:–-] )??){FILLER}{frame}[ ?.!]*", re.IGNORECASE)
    for frame in (
        rf"(?P<head>{AUX} )(?P<a>.+?),? or (?P<b>.+?)(?P<tail>,? {MORE})",
        rf"(?P<head>{WHICH_MORE}[,:]? )(?P<a>.+?),? or (?P<b>.+?)(?P<tail>)",
        rf"(?P<head>)(?P<a>.+?) or (?P<b>.+?)(?P<tail>[,:]? {WHICH_MORE})",
        rf"(?P<head>{AUX} )(?P<a>.+?)(?P<tail> {MORE}) than (?P<b>.+?)",
        rf"(?P<head>how much (?:more|less|longer) {AUX} )(?P<a>.+?)(?P<tail> {VERB}) than (?P<b>.+?)",
        rf"(?P<head>(?:{HOW}|what|when|where) {AUX} )(?P<a>.+?)(?P<tail> {VERB}){BESIDE}(?P<b>.+?)",
        rf"(?P<head>(?:{HOW}|when|where) (?:is|are) )(?P<a>.+?)(?P<tail>){BESIDE}(?P<b>.+?)",
        rf"(?P<head>(?:what(?:['’]?s| is| are) )?(?:the )?{ATTRIBUTE} (?:of|for|at|in) )(?P<a>.+?)(?P<tail>){BESIDE}(?P<b>.+?)",
        rf"(?:what(?:['’]?s| is) )?(?:the )?difference in (?P<measure>{ATTRIBUTE} )between (?P<a>.+?) and (?P<b>.+?)",
        rf"(?:what(?:['’]?s| is) )?(?:the )?(?P<measure>{ATTRIBUTE} )difference between (?P<a>.+?) and (?P<b>.+?)",
        rf"(?P<head>{HOW} .*\b(?P<of>for|in|at|with|as|of) )(?P<a>.+?)(?P<tail>), and (?P=of) (?P<b>.+?)",
    )
)
NOT_NAMED = re.compile(
    rf"\b(?:{WH}|{AUX}|{ATTRIBUTE}|i|me|you|us|it|he|she|they|them|this|that|these|those|there|ones?|others?|or|and|if)(?!\w)|\b(?:years?|months?|weeks?|days?|hours?)$|[?,;:]",
    re.IGNORECASE,
)
# A name, "the …", "Brightlane's …", some words that say more than "full time", or several of a sort.
NAMED = re.compile(r"(?:.*\s)?[A-Z].*|(?:[aA]n?|[tT]he) .+|.*\w['’]s .+|\w\S* \S+ \S.*|.*\w\w\w(?<!s)s")
LONGEST_NAME = 10
# Such a sentence is short; the patterns would take long over one of 2,000 characters.
LONGEST = 300


def sides(sentence: str) -> list[tuple[str, str]]:
    """What a sentence asks of each of two things, or each thing that it asks of one: (lead, question), where the lead is
    what stands before the question. Empty if the sentence asks in no such way, or has more than LONGEST characters."""
    if len(sentence) > LONGEST:
        return []
    return _compared(sentence) or _listed(sentence) or _added(sentence)


def _compared(sentence: str) -> list[tuple[str, str]]:
    mark = "?" if sentence.rstrip().endswith("?") else ""
    for match in filter(None, (frame.fullmatch(sentence) for frame in COMPARISONS)):
        if all(_named(match[side]) for side in "ab"):
            found = match.groupdict("")
            head = f"{found['measure']}of " if "measure" in found else found["head"]
            return [(found["lead"], f"{head}{found[side]}{found.get('tail', '')}{mark}") for side in "ab"]
    return []


def _named(side: str) -> bool:
    return len(side.split()) <= LONGEST_NAME and not NOT_NAMED.search(side) and bool(NAMED.fullmatch(side))


def _listed(sentence: str) -> list[tuple[str, str]]:
    """Attributes of one thing: "price and start date of the course"."""
    match = ATTRIBUTES.fullmatch(sentence)
    if not match or NOT_NAMED.search(match["thing"]) or re.search(rf"\b{AUX}|\band\b", match["tail"]):
        return []
    attributes = re.split(AND, match["attributes"])
    distinct = len(set().union(*map(kinds, attributes))) == len(attributes)
    return [(match["lead"], match["thing"] + attribute + match["tail"]) for attribute in attributes] if distinct else []


def _added(sentence: str) -> list[tuple[str, str]]:
    """A list with "+", each with an attribute: "interests test price + certificate price"."""
    lead, colon, rest = sentence.rpartition(": ")
    items = PLUS.split(rest)
    if len(items) < 2 or not all(
        re.search(rf"\b{ATTRIBUTE}", item, re.IGNORECASE) and not re.search(rf"\b{AUX}", item) for item in items
    ):
        return []
    return [(lead + colon, item) for item in items]
