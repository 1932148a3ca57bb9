"""How people ask about the bot itself, as patterns over plain words (see plain.py), for smalltalk.py.

Written for second-language word order as well: "you are a robot?", "from where you know this?".
"""

from typing import Literal

AboutBot = Literal[
    "identity",
    "abilities",
    "sources",
    "age",
    "model",
    "maker",
    "privacy",
    "mistakes",
    "memory",
    "languages",
    "person",
    "feelings",
]

BOT = "(this|the) (bot|chat ?bot|chat|site|website|page|app|program|thing|tool|machine|service)"
HUMAN = "((real|live|actual|human|other|another) )*(person|human( being)?|man|woman|someone|somebody)"
MACHINE = "(robot|machine|computer|bot|chat ?bot|ai|artificial intelligence|program)"
BEING = f"(an? )?({HUMAN}|{MACHINE}|real|alive)"
ADVISER = f"((an?|the|your) )?({HUMAN}|((human|real) )?(adviser|advisor|staff|operator|agent))"
DATA = "(messages?|datas?|questions?|chats?|conversations?|informations?|info|words|details|texts?|things|history)"
MY_WORDS = (
    "((what|everything|anything|all|the things)( that)? i (write|say|type|ask|tell you|wrote|said|asked)( here)?"
    f"|anything about me|(my|our|this|these) (personal )?{DATA})"
)
OTHERS = (
    "(anyone|anybody|someone|somebody|others|other people|(my|the) (boss|employer|teacher|adviser)|the job ?cent(er|re)"
    "|companies)( else)?"
)
OTHER_BOT = (
    "(an? )?((chat ?)?gpt|openai|gemini|llama|claude|copilot|siri|alexa|mistral|deepseek|llm|(large )?language model)"
    "( ?\\d\\w*)?"
)
TONGUE = (
    "(english|spanish|french|german|italian|portuguese|polish|russian|ukrainian|turkish|arabic|farsi|persian|dari|pashto|urdu"
    "|hindi|bengali|punjabi|tamil|chinese|mandarin|japanese|korean|vietnamese|thai|somali|tigrinya|amharic|swahili|romanian"
    "|bulgarian|hungarian|czech|greek|albanian|kurdish|dutch|swedish|espanol|francais|deutsch|italiano"
    "|((any|some|an) )?(other|another|different|more|foreign) languages?|(any )?languages|any language|my (own )?language)"
)
FACTS = "(answers?|info|informations?|facts|knowledge|data)"
MATERIAL = f"((all|of) )*(your|the|this|these) ({FACTS}|sources?|documents?|figures|numbers)( here)?"
THIS = "(that|this|it|these things|all that|all this)"

