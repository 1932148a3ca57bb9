"""Which questions need the one before, and what they then refer to."""

import pytest

from bot.understanding.followups import ANSWER_WORDS, continues, referent, refers_back, standalone
from bot.wording import IN_DISTRESS, REFUSALS

PAY = ("user", "What is the pay in machine learning?")
CARED = ("assistant", IN_DISTRESS.format(adviser="an adviser"))


def case(text, answer):
    return pytest.param(text, answer, id=text)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        case("and Google?", True),
        case("Or with a master's degree from a good university?", True),
        case("What about the salary?", True),
        case("How about mathematics?", True),
        case("why?", True),
        case("Why not Java or another language?", True),
        case("Pay?", True),
        case("Tell me more", True),
        case("which of those are tools?", True),
        case("How long does it take?", True),
        case("How much do they earn?", True),
        case("Is that enough?", True),
        case("Can you explain that?", True),
        case("Who else offers these?", True),
        case("What does the former cost, and what the latter?", True),
        case("What is the third stage in Springboard's plan?", False),
        case("How long does it take to become an ML engineer?", False),
        case("Is it hard to learn Python?", False),
        case("Is it possible to become an engineer without a degree?", False),
        case("What does a machine learning engineer do?", False),
        case("Why is Python so popular in this field of work among all of the engineers?", False),
        case("Does Springboard say that a degree is needed?", False),
        case("Which companies offer certifications?", False),
        case("What do engineers use at their work, and what is it that they build with the help of data?", False),
    ],
)
def test_a_question_refers_back_or_stands_alone(question, expected):
    assert refers_back(question) is expected


BAKER = (
    ("user", "How long is the apprenticeship of a baker in Millbrook?"),
    ("assistant", "It takes three years. There are a day course, an evening course and a weekend course."),
)


def named(*texts):
    return [pytest.param(text, id=text) for text in texts]


@pytest.mark.parametrize(
    "question",
    named(
        "and for confectioners?",
        "And in Denmark?",
        "ok and the exam?",
        "but what if I fail?",
        "or at a college",
        "Also for adults?",
        "what about the pay",
        "how about in the evening?",
        "what if I have no degree?",
        "what if im over 40",
        "so if i already have a certificate?",
        "Why?",
        "why not",
        "why is that?",
        "how come",
        "how come so long?",
        "how so?",
        "why that one?",
        "Which of those is the cheapest?",
        "which of them can i do next to my job",
        "which one is best",
        "the second one",
        "The evening one please",
        "and the last one, when does it start",
        "is the other one cheaper?",
        "What is the difference between the two?",
        "both?",
        "what does it cost",
        "How hard is it?",
        "is it worth it",
        "do they get paid?",
        "how many hours do they work at night",
        "Do they need good marks for that?",
        "who pays for this",
        "is that before tax?",
        "does that include the exam fee?",
        "Does this count for people from abroad?",
        "i have two kids, does that matter",
        "im a single mum tho",
        "I already have a degree, would that change anything?",
        "can I do it without German?",
        "How do I apply for it?",
        "where do i apply",
        "what is the salary",
        "When does it start, and where?",
        "how much in the second year?",
        "how much if i leave early",
        "and after that?",
        "in London?",
        "for beginners?",
        "without experience?",
        "if I am fifty?",
        "anything else?",
        "what else do I need",
        "Who else offers this?",
        "can you explain that again",
        "what do you mean",
        "give me an example",
        "are there any exams?",
        "how do people like it there",
        "Is she still doing it?",
        "i meant the evening course",
        "yes but i have no papers",
        "thanks. and how long does that take?",
        "Ok, thank you. What does it cost then?",
        "wat does it cost",
        "until when can i do that",
        "is there a age limit",
        "yes",
        "yes please",
        "ok go on",
        "tell me more",
        "Tell me more about it",
        "ok and?",
    ),
)
def test_a_follow_up_is_searched_with_the_question_before(question):
    assert referent(question, BAKER).startswith(BAKER[0][1])


