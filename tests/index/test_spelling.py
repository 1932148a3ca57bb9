"""Spelling: slips are corrected to words of the documents; what may be meant as it stands is left alone."""

import pytest

from index.catalogue import Catalogue
from index.loading import load_documents
from index.spelling import Speller

VOCABULARY = {"salary", "machine", "engineer", "certificate", "learning", "python", "degree", "skills", "want", "pay", "there"}
KNOWN = {"the", "and", "pay", "dentist", "day", "doesn", "they", "what", "earning"}


@pytest.fixture(scope="module")
def speller():
    return Speller(VOCABULARY, KNOWN)


@pytest.fixture(scope="module")
def real_speller(corpus, minilm):
    texts = Catalogue.of(load_documents([corpus]).documents).texts
    return Speller(texts, minilm.known_words)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("sallary", "salary", id="letter too many"),
        pytest.param("enginer", "engineer", id="letter too few"),
        pytest.param("certificat", "certificate", id="last letter missing"),
        pytest.param("machien", "machine", id="letters swapped"),
        pytest.param("aslary", "salary", id="first letters swapped"),
        pytest.param("pythen", "python", id="wrong letter"),
        pytest.param("lernign", "learning", id="two slips in a long word"),
        pytest.param("Sallary", "salary", id="capital"),
        pytest.param("SALLARY?", "salary?", id="shouted, with a question mark"),
        pytest.param("enginer’s sallary", "engineer’s salary", id="before an apostrophe"),
    ],
)
def test_a_slip_is_corrected(speller, typed, meant):
    assert speller.correct(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("wat do u need", "what do you need", id="small letters"),
        pytest.param("wat? 3 yrs!", "what? 3 years!", id="beside punctuation and figures"),
        pytest.param("UR Uni", "UR Uni", id="capitals may be a name"),
        pytest.param("a u-turn", "a u-turn", id="a part of a word stays"),
    ],
)
def test_short_forms_are_spelt_out(speller, typed, meant):
    assert speller.correct(typed) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("a cert", "cert experience", id="it is"),
        pytest.param("CERT", "certificate experience", id="capitals mean something else"),
    ],
)
def test_a_short_form_that_the_documents_use_is_left_alone(text, meant):
    assert Speller([text], ()).correct("cert exp") == meant


def test_of_words_as_near_the_one_is_meant_that_the_documents_use_most():
    assert Speller(["core course", "course"], ()).correct("which corse") == "which course"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("salary machine", id="words of the documents"),
        pytest.param("dentist", id="everyday word"),
        pytest.param("day", id="near a word of the documents, but too short to judge"),
        pytest.param("certificates", id="plural of a word of the documents"),
        pytest.param("dentists", id="plural of an everyday word"),
        pytest.param("doesn't they’re What's", id="contractions"),
        pytest.param("earnin", id="nearer to an everyday word than to any of the documents"),
        pytest.param("gython", id="another first letter"),
        pytest.param("cant dont wont", id="contractions without their apostrophes"),
        pytest.param("quantum", id="near nothing"),
        pytest.param("2019 $5 3D", id="figures"),
        pytest.param("SKILS", id="acronym"),
        pytest.param("", id="nothing"),
        pytest.param("👍🏽 \x07 日本", id="no words"),
    ],
)
def test_the_question_stays_as_it_is(speller, text):
    assert speller.correct(text) == text


def test_all_but_the_slip_stays_as_it_is(speller):
    assert speller.correct("  Is Ana's SALLARY (in €)\n high?") == "  Is Ana's salary (in €)\n high?"


@pytest.mark.parametrize(
    ("text", "share"),
    [
        pytest.param("The dentist doesn't want pay", 1, id="all known"),
        pytest.param("salary degree blorf nagun", 0.5, id="half"),
        pytest.param("salary blorf", 1, id="one strange word, which may be a name"),
        pytest.param("blorf", 0, id="one strange word alone"),
        pytest.param("blorf nagun", 0, id="none"),
        pytest.param("", 1, id="no words"),
        pytest.param("2019 ?!", 1, id="only figures and signs"),
        pytest.param("x7q9 4g5h6j", 0, id="letters and digits in a jumble"),
        pytest.param("on the 15th, 9to5, h1b", 1, id="letters beside digits"),
        pytest.param("qwe rty uio", 0, id="short words that are none"),
        pytest.param("and pay", 1, id="short words"),
    ],
)
def test_familiarity(speller, text, share):
    assert speller.familiarity(text) == share


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param(
            "What is the sallary of a machien lerning enginer?", "What is the salary of a machine learning engineer?", id="pay"
        ),
        pytest.param("Which programing langauge do I need?", "Which programming language do I need?", id="languages"),
        pytest.param("Do I need a bootcmap or a degre?", "Do I need a bootcamp or a degree?", id="bootcamp"),
    ],
)
def test_slips_in_questions_to_the_bundled_guides(real_speller, typed, meant):
    assert real_speller.correct(typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("How much does a dentist earn a day?", id="everyday words"),
        pytest.param("Isn't it so that they're paid less than what's fair, and wasn't there more?", id="contractions"),
        pytest.param("Do NASA, AWS or GPT matter for my CV?", id="acronyms"),
        pytest.param("Which wages do nurses, cooks and plumbers get in today's job market?", id="plurals"),
    ],
)
def test_right_questions_to_the_bundled_guides_stay_as_they_are(real_speller, question):
    assert real_speller.correct(question) == question
