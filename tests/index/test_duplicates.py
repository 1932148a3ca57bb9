"""Documents that say nearly the same."""

import re
from pathlib import Path

import pytest

from index.duplicates import NEARLY, TEMPLATE, near_duplicates, nearly_same, plain_words
from index.loading import load_documents

FILES = Path(__file__).parent / "files"
CASES = Path(__file__).parents[2] / "evals" / "documents"
GUIDE = (FILES / "same" / "guide.md").read_text("utf-8")
PARAGRAPHS = GUIDE.split("\n\n")


def names(pairs):
    return [(one.id, other.id) for one, other, _ in pairs]


def test_one_guide_in_four_formats_is_the_same():
    documents = load_documents([FILES / "same"]).documents
    assert [round(share, 2) for *_, share in near_duplicates(documents)] == [1.0] * 6


def test_no_two_of_the_other_documents_are(corpus):
    formats = [folder for folder in FILES.iterdir() if folder.is_dir() and folder.name != "same"]
    documents = load_documents([*formats, corpus, CASES]).documents
    assert names(near_duplicates(documents)) == []


@pytest.mark.parametrize(
    ("text", "same"),
    [
        pytest.param(GUIDE, True, id="word for word"),
        pytest.param(re.sub("[*#|]", "", GUIDE).upper(), True, id="other marks and capitals"),
        pytest.param(GUIDE.replace("16 weeks", "18 weeks").replace("£89", "£95"), True, id="a new version"),
        pytest.param("\n\n".join(PARAGRAPHS[:-1]), True, id="without a paragraph"),
        pytest.param(re.sub(r"\d+", "7", GUIDE), False, id="all figures are others"),
        pytest.param("\n\n".join(PARAGRAPHS[: len(PARAGRAPHS) // 2]), False, id="half of it"),
        pytest.param("Short.", False, id="shorter than a run"),
    ],
)
def test_how_much_is_nearly_the_same(make_document, text, same):
    one, other = make_document(GUIDE, "one.md"), make_document(text, "other.md")
    assert nearly_same(one, other) == same
    assert names(near_duplicates([one, other])) == [("one.md", "other.md")] * same
    assert all(share >= NEARLY for *_, share in near_duplicates([one, other]))


def test_pages_of_one_template_are_not_compared_for_it_alone(make_document):
    pages = [make_document(f"{GUIDE}\n\nOf town {number}.", f"{number}.md") for number in range(TEMPLATE + 1)]
    twins = [make_document(f"{GUIDE}\n\nIn this town there are two trams.", f"twin {number}.md") for number in (1, 2)]
    assert names(near_duplicates([*pages[:3]])) == [("0.md", "1.md"), ("0.md", "2.md"), ("1.md", "2.md")]
    assert names(near_duplicates([*pages, *twins])) == [("twin 1.md", "twin 2.md")]


@pytest.mark.parametrize("documents", [pytest.param(0, id="none"), pytest.param(1, id="one")])
def test_few_documents_have_no_duplicates(make_document, documents):
    assert near_duplicates([make_document(GUIDE)] * documents) == []


def test_words_are_told_from_how_they_are_written():
    assert plain_words("**The** oﬃce’s\nFee: £1,200") == ("the", "office", "s", "fee", "1", "200")
