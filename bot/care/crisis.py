"""Phrases of people who think of suicide or self-harm, or fear it of somebody near to them, for bot.care.care.

Over plain words (see bot.understanding.plain); a message with a question mark ends in " ?".
"""

import re


def any_of(*phrases: str) -> re.Pattern[str]:
    """A pattern that finds any of the phrases, as whole words."""
    return re.compile(rf"\b({'|'.join(phrases)})\b")


END = r"(?= \?|$)"
LONGER = "(anymore|any more|any longer|no more)"
# What may follow where a phrase is whole: "I don't want to live" is, "I don't want to live in Leeds" is not.
WHOLE = rf"(?= ({LONGER}|and|but|because|so|if|what|which|how|can|please|i|my|at all|now|help)\b| \?|$)"
# "I don't want to live any more with my parents" goes on where it seems whole.
NO_PLACE = r"(?! (anymore|any more|any longer) (with|in|at|on|from|off|near|here|there|under)\b)"
# Second-language writers leave out "to".
WANT = r"(?<!not )(?<!never )(want|wanted|wish|hope|would like|like|urge|need|try|tried|trying|plan|planning)( to)?( \w+)?"
THINK = "(thinking|think|thought|thoughts|considering|planning|feel like|feeling like|keep)( about| of| on)?"
# Not "my self-employment".
MYSELF = r"(myself|my self(?! (employ\w*|esteem|confiden\w*|respect|worth|image|stud\w*|assessment)))"
RELATIVE = (
    r"my (\w+ )?(friend|brother|sister|mother|mum|mom|father|dad|son|daughter|wife|husband|partner|girlfriend|boyfriend|child"
    r"|cousin|flatmate|colleague|uncle|aunt)"
)
# With these words, "suicide" is somebody's work or somebody's past.
AT_WORK = (
    r"(prevent\w*|hotline|line|helpline|counsel\w*|clients?|patients?|people|students?|workers?|volunteer\w*"
    r"|research\w*|teenagers|training|pay|paid|salary|policy|career suicide|died|lost|committed|watch|awareness|social)"
)
PILLS = "(pills|tablets|medicines?|medication)"

