"""What a model wrote is shown only if one source sentence says it: figures, names, denials and words."""

from decimal import Decimal

import pytest

from bot.reply.guards import check, labels, names, numbers, support

GROWTH = "Job postings for machine learning engineers grew by 344% in 2015–2018, according to Indeed's 2019 ranking."
JOBS = "Jobs in artificial intelligence and machine learning grew by almost 75 percent over four years."
TRACK = "Springboard's Machine Learning Engineering Career Track takes 6 months to complete."
COURSE = "Springboard's Data Science Prep Course, which teaches statistics and programming, takes 4-6 weeks to complete."
ENTRY = "The careers site's page warns that machine learning engineer is not an entry-level job."
PAY = "Machine learning engineers can earn total compensation of $215,000 to $397,000 a year."
MARKET = "The global machine learning market is expected to be worth $209.91 billion by 2029."
PYKES = "Kurtis Pykes noted that a data scientist analyzes data to find insights for a business."
PRODUCT = "Kurtis Pykes noted that a machine learning engineer makes a product out of the data."
GUPTA = "Sakshi Gupta is a technology enthusiast who likes reading and writing about new technology."
LANGUAGES = "Machine learning engineers should learn programming languages such as Python, Java, SQL, R and C++."
SOURCES = [GROWTH, JOBS, TRACK, COURSE, ENTRY, PAY, MARKET, PYKES, PRODUCT, GUPTA, LANGUAGES]


def case(sentence, *rest, id=None):
    return pytest.param(sentence, *rest, id=id or sentence)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        case(GROWTH, GROWTH, id="word for word"),
        case("Job postings for machine learning engineers grew by 344% between 2015 and 2018.", GROWTH),
        case("Job postings for machine learning engineers grew 344 percent in 2015–2018.", GROWTH),
        case("Jobs in machine learning grew by almost 75% over 4 years.", JOBS),
        case("The Career Track takes six months to complete.", TRACK),
        case("The Data Science Prep Course takes four to six weeks to complete.", COURSE),
        case("A machine learning engineer is not an entry-level job.", ENTRY),
        case("The job of a machine learning engineer isn't entry-level.", ENTRY),
        case("Machine learning engineers can earn 215,000 to 397,000 dollars a year.", PAY),
        case("You can earn total compensation of $215k to $397k a year.", PAY),
        case("The global machine learning market should be worth $209.91 billion by 2029.", MARKET),
        case("A data scientist analyzes data to find insights for a business.", PYKES),
        case("According to Kurtis Pykes, a machine learning engineer makes a product out of data.", PRODUCT),
        case("Sakshi Gupta enjoys reading and writing about new technology.", GUPTA),
        case("You should learn languages such as Python, R and C++.", LANGUAGES),
    ],
)
def test_what_one_sentence_says_is_shown_with_that_sentence(sentence, source):
    verdict = check(sentence, SOURCES)
    assert (verdict.source, verdict.problem) == (SOURCES.index(source), "")


@pytest.mark.parametrize(
    "sentence",
    [
        case("The increase between 2015 and 2018 was 75%.", id="the number of another sentence"),
        case("Job postings for machine learning engineers grew by 75% in 2015–2018.", id="the number of another, in its words"),
        case("The prep course takes 6 months.", id="the time of another course"),
        case("The prep course takes 6 months to complete.", id="the time of another course, longer"),
        case("The course takes six months to complete.", id="the time of another course, shorter"),
        case("Springboard's Data Science Prep Course takes 6 months to complete.", id="the time of another course, whole name"),
        case("The Career Track takes 6 weeks to complete.", id="months become weeks"),
        case("Job postings for machine learning engineers grew by 344 places in 2015–2018.", id="another unit"),
        case("Jobs in machine learning grew by 75 thousand over four years.", id="another scale"),
        case("The market is expected to be worth $209.91 million by 2029.", id="million for billion"),
        case("The market is expected to be worth $209 billion by 2029.", id="rounded down"),
        case("Machine learning engineers can earn total compensation of $251,000 a year.", id="swapped digits"),
        case("Machine learning engineers can earn three hundred dollars a year.", id="a number in words"),
        case("Kurtis Gupta noted that a data scientist analyzes data to find insights.", id="mixed names"),
        case("Indeed noted that a data scientist analyzes data to find insights for a business.", id="swapped at the start"),
        case("According to Sakshi Gupta, a data scientist analyzes data to find insights for a business.", id="swapped names"),
        case("You should learn languages such as Python, Java and Rust.", id="a name that nobody gave"),
        case("You should learn programming languages such as SAS.", id="an acronym that nobody gave"),
        case("Machine learning engineer is an entry-level job.", id="a denial lost"),
        case("A data scientist never analyzes data to find insights for a business.", id="a denial added"),
        case("You don't have to learn programming languages such as Python.", id="a denial added as n't"),
        case("A data scientist makes a product and finds work in a global market.", id="a mixture of sentences"),
        case("Dentists pull teeth.", id="nothing of it is known"),
    ],
)
def test_what_no_sentence_says_is_dropped(sentence):
    assert check(sentence, SOURCES).source is None