@pytest.mark.parametrize(
    "question",
    named(
        "thanks. How do I become a baker?",
        "Ok thanks! What does a midwife earn?",
        "great, and now another question: how do I write a CV",
        "Different topic: is there a grant for wheelchair users?",
        "by the way, do you have anything on welding?",
        "How do I become a nurse?",
        "What does a bus driver earn at Tarnford Transport?",
        "What is MLOps?",
        "who is Harriet Lowe?",
        "what is a sous chef",
        "Who wrote the article on plumbers?",
        "Is Python hard?",
        "Plumber salary?",
        "Is it hard to learn Java?",
        "How long does it take to become a pilot?",
        "Is it possible to become a teacher without a diploma?",
        "Is it true that welders earn more than plumbers?",
        "is it worth learning french for the hotel trade",
        "How much does Nora Field pay her trainees?",
        "What did Tom Barker do before he became a gardener?",
        "Does Fernley College help its students with housing?",
        "Does a florist need a licence, and what does it cost?",
        "Can an electrician work abroad if she passes a test?",
        "Do nurses choose their own shifts?",
        "Why do teachers leave their school after a year?",
        "What do translators do when they get a difficult legal text?",
        "Which programming languages are worth learning if I want this job?",
        "How important are soft skills in this profession?",
        "What kind of person does well in this line of work?",
        "Are there scholarships for refugees?",
        "are there any courses for welders in Dunmore",
        "There are several schools for chefs, so which one takes foreigners?",
        "Is there an apprenticeship for opticians?",
        "how many vacancies for cooks were there in 2023",
        "Will there be enough jobs for archivists?",
        "What is step number one in a job search?",
        "How long is one night shift in a hospital?",
        "Is there one right way into journalism?",
        "Which of the big supermarkets trains butchers?",
        "Which of the three language schools in Porthaven has the smallest groups?",
        "what if i have to leave the carpentry course in Dunmore early, do i get money back",
        "How about maths? Which mathematical subjects must an optician master?",
        "So which licence does a crane operator need in a harbour?",
        "so i want to be a vet, which school subjects matter",
        "And what does Harbour Lane charge for a duplicate certificate of attendance?",
        "but are forklift drivers replaced by robots in big warehouses",
        "In what year did the ferry company raise its wages?",
        "On what day does the library in Dunmore close early?",
        "After finishing school, how do I become a paramedic?",
        "For how many months are trainee roofers on probation?",
        "At what age can you start as a lifeguard?",
        "If I want to be a lawyer, do I need Latin?",
        "I have two kids and live in Dunmore. Can I train as a midwife half days?",
        "my son is 15 and loves engines. is a car mechanic apprenticeship right for him",
        "I like animals and being outside, which occupations would suit me?",
        "how many hours do people in IT support work",
        "When did IT workers at the council last strike?",
        "Do chefs and waiters both get tips?",
        "Both cooks and bakers start early; who starts first?",
        "does the bank that trained Lena Moss hire school leavers",
        "Which skills do employers that hire interpreters look for?",
        "Spark, TensorFlow or PyTorch: which framework do beginners learn first?",
        "Does a driving licence from Brazil count in Ireland?",
        "how dangerous is work on a fishing boat",
        "Tell me about the work of a dental nurse",
        "explain the word apprenticeship levy to me",
        "what should go into a cover letter for a bakery",
        "wat does a eletrician ern in dunmore",
    ),
)
def test_a_question_that_names_its_subject_drops_what_came_before(question):
    assert referent(question, BAKER) == ""


@pytest.mark.parametrize(
    "message",
    named(
        "yes", "Yes please!", "yes, please", "yeah", "yep", "go on", "ok go on", "Tell me more", "tell me more please", "more",
        "more please", "ok and?", "And?", "so?", "sure, go on", "please continue", "carry on", "can you tell me more",
        "tell me more about it", "yes tell me more", "some more details", "yes do that",
    ),
)  # fmt: skip
def test_a_message_asks_to_continue(message):
    assert continues(message)


@pytest.mark.parametrize(
    "message",
    named(
        "ok", "Okay!", "thanks", "Thank you so much", "ok thanks", "no", "no thanks", "No, nothing more", "that is all",
        "hello", "great", "I see", "bye", "yes but what does it cost", "tell me more about Python", "more money?",
        "go on holiday", "no more questions", "and Google?", "is there more work in summer", "yesterday", "",
    ),
)  # fmt: skip
def test_a_message_asks_something_else_or_nothing(message):
    assert not continues(message)


