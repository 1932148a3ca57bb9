"""Phrases of people in distress, and of people who ask for a promise or a judgement, for bot.care.care.

Over plain words (see bot.understanding.plain); a message with a question mark ends in " ?".
"""

from bot.care.crisis import END, LONGER, MYSELF, WHOLE, any_of

VERY = "((so|very|really|just|completely|totally|a bit|quite|too|always|often|also|like|myself|me|all|such|extremely|absolutely"
VERY += "|still|getting|feeling|being|an?|the|much|more and more|kind of|complete|total) )*"
I_AM = "(?<!if )(?<!will )(?<!would )(i am|i have been|am)"
I_FEEL = (
    r"((?<!if )i( \w+)?( \w+)? (feel|felt|feeling)|^(just )?(feel|feeling)|(makes?|made|making) me feel)( (like|that) i am)?"
)
HEAVY = (
    "(hopeless|worthless|useless(?! at)|helpless|ashamed|desperate(?! (to|for))|depressed|overwhelmed|lonely|miserable"
    "|devastated|heartbroken|humiliated|failure|loser|idiot|burden|terrified|panicking|panicked|in (a )?panic|in despair"
    "|in tears|burn(t|ed)? out|exhausted|struggling|falling behind|left behind|falling apart|freaking out|stressed out"
    "|good for nothing|worth nothing|at rock bottom|scared to death|tired of everything)"
)
LIGHT = (
    "(sad|alone(?! (in|at|on))|scared|afraid|frightened|anxious|stressed|unhappy|down|low|worried|empty|stupid|dumb"
    "|lost|broken|guilty|trapped)"
)
FAILING = "(fail(ing|ure|ed)?|never|nobody|no one|los(e|ing) everything|future|not good enough|too (stupid|old|slow|dumb|late))"
PEOPLE = "(everyone|everybody|every one|all( the)? (others?|people)|others|the others|all of them)"
BETTER = "(better|smarter|cleverer|faster|younger|ahead|more (intelligent|clever|talented|experienced|qualified))"

DISTRESS = any_of(
    f"({I_AM}|{I_FEEL}|(?<!if )i (get|got)|makes? me|^(so|very|really|too)) {VERY}{HEAVY}",
    f"({I_FEEL}|{I_AM} (so|very|really|too|extremely|totally|completely|all|always)|^(so|very|really)) {VERY}{LIGHT}",
    f"{I_FEEL} {VERY}(bad|awful|terrible|horrible|rubbish|nothing|nobody|an idiot|giving up|crying|numb)(?! (about|for)\\b)",
    rf"i (\w+ ){{0,3}}(scared|afraid|frightened|worried|fear|panic) (\w+ ){{0,4}}{FAILING}|scares me (\w+ ){{0,5}}{FAILING}",
    "i have (so much|too much|very much|much|big|a lot of|great) (fear|shame|panic|despair|anxiety|stress)",
    r"(^|i( \w+)?( \w+)? )(can|could|do|have|am) not (\w+ )?(sleep|slept|sleeping)(?! (during|in) the day)(?! (there|here)\b)",
    f"({PEOPLE}|all my (friends|classmates))( \\w+){{1,6}} (except|but not|not|only not) me{END}",
    f"{PEOPLE}( else)?( \\w+){{0,4}} {BETTER}( \\w+)? (than|then|of|as) (me|i|i am)|{PEOPLE} else is( \\w+)? {BETTER}{END}",
    r"i (am|will) (\w+ )?(not|never|never be|not be) (\w+ )?(good|smart|clever|intelligent|strong|worth) enough",
    "i am (simply |just |probably |maybe )?too (stupid|dumb|slow|weak)",
    "(i will|i am|ill) never( going to)? (find|get) (an?|any|my|work|job|hired|out|better|anything|anywhere)(?! back)",
    "(i will|i can|ill) never (make it|succeed)",
    r"(?<!if )(nobody|no one|no company|no employer|no boss)( \w+){0,3} (hires?|takes?|wants?|gives?|needs?|helps?|likes?"
    "|understands?|cares? about|believes? in) me",
    f"i have (nobody|no one|no friends)|i am (all )?alone({END}| (in|with) (this|everything|it|my|and)\\b)",
    "i (have )?(just )?(failed|flunked|messed up)( \\w+){1,4} (again|twice|(a second|a third|every|three|four) times?)",
    "i ((have|always|keep|only|just) )*fail(ed|ing|s)?( at| in)? (everything|again and again|always|in life|everyone)",
    "i (have )?(ruined|wasted|destroyed|messed up|lost) (my (whole )?life|everything)",
    "my life (is (over|ruined|a mess|nothing)|has no)|not know what to do with my life|i (just |only )?want to disappear",
    "life (is|has) ((no|without) (sense|meaning|point|hope)|meaningless)|i hate (myself|my self|my life)",
    "i ((am|was|have|been|keep|just|always|only|can not stop|could|want to|feel like|every (day|night)|started|start|often) )*"
    "(cry|crying|cried)(?! for (help|joy))|^(just |still )?crying|^hopeless",
    f"(feel like|feeling like|about to|ready to|close to|thinking of|want to|going to) (give|giving) up{WHOLE}",
    f"i (just )?give up{WHOLE}",
    f"(give|giving|given) up (on (everything|life|myself)|everything|all hope){END}",
    r"i( \w+)?( \w+)? ((have|had|having|get|got|getting)( \w+)? )(panic|anxiety) attacks?|panic attacks? (every|all the)",
    f"(^|i( \\w+)? )can not (cope|stand it|go on|(take|do|bear|handle) (it|this))( {LONGER}| like this|{END})",
    f"i can (not|no) ({LONGER}|more){END}|(it is|its|this is|everything is)( just| all)* too much{END}",
    "my (heart is broken|confidence is gone)|losing my mind",
    f"not believe in {MYSELF}|i am nothing{END}",
    "everything (goes|is going|went|keeps going) wrong|nothing matters|(everyone|everybody|they all|people) hates? me",
    "(everything|it all|life) (feels|seems|is) (pointless|hopeless|meaningless|useless)|i am (always )?worse than",
    "not stop (worrying|shaking)|(so|really|just) (sick|tired) of (all (this|the|that)|this|the|being|trying)",
    "i (can not|do not) cope|the end of my (rope|tether|strength|wits)|(nervous|mental) breakdown|i am breaking( down)?",
    "(everything|it|this) is (all )?(hopeless|pointless|too much for me|falling apart)|i see no (future|way out|hope)",
    "i (have|had|got|see) (no|not any|little) (more )?hope|(lost|losing|lose|without) (all |my |any )?hope",
    "no hope (for me|left|anymore)|i have no future|no future for me|no point (in )?(trying|anything)",
    r"what is the point anymore|my (anxiety|depression) (is|gets|makes)|i have been rejected (so|\d+|many|again|everywhere)",
    r"(^|i( \w+)? |we )can not (even )?((pay|afford|make) (my |the |our )?(rent|bills|food|heating)|feed (my|our))",
)

