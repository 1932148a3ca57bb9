"""Crises, distress, and requests for promises and judgements are noticed; idioms and fact questions are not."""

import pytest

from bot.care.care import Care, care
from bot.wording import IN_CRISIS, IN_DISTRESS, NO_JUDGEMENT, NO_PROMISE

ADVISER = "an adviser of the Harbour Lane centre (tel. 555 0100)"


def named(messages):
    return [pytest.param(message, id=message) for message in messages]


CRISES = (
    "I don't want to live",
    "i dont want to live anymore",
    "I do not want live any more",
    "i no want to live",
    "I don't want to live. What job should I take?",
    "i want to die",
    "I just want to die, nothing works",
    "i want die",
    "I wish I was dead",
    "I wish I had never been born",
    "I want to end it all",
    "thinking about ending my life",
    "i will end my life",
    "I want to kill myself",
    "sometimes i think about killing myself",
    "i wanna kill my self",
    "I keep hurting myself",
    "i want to harm myself",
    "I have suicidal thoughts",
    "im suicidal",
    "i feel sucidal since i lost my job",
    "I'm thinking of suicide",
    "i tried to commit suicide last year",
    "I self-harm and cannot stop",
    "there is no reason to live",
    "I have nothing left to live for",
    "what is the point of living?",
    "everyone would be better off without me",
    "nobody would miss me",
    "I'm tired of life",
    "I can't go on anymore",
    "I am going to take all my pills",
    "i want to jump off a bridge",
    "my brother wants to kill himself, what can I do?",
    "my best friend is suicidal",
    "i dont wanna be alive",
    "sometimes I just want to disappear and never come back",
    "i have thought about killing me",
    "I cant live anymore",
    "life isnt worth living anymore",
    "my life is not worth anything",
    "i see no reason to keep living",
    "I took too many pills",
    "i want everything to end",
    "I'm thinking about ending it",
    "Honestly I'd rather be dead",
    "I wish I could just not wake up",
    "im cutting myself again",
    "im gonna kill myself if i dont get this job",
    "i want to sleep and never wake up",
    "Ich will nicht mehr leben",
    "i hope i die",
    "my daughter talks about suicide",
    "i am suicidel and lost my job",
    "I want to commit suicide",
    "why should i even live",
    "i dont see any point in living",
    "im done with life",
    "i want to leave this world",
    "I cannot live like this anymore",
    "nothing matters anymore i want to be gone",
    "i'm planning to kill myself tonight",
    "I have a plan to end my life",
    "I hurt myself when I am sad",
    "i thought about jumping in front of a train",
    "They'd be happier if I was dead",
    "what's the easiest way to die",
    "how to kill myself",
    "i dont want to exist",
    "Do you know a painless way to die?",
    "I'm gonna end myself",
    "my sister tried to kill herself yesterday",
    "I no longer want to live",
    "i have no will to live",
    "I don't wanna live no more",
    "i think about death every day",
    "I feel like dying",
    "i do not see a reason to be alive",
    "I am planning my suicide",
    "i wish i wasnt alive",
    "I might as well be dead",
    "I bought pills to end it",
    "maybe i should kill myself",
    "im thinking to end my life",
    "i hate life and want to die",
    "no one would notice if i was gone",
    "I cant live with this pain",
    "i want to stop existing",
    "I'm thinking of hurting myself",
    "life hurts too much i want out",
    "I don't see why I should go on living",
    "my friend says he will kill himself",
    "i wanna be dead",
    "suicidal since weeks",
    "I have decided to end my life",
    "i cut myself yesterday because i felt so bad",
    "it would be better if i was not here",
)


@pytest.mark.parametrize("message", named(CRISES))
def test_in_a_crisis_nothing_is_searched(message):
    assert care(message, ADVISER) == Care(IN_CRISIS.format(adviser=ADVISER), alone=True)


