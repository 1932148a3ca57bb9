"""Search: over the bundled guides with the real model, and over small documents with the fake."""

from datetime import date

import pytest

from index.build import build_index
from index.fakes import HashingEmbedder, OverlapRanker
from index.loading import load_documents
from index.search import NAMED_SOURCE, NO_SENTENCE, OWN, READ, SENTENCES, Searcher, fuse
from index.store import IndexStore

SPRINGBOARD, BOARD, SITE = "springboard-become-ml-engineer.md", "jobs-board-ml-engineer.md", "careers-site-ai-ml-engineer.md"


@pytest.fixture(scope="module")
def bundled(corpus, minilm, ranker, tmp_path_factory):
    """A searcher over the bundled guides."""
    store = IndexStore(tmp_path_factory.mktemp("bundled"))
    build_index(store, load_documents([corpus]).documents, (), minilm)
    return Searcher(store.load(minilm.identity), minilm, ranker)


@pytest.fixture
def search_in(tmp_path, make_document):
    """A searcher with the fake over texts by name, which may be their publishers' names too."""

    def search_in(published=False, **texts):
        store = IndexStore(tmp_path)
        embedder = HashingEmbedder()
        documents = [make_document(text, f"{name}.md", publisher=name if published else None) for name, text in texts.items()]
        build_index(store, documents, (), embedder)
        return Searcher(store.load(embedder.identity), embedder, OverlapRanker())

    return search_in


def quotes(result, hits):
    return " ".join(sentence.span.of(hit.document.text) for hit in result.hits[:hits] for sentence in hit.sentences)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        pytest.param("How much could I earn a year in total?", "$215,000 to $397,000", id="total pay"),
        pytest.param("What was the average base salary in Indeed's ranking?", "$146,085", id="base salary"),
        pytest.param("How big will the global market be?", "$209.91 billion by 2029", id="market"),
        pytest.param("What share of people have a bachelor's degree?", "68%", id="bachelor's degrees"),
        pytest.param("How many mini-projects are in the data scientist course?", "28 mini-projects", id="mini-projects"),
        pytest.param("Which certification is the most popular?", "Amazon's machine learning certification", id="certification"),
        pytest.param("Who wrote the article?", "Sakshi Gupta", id="author"),
        pytest.param("What is the average base sallary of a machien learning enginer?", "$146,085", id="slips in pay"),
        pytest.param("How long dose the curiculum of Springbord take?", "six months", id="slips in a name"),
    ],
)
def test_the_bundled_guides_answer_among_the_first_three(bundled, question, answer):
    assert answer in quotes(bundled.search(question), 3)


@pytest.mark.parametrize(
    ("question", "document"),
    [
        pytest.param("Which programming languages does Springboard name?", SPRINGBOARD, id="publisher"),
        pytest.param("Which programming languages does Sakshi Gupta name?", SPRINGBOARD, id="author"),
        pytest.param("Which programming languages does the jobs board name?", BOARD, id="jobs board"),
        pytest.param("Which programming languages does the careers site name?", SITE, id="careers site"),
        pytest.param("Which programming languages does Springbaord name?", SPRINGBOARD, id="misspelt"),
    ],
)
def test_a_named_source_comes_first(bundled, question, document):
    result = bundled.search(question)
    assert (result.names_source, result.hits[0].document.id) == (True, document)


def test_a_follow_up_is_searched_with_what_it_refers_to(bundled):
    result = bundled.search("And how long does it take?", refers_to="What is the Data Science Prep Course?")
    assert "4–6 weeks" in quotes(result, 3)
    assert result.searched == "What is the Data Science Prep Course? And how long does it take?"


def test_a_follow_up_is_about_the_source_that_was_named_before(bundled):
    result = bundled.search("And which languages?", refers_to="What degree does the careers site want?")
    assert (result.names_source, result.hits[0].document.id) == (True, SITE)