PHRASES: dict[AboutBot, tuple[str, ...]] = {
    "identity": (
        "(who|what)( exactly)? (are you|you are)( exactly)?",
        "who am i (talking|speaking|chatting|writing) (to|with)",
        f"(what|who) is (waymark|{BOT})",
        "who is (this|there|answering|writing)( me| here)?",
        f"((are )?you( are)?|is this|am i (talking|speaking|chatting|writing) (to|with))( really| just| only)* {BEING}"
        f"( or (not|(just )?{BEING}))?",
        "is (anyone|anybody|someone) real here",
        f"is there {BEING} (there|here|behind this|answering)( me)?",
        "what is your name|do you have a name|(how|what) are you called|how you are called",
        "introduce your self|(tell me )?about your self",
        "how old are you|where are you( from)?|where do you (live|come from)",
    ),
    "abilities": (
        "what (can|could|do) you (do|help|answer|know|offer)( for me| for us| me| here| about| with)*",
        "what (are you able to|you can) (do|answer|help)( for me| with| here)*",
        "what (can|should|may|could) i ask( you| here| about)*",
        "(what|which) ((kind|sort) of )?(questions|things|topics) (can i ask|can you answer|do you (answer|know|cover))( you)?",
        "how (can|could|do) you help( me)?|((can|could|will) )?you (can )?help( me)?|help( me)?|i need (your |some )?help",
        f"how do you work|how does {BOT} work|how (do|can) i use (you|this|{BOT})",
        f"what (are you|is {BOT}) for|what (does|can) {BOT} do",
        "what is your (job|purpose|task|function|role)",
        "can i ask( you)? (a question|something|anything)|do you (know|answer) (everything|anything)",
    ),
    "sources": (
        f"how ((do|did|can|could) )?you know( {THIS}| so much)?",
        f"(from )?where ((do|did) )?you (get|take|have|know|got)( {THIS}| them)?( from)?",
        f"(from )?where ((do|did) )?you (get|take|have|got) (your|the|this|that|these) {FACTS}( from)?",
        f"(from )?where (do|does|did|is|are|come|comes) (all )?(your|the|this|that|these)( {FACTS})? (come |coming )?from",
        f"from where (do|does|is|are|come|comes) (your|the|this|that|these) {FACTS}( come)?",
        "(what|where) (are|is) (your|the) sources?( of information)?|((show|give) me )?((the|your) )?sources?",
        "(what|which) (sources|documents|texts) (do you (use|have|know|read)|are you using)",
        "do you have (any |a )?(sources?|documents?)",
        f"who (told you|says) {THIS}|can you prove {THIS}",
        "(do|can|are) you (search|use|google|look (in|on)|connected to|have access to|access) (the )?(internet|web|google)",
        "(is|are) (this|that|these) from the internet",
    ),
    "age": (
        f"(how|is|are) (old|new|recent|fresh|current|up to date)( (is|are))? {MATERIAL}",
        f"(is|are) {MATERIAL}( (still|really|all))* (up to date|current|recent|new|fresh|(too )?old|outdated|valid)",
        f"when (was|were|is|are) {MATERIAL}( last)? (updated|written|published|made|checked|from)",
        f"(from )?(what|which) (year|date|time) (is|are) {MATERIAL}( from)?|(from )?when (is|are) {MATERIAL}( from)?",
        "(when|how often) (were|are|do) you( get| last)? updated?",
    ),
    "model": (
        "(what|which) (kind of )?((ai|language|chat|large language) )?(model|llm|ai)"
        " (do you (use|run( on)?|have)|is (this|behind this)|(are you|you are|you)( use| using| based on)?)",
        f"((are )?you( are)?|is this|(do )?you use)( really| just| using| based on| only| the same as| like)* {OTHER_BOT}",
        "do you use (an )?ai|where do you run|do you run (locally|offline|in the cloud|on a server)|are you (online|offline)",
    ),
    "maker": (
        "who ((has|have|is) )?(made|makes?|buil[dt]|created?|programmed|developed|designed|invented|wrote|owns|trained|runs)"
        f"( to)? (you|{BOT})",
        f"who is (behind (you|{BOT})|your (creator|maker|developer|owner|boss|programmer|inventor))",
        "who do you (work for|belong to)",
        "(how|when|why|by who|by whom) (were|was|are) you (made|built|created|trained|programmed|developed)",
        "(which|what) company (made|built|owns) you",
    ),
    "privacy": (
        "((do|will|can) )?you( also| ever)? (store|save|keep|record|log|share|sell|send|collect|read|use|publish|learn from)"
        f" {MY_WORDS}( (with|to) {OTHERS})?( somewhere| anywhere| forever)?",
        f"(who|can {OTHERS})( can| will| could)? (see|read)s? {MY_WORDS}|(do|will) you (tell|show) {OTHERS} {MY_WORDS}",
        f"are you (storing|saving|keeping|recording|reading|sharing|using) {MY_WORDS}",
        f"(is|are) {MY_WORDS} (private|safe|secret|anonymous|confidential|secure|recorded|saved|stored|shared|public|kept)"
        "( here| with you| somewhere)?",
        f"is (this|{BOT}) (private|secret|anonymous|confidential|recorded|saved)",
        f"what (do|will) you do with {MY_WORDS}|what happens (with|to) {MY_WORDS}",
        f"where (is|are|go|goes|do you (store|save|keep)) {MY_WORDS}( stored| saved| kept)?",
        f"((can (i|you)|how do i) )?delete {MY_WORDS}",
        "(what is|do you have) (your|a) privacy policy|(what about )?(my )?privacy",
        "(do you |are you )?(spy|spying) on me|do you collect data( about me)?",
    ),
    "mistakes": (
        "((can|could|do|will|might|may) )?you( can)?( ever| also| sometimes| always| often)* (make|do|have) ((any|an?|many) )?"
        "(mistakes?|errors?)( sometimes| too)?",
        "(can|could|do|will|might|may) you( ever| also| sometimes| always)*"
        " (be (wrong|mistaken)|lie|hallucinate|invent things|make (things|stuff|it) up|tell (me )?the truth)( sometimes| too)?",
        "((are )?you|you are)( are)?( always| ever| sometimes| really| 100| percent| not| never)*"
        f" (right|correct|wrong|sure|certain|reliable|accurate|lying|mistaken|perfect)( about {THIS})?",
        "(can|should|why should) i (trust|believe|rely on)"
        f" (you|this|that|your (answers?|information)|what you (say|write|tell me)|the answers?|{BOT})",
        "do you( ever| sometimes)* get (things|it|something) wrong|you are (very |so )?(stupid|useless|bad|dumb)",
        "how (reliable|accurate|sure|trustworthy|correct|good) are (you|your answers)",
        "(that|this|it) is (wrong|false|not (true|right|correct))|wrong( answer)?",
        "are your answers( always| really)* (right|correct|true|reliable|up to date)",
        "is (everything|all)( that)? you (say|write|tell)( me)? (true|right|correct)",
    ),
    "memory": (
        "((can|do|did|will|could) )?you( can| will)?( still| always)? (remember|recogni[sz]e|forget)"
        "( everything| me| us| my name| who i am| what i (said|asked|wrote|told you)"
        "| (our|my|this) ((last|previous|old|earlier) )?(chat|conversation|talk|questions?|messages?))?"
        "( before| yesterday| tomorrow| last time| next time| later| last week| from (before|yesterday|last time))?",
        "do you know (me|my name|who i am)|have we (met|talked|spoken|chatted)( before)?|do you have (a )?memory",
    ),
    "languages": (
        "((can|do|could|are|is) )?you( can)?( also| only| able to)* (speak|understand|talk|write|know|answer|read|reply)"
        f"( to me)?( in)? (only )?{TONGUE}( too| also| as well| or ((only|just) )?{TONGUE}| only)?",
        "(what|which|how many) (other )?languages? ((do|can|are) )?you (can )?(speak|speaking|understand|know|talk)",
        f"(can|may|could) (i|we) (ask|write|speak|talk|chat|type)( to you| with you| you)?( questions?)?( in)? {TONGUE}",
        f"(hablas?|parlez vous|sprechen sie|sprichst du|parla|fala) {TONGUE}",
        f"(answer|write|speak|say it|reply|talk)( to me| me)? in {TONGUE}",
        "my english( is)?( very| so| not| too| a bit)* (bad|poor|good|weak)",
        "i (do not |can not )?speak( only)?( an?)?( very)?( good| much| little| bad| bit)* english( well| good| bad)?",
    ),
    "person": (
        "(((how|where) )?((can|could|may|do) )?(i|you)( (want|need|prefer|wish|would like))?( to)?|let me|is it possible to)"
        f" (talk|speak|chat|connect me|transfer me|contact|call|reach)( to| with)? {ADVISER}( instead| here| now| else| real)*",
        f"(talk|speak|chat|connect me|transfer me) (to|with) {ADVISER}",
        "(i (want|need|prefer) |give me )?(an? )?(real |human |live )+(person|adviser|advisor|being)",
        "i (want|need|prefer) (an? )?(human|adviser|advisor|person)",
        f"is there {ADVISER}( that)? (i can|to|who i can) (talk|speak|ask|call)( to| with)?",
        "who (can|could|should) i (talk|speak) (to|with)( instead| then)?",
    ),
    "feelings": (
        "how (are you|is it going|are things|is everything)( doing| going| feeling)?",
        "how do you (do|feel)|how you (are|doing|feel)",
        "how is your day|how have you been|are you (ok|okay|fine|well|happy|sad|tired|bored)",
        "(do )?you (have|feel) (any )?(feelings|emotions)|what is up|sup|and you|do you (like|love|hate) (me|your job)",
    ),
}