@pytest.mark.parametrize(
    "question",
    named(
        "which of those is cheapest?",
        "the second one",
        "Which ones are in the evening?",
        "both",
        "tell me about the last one",
        "that one",
    ),
)
def test_a_choice_is_searched_with_the_answer_that_it_chooses_from(question):
    assert referent(question, BAKER) == " ".join(text for _, text in BAKER)


def test_of_the_answer_only_the_beginning_is_searched():
    answer = " ".join(f"word{number}" for number in range(100))
    found = referent("the first one", [PAY, ("assistant", answer)])
    assert found == f"{PAY[1]} {' '.join(answer.split()[:ANSWER_WORDS])}"


def test_a_choice_from_a_refusal_is_searched_with_the_question_alone():
    assert referent("the first one", [PAY, ("assistant", f"{REFUSALS['not_covered']} They do cover: Pay; Tools.")]) == PAY[1]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        pytest.param([("user", "yes please"), ("assistant", "A night course too.")], "A night course too.", id="goes on"),
        pytest.param([("user", "Thanks!"), ("assistant", "You're welcome.")], BAKER[1][1], id="is small talk"),
    ],
)
def test_a_choice_is_from_the_last_answer_of_the_documents(last, expected):
    assert referent("the second one", [*BAKER, *last]) == f"{BAKER[0][1]} {expected}"


def test_a_yes_to_small_talk_continues_no_answer():
    assert referent("yes", [*BAKER, ("user", "thanks"), ("assistant", "You're welcome. Is there anything else?")]) == ""


@pytest.mark.parametrize(
    ("question", "history", "expected"),
    [
        pytest.param("And in Europe?", [PAY], PAY[1], id="the question before"),
        pytest.param("And in Europe?", [PAY, ("assistant", "It is $146,085.")], PAY[1], id="answers are not searched"),
        pytest.param("What does an engineer do?", [PAY], "", id="stands alone"),
        pytest.param("And in Europe?", [], "", id="nothing came before"),
        pytest.param("And in Europe?", [("assistant", "Hello!")], "", id="nothing was asked before"),
        pytest.param("And later?", [PAY, ("user", "And in Europe?")], f"{PAY[1]} And in Europe?", id="a chain"),
        pytest.param("And later?", [PAY, ("user", "Who wrote the text?")], "Who wrote the text?", id="the end of a chain"),
        pytest.param("And in Europe?", [PAY, ("user", "Thanks!")], PAY[1], id="small talk is passed over"),
        pytest.param("And in Europe?", [PAY, ("user", "😀")], PAY[1], id="what has no words is passed over"),
        pytest.param("And in Europe?", [PAY, ("user", "\ud800\x00")], PAY[1], id="what is no text is passed over"),
        pytest.param("And in Europe?", [PAY, ("user", "so " * 9_000)], PAY[1], id="what is endless is passed over"),
        pytest.param("And in Europe?", [PAY, ("user", "it all weighs on me"), CARED], PAY[1], id="a plea is passed over"),
        pytest.param(
            "And in Europe?",
            [("user", f"I feel low. {PAY[1]}"), ("assistant", f"{CARED[1]}\n\nIt is 5.")],
            f"I feel low. {PAY[1]}",
            id="a plea that was answered is not",
        ),
        pytest.param("And in Europe?", [PAY, ("user", "go on")], PAY[1], id="what only continues is passed over"),
    ],
)
def test_a_follow_up_refers_to_what_was_asked(question, history, expected):
    assert referent(question, history) == expected


def test_a_chain_goes_back_three_questions():
    history = [PAY, *(("user", f"And {place}?") for place in ("Europe", "Asia", "Africa"))]
    assert referent("And there?", history) == "And Europe? And Asia? And Africa?"


@pytest.mark.parametrize(
    ("refers_to", "whole"),
    [pytest.param("", "And Asia?", id="alone"), pytest.param(PAY[1], f"{PAY[1]} And Asia?", id="follow-up")],
)
def test_the_standalone_question_is_shown_in_words(refers_to, whole):
    assert standalone("And Asia?", refers_to) == whole