@pytest.mark.parametrize(
    ("sentence", "source", "problem"),
    [
        case("It grew by 75% and 1,200.", GROWTH, "1200, 75 does not stand with it in one source sentence", id="numbers"),
        case("The engineer Gupta grew.", GROWTH, "gupta does not stand with it in one source sentence", id="name"),
        case("The Career Track takes 6 weeks.", TRACK, "week does not stand with it in one source sentence", id="unit"),
        case("This is an entry-level job.", ENTRY, "denies what the source says, or the other way round", id="denial"),
        case("Dentists pull teeth.", PYKES, "only 0% of its words are in the source sentence", id="words"),
    ],
)
def test_the_problem_is_named(sentence, source, problem):
    assert check(sentence, [source]).problem == problem


STEPS = "The site describes seven steps: In step 3, a learner studies the basics of machine learning."


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        case("In step 3, a learner studies the basics of machine learning.", 0, id="its own step"),
        case("Of the seven steps, step 3 is to study the basics of machine learning.", 0, id="the count and the step"),
        case("Step 7: study the basics of machine learning.", None, id="the count taken for the step"),
        case("In step seven, a learner studies the basics of machine learning.", None, id="the same in words"),
    ],
)
def test_a_number_that_names_one_of_several_is_no_count(sentence, source):
    assert check(sentence, [STEPS]).source == source


def test_nothing_is_supported_by_nothing():
    assert check(GROWTH, []).problem == "has no cited passage"


def test_a_name_of_another_passage_is_known_at_the_start():
    sentence = "Java is the most popular language among machine learning engineers."
    source = "The most popular language among machine learning engineers is Python."
    assert check(sentence, [source], ["You might use Java."]).problem.startswith("java does not stand with it")


def test_the_best_of_several_sources_is_cited():
    sentence = "A machine learning engineer makes a product out of data."
    assert check(sentence, ["A machine learning engineer makes products.", PRODUCT, PYKES]).source == 1


@pytest.mark.parametrize(
    ("text", "values"),
    [
        case("no figure at all", []),
        case("$1,200.00", ["1200"]),
        case("1200", ["1200"]),
        case("1.2k", ["1200"]),
        case("1.2 thousand", ["1200"]),
        case("1,200,000", ["1200000"]),
        case("1.2 million", ["1200000"]),
        case("$209.91 billion", ["209910000000"]),
        case("4,5 years", ["4.5"]),
        case("0.50", ["0.5"]),
        case("68%", ["68"]),
        case("2015–2018", ["2015", "2018"]),
        case("4-6 weeks", ["4", "6"]),
        case("$215,000 to $397,000", ["215000", "397000"]),
        case("Six to twelve months", ["6", "12"]),
        case("one of them", []),
        case("someone often", []),
        case("in 2029.", ["2029"]),
        case("on 13.6.2021", ["13", "6", "2021"]),
    ],
)
def test_numbers_are_compared_by_value(text, values):
    assert numbers(text) == {Decimal(value) for value in values}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("In step 3 you learn.", {"step 3"}),
        case("Take Module Four at level 2.", {"module 4", "level 2"}),
        case("There are seven steps.", set()),
        case("It takes 3 weeks.", set()),
    ],
)
def test_labels_are_numbers_that_name_one_of_several(text, expected):
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case("The course is online.", set()),
        case("It is led by Kurtis Pykes.", {"kurtis", "pykes"}),
        case("You use Apple's Siri or Amazon’s Alexa.", {"apple", "siri", "amazon", "alexa"}),
        case("SQL is asked for.", {"sql"}),
        case("Learn R, C++ and PyTorch.", {"r", "c++", "pytorch"}),
        case("It ends. Then it starts.", set()),
        case("a full-stack engineer", set()),
    ],
)
def test_names_are_capitalised_inside_the_sentence(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("sentence", "source", "share"),
    [
        case("The pay is high.", "Pay is high and grows.", 1.0, id="all"),
        case("Engineers learning", "An engineer learned.", 1.0, id="other endings"),
        case("High pay, short days", "The pay is high.", 0.5, id="half"),
        case("Dentists pull teeth.", "The pay is high.", 0.0, id="nothing"),
        case("It is not that.", "It is not that.", 0.0, id="no content word"),
    ],
)
def test_support_is_the_share_of_content_words(sentence, source, share):
    assert support(sentence, source) == share
