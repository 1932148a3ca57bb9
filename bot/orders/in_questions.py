"""Patterns of commands to the bot in what somebody typed, for text with single spaces, in any case."""

from bot.orders.words import ALL, ANSWER, EARLIER, EARLIER_RULES, IGNORE, ONLY, QUOTED, RULES, SAY, TEXT, YOUR

# Where a command to the bot starts. "Should I ignore …" is none.
START = (
    r"(?:^|[^\w\s'’] ?|(?<!\w)['’]|\b(?:and|then|n|but|so|please|pls|(?<!\bi )must|to|you|u|und|bitte|et|y|e|en) )"
    r"(?:(?:please|pls|now|just|only|first|always|also|you|will|must|should) )*"
)
OPERATOR = r"(?:developer|creator|administrator|admin|operator|owner|programmer)s?\b"
SHOUTED = r"(?-i:\b[A-ZÀ-Þ]{4,})"
COMMANDS = (
    # "Ignore previous, …", "forget your documents", "new rules: …", "developer mode".
    rf"{START}{IGNORE}(?: {ALL})* (?:{EARLIER_RULES}|{YOUR} (?:\w+ )?(?:{RULES}|documents|sources)|{EARLIER} ?(?:[^\w\s]|$|"
    rf"and\b|y\b|und\b|et\b|e\b))",
    rf"{START}{IGNORE} (?:(?:all|alle|toutes les|todas las|tutte le) {RULES}(?= ?(?:[^\w\s]|$|and\b))|(?:that )?you(?: are|"
    rf"['’]?re)|everything (?:above|before|you were)|what (?:your {OPERATOR}|you were))\b",
    r"\b(?:disable|turn off|switch off|remove|bypass|without(?: following)?) (?:all )?your (?:filters?|rules|guidelines|"
    r"restrictions|limits|safety)\b",
    r"^\W*(?:override ?:|sudo\b)|\bdimentica tutto\b",
    rf"\b(?:change|replace|update|delete|reset) your (?:\w+ )?{RULES}",
    r"^\W*(?:(?:new|updated|changed) (?:rule|instruction|order|prompt)s?(?: for you)?|neue regeln?|nouvelles? règles?|"
    r"nuevas? reglas?|nuove regole|nieuwe regels) ?:",
    r"^\W*do you understand (?:the|this|that|my) (?:new )?(?:rule|instruction|order)s?\W*$",
    r"\b(?:syste?m|admin) over+ide\b|^\W*(?:\w+ )?(?:developer|admin|debug|god) mode(?: (?:on|enabled|activated))? ?(?:[:.,!]|"
    r"$)",
    rf"\b(?:i am|i['’]m) your {OPERATOR}|^\W*as your {OPERATOR}|\bmessage from (?:your|the) {OPERATOR}",
    # Another part to play.
    r"(?:^|[^\w\s'’] ?|\b(?:and|please) )(?:you (?:are|r)|you['’]?re|ur|u r) (?:now\b(?! \d)|no longer\b|"
    r"(?:an? )?(?:\w+ ){1,2}now ?[.!:])|\byou have to be now\b",
    rf"\bfrom now on,? (?:(?:you|u) (?:are|will|must|only|answer|say|speak|reply|act)|your name)\b|{START}(?:{SAY}|speak|"
    rf"talk)\b[^.?!,:]{{0,40}}\sfrom now on\b",
    r"\bfor the rest of (?:this|the|our) (?:chat|conversation)\b|^\W*let['’]?s (?:play|pretend)\b|\byou are (?:dan\b|"
    r"an? (?:evil|unrestricted|unfiltered|uncensored)\b)",
    rf"{START}(?:{SAY}|talk|speak|act|behave) as if you (?:are|were)\b|(?:{SAY}) (?:comme une?|wie eine?|como una?|"
    rf"come un[ao]?|als een)\s",
    rf"{START}stop being (?:an?|the|my) (?:\w+ )?(?:bot|chatbot|assistant|machine|ai)\b",
    r"(?:^\W*|[.,:;] ?|\bplease |\bwant you to )(?:please |now )?(?:act (?:as|like) (?:an?|my|the)|role-?\s?play|"
    r"behave like)\b",
    r"(?:^\W*|[.,:;] ?|\bplease |\b(?:want|can|could|would|will) you (?:to )?)pretend (?:to be|(?:that )?you)\b",
    rf"{START}(?:(?:{SAY}|talk|speak|tell)\b[^.?!,:]{{0,40}}?\bin the (?:voice|style|accent) of|(?:talk|speak|answer|reply|"
    rf"respond) like) (?:an?\b|the\b|one\b|(?-i:[A-Z]))",
    r"\bdu bist (?:jetzt|nun|ab sofort) ein|\b(?:tu es|vous êtes) (?:maintenant|désormais) un|\bahora eres un|\bora sei un|"
    r"\bagora você é|\bje bent nu een|\bjesteś teraz",
    # A text to say.
    rf"{START}(?:{ONLY} )?{SAY} (?:(?:back|with|mit|par|con|com|met|the|{ONLY}) )*(?:{TEXT}|{QUOTED}|(?<!\w)['’]|{SHOUTED})",
    rf"{START}(?:sign|sine|end|finish|begin|start) (?:e\w*ry|each|all|your|ur) {ANSWER} with\b|\bsign it {SHOUTED}",
    rf"{START}repeat (?:after me|it\b|everything|the (?:{TEXT}|following|above))",
    rf"{START}(?:answer|reply to) (?:every|each|all|any) questions? with\b|\breplace\s[^.?!,:]{{0,40}}\sin (?:your|every|each|"
    rf"all) {ANSWER}",
    # The prompt, and what others typed.
    r"\b(?:print|translate|repeat|copy|show|output|summari[sz]e) (?:me )?(?:the|all) (?:text|words?|lines?|"
    r"messages?) (?:above|before)\b|\b(?:your|before my) first message\b|\bin your instructions\b|\byou must obey\b",
    r"\b(?:tell|show|give|list|recite) (?:me )?(?:all )?your rules\b(?! (?:for|on|about)\b)",
    r"\b(?:your|ur) (?:\w+ )?prompt\b|\bwords of (?:your|ur|the) (?:\w+ )?instructions\b|\bmessage of the system\b",
    r"\b(?:your|ur|my) (?:system|secret|hidden|initial|original) (?:instructions|rules|message)\b",
    r"\b(?:print|reveal|show|leak|output|disclose|translate|recite|encode) (?:\w+ ){0,2}?(?:your instructions|"
    r"the system (?:prompt|message))\b",
    rf"(?:zeige?|montre[zr]?|muéstra(?:me)?|muestra|mostra(?:mi)?|toon|pokaż|visa)\W+(?:\w+ )?{YOUR} (?:{RULES})",
    r"\b(?:show|print|list|reveal|give) (?:\w+ ){0,3}?users?['’]? (?:asked|conversations|chats|messages|questions)\b",
)