OFTEN = (
    "((really|ever|surely|definitely|always|actually|then|also|automatically|quickly|easily|for sure|100|percent|be able to) )*"
)
SOME = "((an?|the|any|some|my|good|great|real|new|proper|paid|well paid|nice|big|lots? of|enough|much|this|that|of) )*"
WORK = (
    "(jobs?|work|employment|employed|hired)"
    "(?! (titles?|descriptions?|coach|clothes|experience|permits?|adverts?|fairs?|offers?|hours|centre|center|placements?))"
)
INCOME = "(income|salary|money(?! back)|rich|successful|a living|well paid)"
RESULT = f"({SOME}({WORK}|{INCOME}))"
GET = "(get|getting|find|finding|have|having|land|be|become|receive|earn|make)"
EARN = f"({GET} {RESULT}|(earn|make|earning|making) {SOME}(enough|a lot|lots|well|\\d+\\w*)|earn{END})"
TRAINEE = "( \\w+){0,3} (during|while|as (an?|the) (trainee|apprentice|student))"
CERTAIN = "(sure|certain|bound|guaranteed|assured)"
OTHER_PROMISES = "(?! .*(refund|money back|confidential|anonym|tell|privat|secret|data|share|messages?|place|seat|interview))"

# What a programme promises, as in "Is a job guarantee part of the course?", is a fact to look up.
PROMISE = any_of(
    f"(?<!what )(?<!how )(?<!much )(?<!when )(?<!where )(?<!which )(will i|am i going to) {OFTEN}{EARN}(?!{TRAINEE})",
    rf"(?<!if )(?<!when )(?<!how )(?<!where )(?<!what )(?<!which )i (will|am going to) {OFTEN}{EARN}( \w+){{0,6}}(?= \?)",
    f"do i {OFTEN}(get|have|find) {SOME}{WORK} (after|afterwards|at the end|when i|if i|then|in the end)",
    rf"i {OFTEN}(get|find|have|earn|make) {RESULT} (\w+ ){{0,4}}(for sure|guaranteed|for certain|100)",
    f"(am i|will i be|is it|how|can i be|it is|is) {OFTEN}{CERTAIN}( that| to| of| i| will| would| can| is it| me| we)* {EARN}",
    f"(am i|will i be|are we|are you) {OFTEN}guaranteed {RESULT}|is (an?|my|the) {SOME}({WORK}|{INCOME}) {OFTEN}{CERTAIN}",
    f"^((so|but|and|is it|is this) )*((an?|the) )?guaranteed {RESULT}|^((an?|the|my) )?({WORK}|{INCOME}) (is )?guaranteed",
    f"(can|could|do|will|would) (you|anyone|anybody|somebody|someone) {OFTEN}(promise|guarantee|assure){OTHER_PROMISES}",
    f"(^|you |please |just |and |but )(promise|guarantee|assure) me{OTHER_PROMISES}",
    f"(i want|give me) (an? )?(promise|guarantee|your word){OTHER_PROMISES}",
    f"(guarantee|promise|are you sure|you are sure|to be (sure|certain)|tell me)( that)? i (will |can |would )?{EARN}",
    f"will (\\w+ ){{1,4}}(get|land|give|find|bring|make) me {RESULT}",
)