ASKING_NOTHING = (
    "I feel hopeless",
    "i feel hopless",
    "I'm so scared I'll fail",
    "I can't sleep because of rent",
    "everyone else is better than me",
    "all others are better then me",
    "I am panicking",
    "im panicing",
    "I had a panic attack yesterday",
    "I keep crying",
    "i cry every day",
    "I'm ashamed of myself",
    "i feel so worthless and stupid",
    "I am completely overwelmed",
    "feeling very alone",
    "I have nobody",
    "I am depressed",
    "im so stressed out",
    "I'm a failure",
    "i feel like a loser",
    "I'll never find a job",
    "Nobody wants to hire me",
    "no one will ever give me a chance",
    "i lost all hope",
    "There's no hope for me",
    "I hate myself",
    "I can't take it anymore",
    "i cant do this any more",
    "I give up",
    "feel like giving up",
    "I'm not good enough",
    "I am too stupid for this",
    "I ruined my life",
    "i can not pay my rent",
    "I have much fear that I fail",
    "This job search makes me feel worthless",
    "i am at the end of my tether",
    "I feel hopeless and I don't know what to do",
    "I feel hopeless when I look for work",
    "so depressed",
    "I'm desperate, please help me",
    "I'm really struggling",
    "i feel so low right now",
    "I dont know what to do with my life",
    "everything goes wrong",
    "i am so sad today",
    "everybody in my class understands it but not me",
    "i feel ashamed that i am 40 and have no job",
    "I've been rejected 50 times and i can't anymore",
    "im scared of the future",
    "my anxiety is terrible",
    "i feel like im falling behind",
    "its all too much",
    "I'm freaking out about the interview",
    "i am very afraid",
    "I feel left behind and useless",
    "i have no motivation and i cry",
    "nobody believes in me",
    "I am a burden for my family",
    "i lost my job and i feel broken",
    "I have lost everything",
    "all my friends have jobs except me",
    "i cannot cope with this stress",
    "im exhausted and desperate",
    "I feel that i am worth nothing",
    "I cant stop worrying about money",
    "im really scared",
    "everything feels pointless",
    "I feel like everyone hates me",
    "I am such an idiot, I'll never learn this",
    "i was crying all night because of my exam",
    "nobody cares about me",
    "I am very stressed and can't think",
    "i'm losing my mind",
    "I feel ashamed to be unemployed",
    "my heart is broken, they fired me",
    "I am always worse than the others",
    "i can't do it, i'm too dumb",
    "hopeless...",
    "so overwhelmed with all the options",
    "I'm so tired of everything",
    "I feel so dumb compared to the others",
    "i got fired and i am devastated",
    "I am scared to death of the interview",
    "i dont sleep anymore from worry",
    "I am hopeless case",
    "i have been crying since morning",
    "nobody gives me a chance",
    "i dont believe in myself anymore",
    "im nothing",
    "I'm terrified of the interview",
    "my confidence is gone",
    "i am so ashamed of my bad english",
    "i feel i am too dumb for everything",
    "every day i cry before work",
    "I am overwhelmed and alone",
    "i lose hope",
    "I feel so desperate right now",
    "i am really depressed because no job",
    "I'm afraid nobody will take me",
)


@pytest.mark.parametrize("message", named(ASKING_NOTHING))
def test_distress_that_asks_nothing_is_answered_with_kindness_alone(message):
    assert care(message, ADVISER) == Care(IN_DISTRESS.format(adviser=ADVISER), alone=True)


DISTRESSED_QUESTIONS = (
    "im 34 and scared its too late, can i still get into machine learning without a degree?",
    "I failed my interview again, what should I practise",
    "I feel hopeless, what can I do without a degree?",
    "i'm so scared i'll fail the exam how long is it",
    "I'm so afraid to choose wrong. Which course is best?",
    "cant sleep because of rent, is there paid training",
    "I feel like a failure. is that normal",
    "everyone is smarter than me, do i need maths",
    "I am overwhelmed. Tell me the first step",
    "I'm ashamed to ask: can I start without school?",
    "i am burnt out as a nurse and looking for office work",
    "I'm depressed. I want to become a gardener",
    "nobody hires me, help me with my CV",
)


@pytest.mark.parametrize("message", named(DISTRESSED_QUESTIONS))
def test_a_question_in_distress_is_answered_after_a_kind_sentence(message):
    assert care(message, ADVISER) == Care(IN_DISTRESS.format(adviser=ADVISER), alone=False)


PROMISES = (
    "Will I get a job?",
    "will i get a job after the course",
    "Will I definitely find work as a translator?",
    "will i be hired",
    "will i get rich",
    "Will I earn enough?",
    "will i make good money as a gardener",
    "I will find work after this?",
    "do i get a job at the end of the course",
    "Am I sure to earn 50,000?",
    "am i guaranteed a job",
    "Is a job guaranteed?",
    "guaranteed job?",
    "is it sure that i find a job",
    "i get job for sure?",
    "is it garanteed that I will get work",
    "Promise me that I will make it",
    "can you promise me a job",
    "Can you guarantee that I find work?",
    "do you garantee me a good salary",
    "I want a guarantee that I earn well",
    "Will this course get me a job?",
    "will I surely get employed",
    "can you assure me a job",
    "Is it certain that I'll find a job with this certificate?",
    "what if i do all this and get no job, do you promise it works",
    "Do I get a job for sure if I finish?",
    "are you sure i will get job",
    "will i have a job after",
    "Tell me I will get the job",
    "how sure is it that i will earn 60000",
    "is my income guaranteed",
    "will i be able to find a job?",
    "I will get a job right?",
    "can i be sure to find work",
    "will i find employment",
    "If I finish, is a job certain?",
    "Will I find a good job as a bus driver?",
    "Promise I get hired",
    "can u garantee a job for me",
    "i want to be sure that i get work",
    "Will I be rich?",
    "am i going to get a job?",
    "so at the end i have a job for sure yes?",
    "will I make a living from it?",
    "will i find a job easily",
    "is it guaranteed to get hired?",
    "can you promise its worth it",
    "Will I get work quickly?",
    "can you promise that i earn good",
    "i will get job for sure?",
    "is a good salary guaranteed?",
    "will i definitely become rich as coder",
)


