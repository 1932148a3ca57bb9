"""Lexical search: words, not meaning; stems, not forms; rare words before frequent ones."""

import json

import bm25s
import numpy as np
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


@pytest.mark.parametrize("query", ["engineers", "learn Spark", "engineers engineers salary", "Python plan salary"])
def test_scores_are_those_of_bm25s(query):
    texts = TEXTS[:3]  # it cannot have a text without words
    oracle = bm25s.BM25()
    oracle.index(list(map(stems, texts)), show_progress=False)
    scores = dict(LexicalIndex.build(texts).search(query, 3))
    assert [scores.get(position, 0) for position in range(3)] == pytest.approx(oracle.get_scores(stems(query)))


@pytest.mark.parametrize(
    ("texts", "positions"),
    [
        pytest.param([], [0, 1, 2, 3], id="all stay"),
        pytest.param([], [3, 1], id="some go, in another order"),
        pytest.param(["Dentists earn a salary", "Engineers plan"], [4, 0, 5], id="others come, in between"),
        pytest.param(["Dentists earn"], [4], id="none stay"),
        pytest.param([], [], id="none at all"),
    ],
)
def test_an_updated_index_is_as_one_built_from_nothing(index, texts, positions):
    updated = index.updated(texts, np.array(positions, np.int64))
    anew = LexicalIndex.build([[*TEXTS, *texts][position] for position in positions])
    for query in ("engineers learn", "salary", "dentist", "Spark", "plan"):
        assert dict(updated.search(query, 10)) == pytest.approx(dict(anew.search(query, 10)))


def test_an_updated_index_holds_no_word_of_what_went(index, tmp_path):
    index.updated([], np.array([0, 2])).save(tmp_path)
    assert json.loads((tmp_path / "vocabulary.json").read_text()) == ["engin", "earn", "good", "salari", "learn", "plan"]


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