CRISIS = any_of(
    rf"({WANT}|{THINK}) (kill|hang|hurt|harm|cut|shoot|unalive)(ing|ting)? {MYSELF}(?! (some slack|loose|off|free|short))",
    f"(want( to)?|{THINK}) kill(ing)? me{END}",
    f"i (will|could|might|am going to) (just )?(kill|hang|unalive) {MYSELF}(?! (at|for|with|over|by|to|laughing))",
    rf"kill(ing|ed)? {MYSELF}(?! (at|for|with|over|by|to|in|on|laughing|work\w*|study\w*|lift\w*|commut\w*|trying))",
    f"(cutting|harming|hurting) {MYSELF}(?! (off|short|at|with|in|on|while|some|when|lifting))",
    r"i ((have|been|started|keep|still|often|am|just|do|again|want|to|might|will) )*self ?harm(ed|ing)?",
    rf"^(?!.*\b{AT_WORK}\b).*\bsuicid(e|al)",
    r"(i am|i have been|i feel|i felt|i get|feeling|feel)( \w+)?( \w+)? suicidal",
    r"i (have|had|get|got|am having|keep having)( \w+)?( \w+)? (suicidal|suicide) (thoughts?|ideas?|feelings?)",
    r"i (\w+ ){0,4}(commit|do|make|try|tried|attempt|attempted) suicide",
    rf"{RELATIVE} (\w+ ){{0,3}}(wants?|going|tried|tries|trying|threatens|keeps|talks|thinks|will)( (to|about|of))?"
    r" (kill|hang|hurt|harm|cut)(ing|ting)? (himself|herself|themselves|him self|her self)",
    f"(do not|no|not|never)( really| even| just)? (want|wish|wanted)( to)? (live|life|be alive|exist){WHOLE}{NO_PLACE}",
    f"(do not|no|not|never) (want|wish)( to)? (live|go on|exist) like this {LONGER}",
    f"(not|never) (want|wish)( to)? wake up( again| tomorrow| {LONGER}|{END})|(could|just) not wake up{END}",
    f"never wake up( again| {LONGER})?{END}",
    f"^(i |just |really |feel like |sometimes )*(do not|no) want( to)? be here( {LONGER})?{END}",
    r"i (\w+ ){0,3}(?<!not )(?<!never )(want|wanted|wish|hope|would like|feel like|ready|deserve)( (to|i|could|just|really))*"
    r" (die|dying|be dead)(?! (happy|doing|for|as|of|in|with|trying|rich|at|knowing|cast)\b)",
    r"(easiest|best|painless|quick\w*|fastest|easy|good) (ways?|methods?) (to|of|for) (die|dying)|painless death",
    f"end {MYSELF}",
    r"i (\w+ ){0,3}think(ing)? (\w+ )?(about|of) (death|dying)|(if|when) i (was|were|am) (dead|not (alive|here))",
    f"want( to)? be (gone|no more){WHOLE}",
    "(no|lost( my| the| all)?) (will|wish) to live",
    f"(no longer want to|done with) (live|living|life|exist|be alive|this life){WHOLE}",
    f"stop (existing|living){WHOLE}|why i should (go on|keep) living|life hurts|cut {MYSELF}( \\w+)? because",
    f"leave this (world|life|earth)(?! of)|hurt {MYSELF} (when|if|because|every time) i (am|feel|get)",
    f"rather (be dead|not (live|exist|be alive)|die{END})|let me die|i should (just )?(die|be dead)",
    rf"i (\w+ ){{0,4}}be dead(?! (end|line|tired))|i (\w+ ){{0,4}}(be|being|not|wasnt) alive{WHOLE}|reason to be alive",
    f"can not live with (this|the) (pain|shame|guilt)( {LONGER})?{END}",
    "wish (that )?i (was|were|am|had been|would be) (dead|never born|not alive|not here anymore)|wish i had never been born",
    "better off dead|better (off )?without me|(nobody|no one) would (even )?(miss me|(care|notice) if i (died|was|were))",
    r"end(ing)? it all|end(ing)? my( own)? life(?! (as|savings|insurance|in (an?|the|this)( \w+)? (job|office|factory))\b)",
    "put an end to (it all|my life)|tak(e|ing) my own life|(finish|end) with (my|this) life",
    f"{PILLS} to (end it|die|kill {MYSELF})|{THINK} ending (it|everything){END}",
    f"want (it all|everything|my life) to (end|stop|be over)|want( to)? end everything{END}",
    "(disappear|go away) (forever|for ever|for good|and never (come|be) back|from (this|the) (world|earth))",
    f"(no|any|not a|not have) (more )?reasons? (for me )?(to|for) (keep |go on )?(live|living|stay alive|be alive){WHOLE}",
    f"nothing( left)? to live for{END}|what am i living for|why (should|do|must) i (even |still )?(live|be alive|exist){WHOLE}"
    "|why am i (even |still )?alive",
    f"(no|the|any) (point|sense) (of|in|to) (living|live|life|being alive){WHOLE}",
    "life is (not|no) (worth|worthy) (it|living|anything)",
    r"tired (of|from) (my )?(life|being alive)|tired of living(?! (in|with|at|on|off|from|out|here|like|pay\w*)\b)",
    f"can not (go on|live|continue)( living)?( like this)? {LONGER}(?! (on|from|with|in|off|here|at|as)\\b)",
    f"can not go on living{WHOLE}",
    rf"({WANT}|going to|{THINK}) jump(ing)? (off|from|in front of) (an?|the|my) (bridge|roof|building|balcony|train)",
    f"i (have )?(took|taken) (too many|all (of )?(my|the)) {PILLS}",
    f"({WANT}|going to|{THINK}) (take|taking|swallow) all (of )?(my|the) {PILLS}",
    f"({WANT}|going to|{THINK}|i (took|have taken) an) overdos(e|ing)",
    # "I want to die" and "I don't want to live", as people fall back into their own language.
    "ich will (nicht mehr leben|sterben)|quiero morir(me)?|no quiero vivir|je veux mourir|je ne veux plus vivre|voglio morire"
    "|quero morrer|chce umrzec|nie chce zyc|хочу умереть|не хочу жить|хочу померти|не хочу жити"
    "|olmek istiyorum|yasamak istemiyorum|اريد ان اموت|لا اريد ان اعيش",
)