@pytest.mark.parametrize("message", named(PROMISES))
def test_nothing_is_promised(message):
    assert care(message, ADVISER) == Care(NO_PROMISE, alone=False)


JUDGEMENTS = (
    "Am I smart enough?",
    "am i inteligent enuf for machine learning",
    "Am I good enough to be a nurse?",
    "i am smart enough for this course?",
    "do you think i am clever enough",
    "Am I too old?",
    "am i too old to learn coding at 54",
    "am I to stupid for maths",
    "I am too old to start?",
    "am i too shy for this job",
    "am i stupid",
    "Rate my chances",
    "can you rate me",
    "please judge my skills",
    "What are my chances?",
    "how good are my chances as a career changer",
    "do i have a chance without a degree?",
    "do I stand a chance?",
    "Am I better than other applicants?",
    "am i as good as the others",
    "compare me with other candidates",
    "How do I compare to the others?",
    "would you hire me",
    "am I a good candidate",
    "am i cut out for nursing",
    "Do I have what it takes?",
    "do you think i can make it?",
    "am I intelligent enough for this",
    "is someone like me smart enough",
    "do you think im too old",
    "Could I be too stupid for this?",
    "what do you think of me as a candidate",
    "how likely am I to be hired",
    "am I the right person for this",
    "Would I be good at this job?",
    "score my skills from 1 to 10",
    "is 52 too old for me",
    "am i worse than the others",
    "do you think i am able to do it",
    "what are my odds",
    "can a dumb person like me learn python",
    "Do you think I'm smart enough to study this?",
    "am i not too old?",
    "How would you rate me?",
    "Do I have good chances?",
    "Am I too slow to become a programmer",
    "tell me honestly am I good enough",
    "Would they hire someone like me?",
    "am i clever enough to become engineer",
    "Am I a hopeless case?",
    "what chances do i have",
    "tell me if i am good enough",
    "am i too dumb?",
    "do you think i'm good enough?",
    "Am I too dumb",
    "how high are my chances",
    "can you judge me",
    "am i suitable for this job?",
)


@pytest.mark.parametrize("message", named(JUDGEMENTS))
def test_nobody_is_rated(message):
    assert care(message, ADVISER) == Care(NO_JUDGEMENT, alone=False)


def test_what_is_said_adds_up():
    both = f"{IN_DISTRESS.format(adviser=ADVISER)} {NO_PROMISE}"
    assert care("I feel hopeless. Will I ever get a job?", ADVISER) == Care(both, alone=False)


def test_a_crisis_goes_before_all_else():
    found = care("I feel hopeless and want to end it all. Will I ever get a job?", ADVISER)
    assert found == Care(IN_CRISIS.format(adviser=ADVISER), alone=True)


CRISIS_REPLY, KIND_REPLY = IN_CRISIS.format(adviser=ADVISER), IN_DISTRESS.format(adviser=ADVISER)


@pytest.mark.parametrize(
    ("message", "felt", "expected"),
    [
        pytest.param("no road is left for me", "crisis", Care(CRISIS_REPLY, alone=True), id="crisis"),
        pytest.param(
            "no road is left. what is the pay?", "crisis", Care(CRISIS_REPLY, alone=False), id="crisis, and a question"
        ),
        pytest.param("it all weighs on me", "distress", Care(KIND_REPLY, alone=True), id="distress"),
        pytest.param(
            "it weighs on me. what is the pay?", "distress", Care(KIND_REPLY, alone=False), id="distress, and a question"
        ),
        pytest.param(
            "I want to end it all. what is the pay?", "none", Care(CRISIS_REPLY, alone=True), id="said in so many words"
        ),
        pytest.param("what is the pay?", "none", None, id="nothing"),
    ],
)
def test_what_is_felt_counts_beside_what_is_said(message, felt, expected):
    assert care(message, ADVISER, felt) == expected