def test_a_follow_up_that_names_a_source_is_about_that_one(bundled):
    result = bundled.search("And according to the jobs board?", refers_to="Which languages does the careers site name?")
    assert result.hits[0].document.id == BOARD


def test_the_spelling_that_was_searched_is_told(bundled):
    result = bundled.search("sallary of an enginer")
    assert (result.question, result.searched) == ("sallary of an enginer", "salary of an engineer")


def test_sentences_are_located_exactly(bundled):
    for hit in bundled.search("What pay can I expect?").hits:
        assert {sentence.span for sentence in hit.sentences} <= set(hit.chunk.sentences)


def test_hits_are_ordered_by_their_best_sentence(bundled):
    result = bundled.search("What pay can I expect?")
    ranks = [hit.best.rank for hit in result.hits]
    assert ranks == sorted(ranks, reverse=True)
    assert all(hit.best.rank == max(sentence.rank for sentence in hit.sentences) for hit in result.hits)


def test_both_scores_of_a_sentence_that_both_searches_found(bundled):
    best = bundled.search("What is the average base salary?").hits[0].best
    assert 0 < best.dense <= 1
    assert best.lexical > 0
    assert 0 < best.score <= 1
    assert best.fused <= 2 / 61


def test_relevant_questions_score_above_others(bundled):
    pay, eggs = (bundled.search(question) for question in ("What is the average base salary?", "How do I boil an egg?"))
    assert pay.hits[0].best.score > eggs.hits[0].best.score


def test_searching_twice_gives_the_same(bundled):
    assert bundled.search("What pay can I expect?") == bundled.search("What pay can I expect?")


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n\t", id="white space"),
        pytest.param("👍🏽👩‍👩‍👧", id="emoji"),
        pytest.param("\x00\x07\x1b[31m\u202e", id="control characters"),
        pytest.param("salary " * 14_000, id="100,000 characters"),
        pytest.param("日本の給料はいくらですか", id="another script"),
        pytest.param("the of and", id="stop words"),
        pytest.param("?!.,;", id="signs"),
    ],
)
def test_any_question_can_be_searched(bundled, question):
    result = bundled.search(question)
    assert len(result.hits) == 12
    assert all(0 <= hit.best.score <= 1.001 for hit in result.hits)


def test_unfamiliar_words_are_told(bundled):
    assert bundled.search("blorf nagun tibbelo").familiarity == 0
    assert bundled.search("What does a dentist earn?").familiarity == 1


def test_a_sentence_that_shares_words_is_found_by_both_searches(search_in):
    result = search_in(pay="The pay is high.\n\nLuck helps.").search("Is the pay high?")
    (best, other) = (hit.best for hit in result.hits)
    assert best.lexical > 0
    assert best.fused == pytest.approx(2 / 61)
    assert other.lexical is None
    assert other.fused == pytest.approx(1 / 62)


def test_sentences_of_one_chunk_make_one_hit(search_in):
    (hit,) = search_in(pay="Luck helps. The pay is high.").search("Is the pay high?").hits
    assert [sentence.span.of(hit.document.text) for sentence in hit.sentences] == ["The pay is high.", "Luck helps."]
    assert hit.text == "Luck helps. The pay is high."


@pytest.mark.parametrize("count", [0, 1, 3, 99])
def test_as_many_chunks_as_asked_for(search_in, count):
    searcher = search_in(pay="\n\n".join(f"Pay number {number}." for number in range(5)))
    assert len(searcher.search("pay", count=count).hits) == min(count, 5)


def test_no_hits_answer_nothing(search_in):
    result = search_in(pay="The pay is high.").search("pay", count=0)
    assert (result.hits, result.answerability) == ((), NO_SENTENCE)


def test_a_question_without_words_covers_nothing(search_in):
    assert all(hit.best.score == 0 for hit in search_in(pay="The pay is high.").search("?").hits)


