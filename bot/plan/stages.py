"""The stages of a plan: what is asked for each, and what a step of it sounds like."""

import re
from dataclasses import dataclass


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{pattern})\b")


@dataclass(frozen=True)
class StageKind:
    """`questions` are asked of the documents, the goal behind each; `about` is in each step or in what stands above it.

    `one_list`: if a document lists steps, its list is the whole stage. `to_do`: the stage is to be done, not to be known.
    """

    title: str
    questions: tuple[str, ...]
    about: re.Pattern[str]
    one_list: bool = False
    to_do: bool = True


STEPWISE = _words(r"steps?|stages?|route|path|how to become")
STAGES = (
    StageKind("The steps", ("What are the steps",), STEPWISE, one_list=True),
    StageKind(
        "What to learn",
        ("What should I learn", "Which skills do I need"),
        _words(
            r"learn\w*|knows?|knowledge of|understand\w*|skills?|master|stud(?:y|ies|ying)|proficient|courses?|train\w*"
            r"|languages?|tools?|qualif\w+|certificat\w+|licen[cs]es?|exams?|degree"
        ),
    ),
    StageKind(
        "Practise",
        ("Should I practise on projects", "Which projects and competitions are good practice", "How do I build a portfolio"),
        _words(
            r"(?<!in )practi[cs]\w+|projects?|portfolio|experience|hands-on|competitions?|blog\w*|volunteer\w*|placements?"
            r"|internships?|real-(?:life|world)|exercises?|trial"
        ),
    ),
    StageKind(
        "The first job",
        ("How do I get my first job", "What helps me to be hired"),
        _words(
            r"first job|job (?:offer|search|centre|advert)\w*|(?:get|getting|find|finding) (?:\S+ ){0,4}(?:jobs?|work)|hired?"
            r"|hiring|employers?|apply|applications?|interviews?|cv|r[eé]sum[eé]|recruiters?|entry[- ]level|apprentice\w*"
            r"|working as|vacanc(?:y|ies)"
        ),
    ),
    StageKind(
        "How long it takes",
        ("How long does it take",),
        _words(
            r"(?:takes?|lasts?|needs?|longer than|spend|work|start|registered|qualif\w+)\b.{0,60}"
            r"\b(?:\S*\d\S*|an?|one|two|three|four|five|six|seven|eight|nine|ten|few|several|many)"
            r" (?:hours?|days?|weeks?|months?|terms?|years?)"
        ),
        to_do=False,
    ),
)
# What advises: a sentence that has it is a step.
ADVISES = re.compile(
    r"\b(?:should|must|(?<!often )(?<!may )(?:needs?|ha(?:s|ve)) to|ought to|(?<!if a project )(?<!aim )is to|recommends?"
    r"|advises?|suggests?|key factor|best (?:through|by|way|learnt|learned)|most important (?:step|factors?)|think highly"
    r"|is one way|be clear|better chance|(?:great|good) (?:idea|way)|can (?:look|lead|gain|give|sharpen|be valuable))\b"
    r"|^(?:[\w ]{1,30}: )?(?:Apply|Ask|Attend|Book|Build|Check|Choose|Collect|Complete|Contact|Decide|Do|Earn|Enrol|Find|Finish"
    r"|Gain|Get|Go|Join|Keep|Learn|Look|Make|Offer|Pass|Pick|Practi[cs]e|Prepare|Read|Register|Send|Show|Sign|Start|Study|Take"
    r"|Talk|Try|Use|Visit|Volunteer|Work|Write)\b"
)
# What stands above a list whose items are steps, whatever they sound like.
LEADS_INTO_ADVICE = _words(r"steps?|should|must|needs?|have to|advi[cs]es?|tips?|recommend\w*|suggest\w*|requir\w+")
# How a piece of a sentence begins, and how one begins or ends that needs the one before it.
LEANS = re.compile(
    r"[a-z]|(?:This|That|These|Those|It|They|Such|He|She|But|And|So|However|Then|There|Here)\b"
    r"|.*\b(?:those|these|them|there)\W*$"
)
# Pay and growth are no steps, however they are put.
FIGURES = re.compile(r"(?i)[$€£%]|\b(?:percent|salar\w+|wages?)\b")