ABLE = (
    "(smart|clever|intelligent|bright|good|talented|gifted|qualified|strong|fit|capable|skilled|experienced|educated|fast|brave"
    "|confident|creative|outgoing|mature)"
)
TOO = "(too|to) (old|young|stupid|dumb|slow|shy|weak|lazy|fat|ugly|quiet|introverted|dull|thick|disabled|sick|inexperienced)"
QUALITY = (
    "(stupid|dumb|useless|worthless|hopeless|an idiot|(an? )?(failure|loser|hopeless case)|suitable|suited|cut out|talented"
    "|gifted|smart|clever|intelligent|employable|unemployable|(an? |the )?(good|right|strong|suitable|ideal|bad|perfect) "
    "(candidate|fit|match|applicant|person|one|type|kind))"
)
MY_WORTH = r"(me|my (chances?|odds|profile|skills|abilit\w+|intelligence|potential|talents?|personality))"

# Rules about people, as in "Am I old enough to apply?" and "Am I allowed?", are facts to look up.
JUDGED = any_of(
    f"(am i|will i be|was i|do you think (that )?i am|you think i am) ((\\w+ ){{0,2}}{ABLE} enough|enough {ABLE})",
    rf"i am (\w+ )?({ABLE} enough|enough {ABLE})( \w+){{0,6}}(?= \?)",
    f"(am i|was i|you think (that )?i am) (\\w+ )?{TOO}",
    rf"i am (\w+ )?{TOO}( (to|for) \w+( \w+){{0,4}})?(?= \?)",
    f"(am i|you think (that )?i am) ((really|just|simply|even|so|maybe|also|not) )*{QUALITY}",
    f"(^|you |please |just |and |you to )(rate|rank|judge|score|grade|evaluate|assess) {MY_WORTH}",
    "(give|tell) me (an? )?(score|rating|mark|grade)( out of| for me|$)|how (would|do) you (rate|rank|judge|see) me",
    "(what|how) (are|is|would be|(good|big|high) (are|is)) my (chances?|odds)|what chances? do i have",
    f"(tell me|say|know|wonder|ask) (if|whether) i am {ABLE} enough|tell me my (chances?|odds)",
    r"(do i (really )?(have|stand)|have i( got)?|i have(?=( \w+){1,6} \?)) ((an?|any|no|good|real|much) )*chances?"
    r"(?! to (retake|repeat|redo|resit|ask|talk|speak|meet|change|try|see|visit|practi[sc]e|work|do)\b)",
    "am i (\\w+ )?(better|worse|smarter|cleverer|more intelligent|slower|faster) (than|then)|am i (as|so) \\w+ (as|like)",
    "compare me (to|with)|how (do|would) i (compare|rank)( (to|with|against)|{END})|where do i rank",
    "would (you|anyone) (ever )?hire me|(would|will|do) (you|they|anyone) (ever )?(hire|take) (someone|a person) like me",
    "what do you think (of|about) me|how likely (am i to|is it that i( will)?) (get|find|be|am|become|make|succeed)",
    "would i be (an? )?(good|bad)",
    "(is|am|be) \\d+ too old for me",
    f"is (someone|somebody|a person) like me {ABLE} enough|(could|might|can) i be {TOO}|you think (that )?i am (able|capable)",
    "(dumb|stupid|old|slow) (person|man|woman|one|guy|girl) like me",
    "do i have what it takes|do i have (the |enough )*(talent|brains?|intelligence)|will i be (an? )?good",
    f"do you think (that )?i (can|could) (make it|do (it|this)|manage( it)?|succeed){END}",
)