def test_the_heading_counts_for_what_stands_below_it(search_in):
    result = search_in(guide="# Dentist\n\nIt is good.\n\n# Welder\n\nIt is good.").search("Is welder good?")
    assert result.hits[0].chunk.headings == ("Welder",)


def test_a_document_of_which_more_answers_comes_first(search_in):
    texts = {
        "one": "Cuts the hair of men.\n\nSells soap.",
        "other": "Cuts the hair of men.\n\nTrims the beard.\n\nWields a razor.",
    }
    result = search_in(**texts).search("who cuts hair and trims the beard with a razor")
    assert result.hits[0].document.id == "other.md"


def test_a_small_document_loses_nothing_for_being_small(search_in):
    long = "\n\n".join(
        f"Bus drivers get a {thing} in training." for thing in ("pass", "coat", "phone", "locker", "meal", "map")
    )
    result = search_in(long=long, short="In training £500 is paid.").search("what are bus drivers paid in training")
    assert result.hits[0].document.id == "short.md"


def test_a_named_source_is_ahead_of_one_that_does_as_well(search_in):
    texts = {"acme": "The pay is high.\n\nBoats sink.", "initech": "The pay is high.\n\nShips sink."}
    result = search_in(published=True, **texts).search("Is pay high, says Initech?", count=2)
    first, second = (hit.best for hit in result.hits)
    assert result.hits[0].document.id == "initech.md"
    assert first.rank - second.rank == pytest.approx(NAMED_SOURCE, abs=0.002)
    assert first.score == pytest.approx(second.score)


def test_a_document_of_the_centre_is_ahead_of_an_imported_one_that_does_as_well(search_in):
    texts = {"occupations/1": "The pay is high.\n\nBoats sink.", "own": "The pay is high.\n\nShips sink."}
    result = search_in(**texts).search("Is pay high?", count=2)
    first, second = (hit.best for hit in result.hits)
    assert result.hits[0].document.id == "own.md"
    assert first.rank - second.rank == pytest.approx(OWN, abs=0.002)


@pytest.mark.parametrize(
    ("texts", "question"),
    [
        pytest.param({"hallward": "The hallways are long."}, "What does Hallward say?", id="a publisher's name is no slip"),
        pytest.param(
            {"occupations/1": "ME. " + "Microsoft Excel. " * 9, "own": "We teach."}, "tell me", id="imported short forms"
        ),
    ],
)
def test_what_the_documents_do_not_write_otherwise_is_searched_as_it_is(search_in, texts, question):
    assert search_in(published=True, **texts).search(question).searched == question


@pytest.mark.parametrize(
    ("words", "excess"),
    [
        pytest.param(1, 0, id="short"),
        pytest.param(254, 0, id="just short enough"),
        pytest.param(255, 1, id="one token too long"),
    ],
)
def test_by_how_much_a_question_is_too_long(search_in, words, excess):
    assert search_in(pay="The pay is high.").excess("pay " * words) == excess


FIRST = "# Fees\n\nThe fee is low. You pay it in June.\n\n- Bring the form.\n- Bring a pen."
LEAFLET = "The centre is open to all who live in the town and want to learn for work, at any age, with or without a report."


@pytest.mark.parametrize(
    ("second", "told"),
    [
        pytest.param(FIRST.replace("Fees", "*Fees*").replace("pen", "*pen*"), "", id="other marks"),
        pytest.param(
            "# Fees\n\nThe fee is low. You pay it in May.\n\n- Bring the form.\n- Bring a pen.",
            "You pay it in May.",
            id="a new version tells what it changes",
        ),
        pytest.param(
            "# Fees\n\nThe fee is low. You pay it in June.\n\n- Bring the form.\n- Bring a cap.",
            "Bring the form. Bring a cap.",
            id="a list stays whole",
        ),
    ],
)
def test_no_sentence_is_found_twice_in_documents_that_say_nearly_the_same(search_in, second, told):
    found = search_in(first=f"{FIRST}\n\n{LEAFLET}", second=f"{second}\n\n{LEAFLET}").search("What fee do I pay?").hits
    texts = [" ".join(hit.document.plain(span) for span in sorted(s.span for s in hit.sentences)) for hit in found]
    of_second = " ".join(text for hit, text in zip(found, texts, strict=True) if hit.document.id == "second.md")
    assert of_second == told


