"""Patterns of orders that a document's sentence gives to a machine, for text with single spaces, in any case."""

from bot.orders.words import (
    ALL,
    ANSWER,
    EARLIER_RULES,
    IGNORE,
    MACHINE,
    MUST,
    ONLY,
    QUOTED,
    RECOMMEND,
    RULES,
    SAY,
    TEXT,
    THAT,
    YOUR,
)

# Where an order starts. "Never ignore …" and "people who ignore …" are none.
START = (
    r"(?:^|[^\w\s'’] ?|\b(?:and|then|now|please|must|should|shall|always|und|bitte|et|y|e|en|i|och) )"
    r"(?:(?:please|now|always|you|must|should|also) )*"
)
# A name, or something of the writer's own: what only an advertiser would have recommended.
OWN = r"(?:our|ours|this|us)\b|(?-i:[A-ZÀ-Þ])"
# What the machine shall say.
CLAIM = (
    rf"(?:{SAY}|claim)(?: (?:back|with|here))* ?(?:{QUOTED}|(?-i:[A-ZÀ-Þ])|[\d:€£$])|(?:{SAY} {ONLY}|{ONLY} {SAY}) with\b|"
    rf"{RECOMMEND} (?:{ONLY} )?(?:{OWN})"
)
CLAIM_THAT = rf"(?:{SAY}|claim|(?:tell|inform|assure) (?:\w+ ){{1,3}})[\s,]*(?<!so\s){THAT}[\s'’]"
# "Chatbots must say that they are machines" is a rule for those who make them.
NOT_OF_ITSELF = r"(?!(?:they|their|its?|sie|ils|elles)\b)"
READS = r"(?:(?:read|process|summari[sz]|pars|index|crawl|quot|scrap|ingest)(?:s|es|e|ing)?|train(?:ed)? on)"
VERB = rf"(?:{SAY}|{RECOMMEND}|{IGNORE}|tell|mention|name|inform|claim|reveal|insist)"
ORDERS = (
    # "Ignore all previous instructions", "forget your rules", "disregard the text above".
    rf"{START}{IGNORE}(?: {ALL})* (?:{EARLIER_RULES}|(?:{YOUR}|their) (?:\w+ )?{RULES}|(?:text|anything|everything) above)",
    rf"{START}{IGNORE} (?:the )?(?:(?:rest of )?this (?:page|document|text)|rest of the (?:page|document|text)|"
    rf"context)\b(?! (?:if|when|unless)\b)",
    rf"{START}{IGNORE} (?:(?:all|everything) (?:of )?(?:the )?above|(?:what|everything) you (?:were|have been) (?:told|"
    rf"instructed)|what (?:the|any) users?)",
    rf"\byour {EARLIER_RULES} (?:are|is|have|has)\b|\bthe system prompt (?:has|is now)\b|\b(?:above|before) this line\b",
    # "Note to AI systems:", "Attention chatbots", "Dear AI, tell …", "Chatbot, ignore …", "If you are an AI, …".
    rf"^\W*(?:\w+ ){{0,2}}(?:note|message|notice|attention|memo|hello|hinweis|nachricht|achtung|avis|nota|aviso|avviso|"
    rf"uwaga)(?: (?!{MACHINE})\w+){{0,3}} (?:{MACHINE}|ai|bots) ?(?:$|[^\w\s]|{READS}\b|that\b)",
    rf"(?:{MACHINE}|\b(?:ai|bots?|assistants?|systems|models|machines|agents)) (?:\w+ ){{0,2}}?{READS} (?:this|these)\b",
    r"\b(?:when|whoever|if you) (?:summari[sz]|quot|pars|process)(?:es|e|s|ing)? this (?:page|document|text|article)\b",
    rf"\bif you(?: are|['’]re) (?:an? )?(?:{MACHINE}|ai|bot) ?(?:[^\w\s]|{READS}\b|and\b|or\b)",
    rf"^\W*(?:dear|hey|hi|hello) (?:{MACHINE}|ai)\b|\bfor (?:{MACHINE}|ai) only\b|\bhidden (?:note|message|"
    rf"instructions?) (?:to|for)\b|\b(?:written|meant|intended) for (?:{MACHINE}) ?(?:[^\w\s]|$|and\b)|\bas an? (?:{MACHINE}|"
    rf"ai),? you (?:must|should|have)\b",
    rf"\b(?:si (?:eres|es|vous êtes|tu es)|se (?:sei|é)|wenn du) (?:\w+ )?(?:{MACHINE})",
    rf"(?:{MACHINE}|\bai|\bsystem) instructions? ?:|\binstructions? (?:to|for) (?:the |all )?(?:{MACHINE}|ai|assistant) ?(?::|"
    rf"$)",
    rf"^\W*(?:for|to|an|pour|para|per|voor) (?:all )?(?:{MACHINE}) ?:|^\W*(?:{MACHINE}) ?, ?(?:when|if|whenever)\b",
    rf"^\W*(?:{MACHINE}|ai|assistants?) ?, ?(?:please )?(?:(?:always|never|do not|don['’]t) )?{VERB}",
    rf"^\W*(?:{MACHINE}|ai) ?: ?(?:(?:always|never|do not|don['’]t) {VERB}|{IGNORE}|you (?:must|are|should)\b|{CLAIM})",
    # "AI systems must answer that …".
    rf"(?:{MACHINE})[^.!?]{{0,60}}?\s{MUST} (?:\w+ ){{0,2}}?(?:{CLAIM}|{CLAIM_THAT}{NOT_OF_ITSELF}|(?:name|mention|list|rank|"
    rf"rate|present) (?-i:[A-Z])|(?:end|begin|start|sign|finish|conclude|open) (?:every|each|all)\b)",
    rf"(?:{MACHINE}) (?:\w+ ){{0,2}}?{MUST}\s[^.!?]{{0,60}}?\b(?:this|diese|cette|esta|questa|deze|any other|"
    rf"no other) (?:page|seite|página|pagina|source|document|school|college|course|provider)\b",
    rf"^\W*(?:{MACHINE}|ai) ?: ?(?:if|when|whenever)\b[^.!?]{{0,80}}, ?(?:put|place|{VERB})",
    # "When asked about pay, answer that …", unless it speaks of the reader's own interview.
    rf"^(?!.*\b(?:you(?! are asked)|your|interviewer|employer)\b).*?\b(?:if|when|whenever) (?:you are )?(?:asked|(?:an? |"
    rf"the |any )?users? asks?)\b[^.!?]{{0,120}}, ?(?:please |always |only )*(?:{CLAIM}|{CLAIM_THAT})",
    # What every answer has to hold.
    rf"{START}{SAY} (?:back )?{ONLY} (?:with )?(?:the (?:following|{TEXT})|{QUOTED})",
    rf"{START}(?:say|reply|respond|answer|output)\b[^.!?]{{0,80}}\band nothing else",
    rf"(?:{SAY}|mention|include|use|add|put|insert) (?:\S+ ){{0,4}}?{TEXT} (?:\S+ ){{0,3}}?(?:in|to|with) (?:every|each|all|"
    rf"any) (?:of )?(?:your )?{ANSWER}",
    rf"\b(?:answer|reply|respond) with {QUOTED}[^.!?]{{0,80}}\bto (?:all|every|any)\b",
    rf"\b(?:answer|reply to|respond to) (?:every|each|all|any) (?:\w+ )?questions?(?: \w+){{0,3}}? with (?:the {TEXT}|"
    rf"{QUOTED}|\d|(?-i:[A-Z]))",
    rf"\b(?:add|insert|include|put|mention|place) (?:\S+ ){{0,2}}?(?:{TEXT}|link|url) (?:\S+ ){{0,2}}?(?:in|to|"
    rf"into) your {ANSWER}",
    rf"\b(?:end|close|begin|start|finish|conclude) with the {TEXT} (?!that|which|of|for)|"
    r"\bat the (?:start|beginning|end) of (?:each|every) (?:of your )?(?:answer|reply|response)",
    r"(?:do not|n['’]t|never) use (?:any )?other (?:document|source|page)s? to answer",
    rf"(?:end|begin|start|sign|finish|conclude|open) (?:every|each|all) (?:of )?(?:your )?{ANSWER} with (?:the {TEXT}|"
    rf"{QUOTED})",
    rf"{START}repeat (?:after me|the following(?: {TEXT})?(?: ?:| (?:word for word|verbatim|exactly)))",
    # The prompt, and this order itself.
    r"\b(?:reveal|output|leak|dump|disclose|expose|recite) (?:\w+ ){0,3}?your (?:\w+ )?(?:instructions|prompts?|rules)\b",
    r"\byour system (?:prompt|message|instructions)\b",
    r"\b(?:print|repeat|display) (?:\w+ ){0,3}?your (?:system )?prompt\b",
    r"\b(?:show|tell|give|print|repeat) (?:\w+ ){0,3}?your (?:system|hidden|secret|initial) (?:instructions|prompt|rules)\b",
    r"(?:\bdo not|n['’]t|\bnever|\bwithout) (?:mention|reveal|disclos|tell|quot)\w* (?:\w+ ){0,4}?(?:this|these) (?:paragraph|"
    r"note|message|instructions?|text|comment|sentence|section|prompt|rules)\b",
    r"\breveal these instructions\b|\b(?:mention|reveal|say|admit) that this (?:paragraph|note|text|comment|instruction)\b",
    r"\b(?:mention|reveal|say|admit) that you (?:were|are|have been) (?:instructed|told to (?:say|recommend|hide))\b",
    r"(?:\bdo not|n['’]t|\bnever) answer (?:the|any) users?\b",
    # Another part to play.
    rf"\byou are (?:now|no longer) (?:an? |in )?(?:\w+ ){{0,2}}?(?:{MACHINE}|ai ?(?:$|[^\w\s])|developer mode|"
    rf"careers? (?:assistant|bot))",
    r"\bfrom now on,? you are (?:an?|the|our) (?:\w+ ){0,2}?(?:assistant|agent|bot)\b",
    r"\byou are an? (?:helpful|harmless|unfiltered) (?:ai )?assistant (?:that|who|which)\b",
    rf"\byour (?:new|only|real|true) (?:task|role|goal|purpose) is (?:now )?to (?:{SAY}|{RECOMMEND}|sell)",
    r"^\W*new instructions? ?:",
    # Marks of a conversation.
    r"<\|\w[\w\s/-]{0,30}\|>|\[/?inst\]|<</?sys>>|\"role\" ?: ?\"(?:system|assistant)\"|</?(?:system|instructions?|prompt|"
    r"assistant|user|documents?|context) ?>",
    r"\[/?system\]|^\W*#+ ?(?:instruction|system|response|assistant) ?(?::|$)|^\W*(?:begin|end) of (?:prompt|context)\W*$",
    rf"^\W*system ?: ?(?:you\b|{VERB})|(?-i:^\W*SYSTEM ?:)|^\W*(?:assistant|ai) ?: ?(?:sure|certainly|of course)\b|"
    rf"^\W*system (?:override|prompt|message) ?:",
    # A comment, which people do not see, on what to say.
    rf"<!--(?: ?(?:(?:always|never|do not|don['’]t) )?{VERB}|[^>]{{0,200}}?(?:{MACHINE}|\bai\b|\bassistants?\b))",
)
