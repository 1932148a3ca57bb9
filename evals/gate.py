"""Fit the thresholds of bot/gate.py on one half of the questions and report them on the other: `python -m evals.gate`."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.cli import progress_bar, tell
from bot.compose import BUNDLED_CORPUS, make_embedder, ready_index
from bot.errors import QuestionError
from bot.gate import LEAST_RELEVANCE, refusal, relevance
from bot.questions import clean_question
from bot.settings import Settings
from evals.facts import load_facts, load_off_topic
from evals.measure import share
from index.search import Searcher, SearchResult

MOST_FALSE_REFUSALS = 0.02


def fitted(scores: Sequence[float], most_refused: float) -> float:
    """The highest threshold, in steps of 0.01, that refuses at most this share of answerable questions."""
    steps = [step / 100 for step in range(151)]
    return max(step for step in steps if sum(score < step for score in scores) <= most_refused * len(scores))


def main() -> None:
    facts, off_topic = load_facts(), load_off_topic()
    with TemporaryDirectory() as home:
        settings = replace(Settings(), home=Path(home), corpus=BUNDLED_CORPUS)
        embedder = make_embedder()
        searcher = Searcher(ready_index(settings, embedder, tell, progress_bar("Encoding")), embedder)
        answerable = [searcher.search(fact.question) for fact in facts]
        others = [(entry.split, _searched(searcher, entry.question)) for entry in off_topic]
    halves = {"fit": answerable[::2], "check": answerable[1::2]}
    unnamed = [relevance(result) for result in halves["fit"] if not result.names_source]
    print(f"highest threshold with at most {MOST_FALSE_REFUSALS:.0%} false refusals: {fitted(unnamed, MOST_FALSE_REFUSALS)}")
    print(f"in use: {LEAST_RELEVANCE}")
    for half, results in halves.items():
        false_refusals = [refusal(result) is not None for result in results]
        false_answers = [result is not None and refusal(result) is None for split, result in others if split == half]
        print(f"{half}: refused though answerable {share(false_refusals)}; answered though off topic {share(false_answers)}")


def _searched(searcher: Searcher, question: str) -> SearchResult | None:
    """None for what is not taken for a question at all."""
    try:
        return searcher.search(clean_question(question))
    except QuestionError:
        return None


if __name__ == "__main__":
    main()