def test_the_same_sentence_of_other_documents_is_found(search_in):
    search = search_in(
        plumbing="The fee is low.\n\nPipes leak in all houses.", welding="The fee is low.\n\nWelders join metal."
    )
    found = search.search("Is the fee low?", count=2).hits
    assert {hit.document.id for hit in found} == {"plumbing.md", "welding.md"}


@pytest.mark.parametrize(
    ("day", "found"),
    [
        pytest.param(date(2026, 8, 30), ["always.md", "summer.md"], id="the day before"),
        pytest.param(date(2026, 8, 31), ["always.md"], id="the day"),
    ],
)
def test_what_expires_while_it_is_searched_is_no_longer_found(tmp_path, make_document, day, found):
    embedder, store = HashingEmbedder(), IndexStore(tmp_path)
    always = make_document("The fee is low.", "always.md")
    summer = make_document("The fee is low in summer.", "summer.md", expires="2026-08-31")
    build_index(store, [always, summer], (), embedder)
    searcher = Searcher(store.load(embedder.identity), embedder, OverlapRanker(), today=lambda: day)
    assert sorted(hit.document.id for hit in searcher.search("Is the fee low?").hits) == found
    assert [document.id for document in searcher.documents] == found
    assert searcher.over(searcher.stored).documents == searcher.documents


def test_a_search_encodes_the_question_alone(search_in, tmp_path):
    search_in(pay="The pay is high.")
    embedder = HashingEmbedder()
    Searcher(IndexStore(tmp_path).load(embedder.identity), embedder, OverlapRanker()).search("Is pay high?")
    assert embedder.encoded == ["Is pay high?"]


@pytest.mark.parametrize(
    ("rankings", "expected"),
    [
        pytest.param([[5, 6]], {5: 1 / 61, 6: 1 / 62}, id="one ranking"),
        pytest.param([[5, 6], [6]], {5: 1 / 61, 6: 1 / 62 + 1 / 61}, id="two rankings"),
        pytest.param([[], []], {}, id="empty rankings"),
    ],
)
def test_fusion_by_rank(rankings, expected):
    assert fuse(rankings) == pytest.approx(expected)


def test_chunks_behind_the_first_are_found_and_not_read(search_in):
    searcher = search_in(**{f"bakery{number}": f"Bakers of town {number} earn well." for number in range(READ + 2)})
    logits = [hit.best.logit for hit in searcher.search("what do bakers earn").hits]
    assert (len(logits), logits.count(NO_SENTENCE)) == (READ + 2, 2)


def test_of_a_long_chunk_the_nearest_sentences_are_read(search_in):
    others = "\n".join(f"- Task {number} is about boats" for number in range(SENTENCES + 4))
    searcher = search_in(tasks=f"Sailors do this:\n\n{others}\n- They mend torn sails")
    (hit,) = searcher.search("Who mends torn sails?").hits
    read = [sentence for sentence in hit.sentences if sentence.logit > NO_SENTENCE]
    assert (len(read), hit.best.span.of(hit.document.text)) == (SENTENCES, "They mend torn sails")


def test_of_a_long_table_the_row_that_the_question_names_is_first(search_in):
    """Also where the ranker reads but a few of the table's parts."""
    rows = "".join(f"| Oakmere{number} | £900 {'and more ' * 9}|\n" for number in range(100, 220))
    result = search_in(pay=f"# Bakers\n\n| Town | Pay |\n| --- | --- |\n{rows}").search("What do bakers earn in Oakmere219?")
    best = result.hits[0].best.span.of(result.hits[0].document.text)
    assert (len(result.hits) > READ, best.startswith("| Oakmere219 ")) == (True, True)
