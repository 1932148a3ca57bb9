"""Lexical search: words, not meaning; stems, not forms; rare words before frequent ones."""

import bm25s
import pytest
import Stemmer

from index.lexical import LexicalIndex, stems

TEXTS = [
    "Engineers earn a good salary",
    "Engineers learn Python and Spark",
    "Engineers learn to plan",
    "The and of",
]


@pytest.fixture(scope="module")
def index():
    return LexicalIndex.build(TEXTS)


@pytest.mark.parametrize(
    ("query", "positions"),
    [
        pytest.param("salary", [0], id="one text"),
        pytest.param("SALARIES?", [0], id="another form and case"),
        pytest.param("learning", [2, 1], id="the shorter text first"),
        pytest.param("learning Spark", [1, 2], id="the rarer word counts for more"),
        pytest.param("dentist", [], id="a word of no text"),
        pytest.param("the of and", [], id="only stop words"),
        pytest.param("", [], id="nothing"),
        pytest.param("👍🏽 ?!", [], id="no words"),
    ],
)
def test_search(index, query, positions):
    assert [position for position, _ in index.search(query, 10)] == positions


def test_scores_are_positive_and_fall(index):
    scores = [score for _, score in index.search("engineers learn Spark", 10)]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_no_more_are_found_than_asked_for(index):
    assert len(index.search("engineers", 2)) == 2


def test_a_saved_index_finds_the_same(index, tmp_path):
    index.save(tmp_path)
    assert LexicalIndex.load(tmp_path).search("engineers learn Spark", 10) == index.search("engineers learn Spark", 10)


def test_a_corpus_of_stop_words_alone_can_be_searched():
    assert LexicalIndex.build(["the", "and of"]).search("the salary", 10) == []


def test_the_placeholder_of_a_text_without_words_is_no_word():
    assert LexicalIndex.build(["the", "salary"]).search("\x00", 10) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Learning the Programming languages", ["learn", "program", "languag"], id="stems without stop words"),
        pytest.param("$146,085 in 2019", ["146", "085", "2019"], id="figures"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_stems(text, expected):
    assert stems(text) == expected


@pytest.mark.parametrize("text", [*TEXTS, "Müller’s über-naïve C++ (3.5 %), don't; x y\u00a0z", "ÇA İstanbul ß", "a_b __ 5_6"])
def test_stems_are_those_of_bm25s(text):
    stemmer = Stemmer.Stemmer("english")
    assert [stems(text)] == bm25s.tokenize(text, stopwords="en", stemmer=stemmer, return_ids=False, show_progress=False)
