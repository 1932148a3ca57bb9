"""Ask one question for each fact of the inventory, in each tier, and print what came of it: `make facts`.

python -m evals.measure [--tier extract] [--every 5] [--failures]
"""

import argparse
import asyncio
import os
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

from bot.answer import Answer
from bot.answering import whole_answer
from bot.cli import progress_bar, tell
from bot.compose import BUNDLED_CORPUS, make_embedder, make_learned, open_bot, ready_index
from bot.settings import Settings, Tier
from evals.facts import Fact, load_facts
from evals.scoring import invalid_citations, states_fact, unsupported_numbers
from evals.statistics import share as wilson_share


@dataclass(frozen=True)
class Measured:
    """The answers of one tier to the fact questions."""

    tier: Tier
    facts: list[tuple[Fact, Answer]]

    @property
    def right(self) -> list[bool]:
        return [states_fact(answer, fact.value, fact.document) for fact, answer in self.facts]


async def measure(settings: Settings, tiers: Sequence[Tier], every: int) -> list[Measured]:
    """Ask every `every`-th question in each of `tiers`, one model loaded for all."""
    facts = load_facts()[::every]
    embedder = make_embedder()
    stored = ready_index(settings, embedder, tell, progress_bar("Encoding"))
    bot = await open_bot(settings, embedder, make_learned(embedder), stored, tell)
    measured = []
    try:
        for tier in tiers:
            progress = progress_bar(tier)
            answers: list[tuple[Fact, Answer]] = []
            for number, fact in enumerate(facts, start=1):
                answers.append((fact, await whole_answer(bot.answerer.answer(fact.question, tier=tier))))
                progress(number, len(facts))
            measured.append(Measured(tier, answers))
    finally:
        await bot.close()
    return measured


def table(measured: Measured) -> list[str]:
    """The figures of one tier as rows of a Markdown table; shares with their 95% Wilson interval."""
    answers = [answer for _, answer in measured.facts]
    shown = [answer for answer in answers if not answer.abstained]
    refused = [answer.abstained for answer in answers]
    wrong = [not right and not abstained for right, abstained in zip(measured.right, refused, strict=True)]
    words = sorted(len(answer.text.split()) for answer in answers if not answer.abstained)
    seconds = sorted(answer.timings.total_ms / 1000 for answer in answers)
    rows = [
        ("the answer contains the fact and cites its document", share(measured.right)),
        ("answered without the fact", share(wrong)),
        ("refused though the guides have it", share(refused)),
    ]
    rows += [
        ("numbers that the cited passage lacks", str(sum(len(unsupported_numbers(answer)) for answer in shown))),
        ("invalid citations", str(sum(len(invalid_citations(answer)) for answer in shown))),
        ("sentences that guards dropped", str(sum(len(answer.trace.dropped) for answer in answers))),
        ("words, median / 95th percentile", f"{_percentile(words, 50):.0f} / {_percentile(words, 95):.0f}"),
        ("seconds, median / 95th percentile", f"{_percentile(seconds, 50):.2f} / {_percentile(seconds, 95):.2f}"),
    ]
    return [f"| {measured.tier} | {name} | {figure} |" for name, figure in rows]


def share(outcomes: Sequence[bool]) -> str:
    """ "83.2% (210 of 252; 78–87%)"."""
    figure = wilson_share(outcomes)
    if figure is None:
        return "–"
    return f"{figure.value:.1%} ({sum(outcomes)} of {figure.count}; {figure.low:.0%}–{figure.high:.0%})"


def _percentile(values: Sequence[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else sum(values)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--tier", choices=get_args(Tier), action="append", help="only this tier (may be repeated)")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every N-th question")
    parser.add_argument("--failures", action="store_true", help="list the questions that were not answered rightly")
    parsed = parser.parse_args()
    with TemporaryDirectory() as home:
        settings = replace(Settings.from_environment(os.environ), home=Path(home), corpus=BUNDLED_CORPUS)
        results = asyncio.run(measure(settings, parsed.tier or get_args(Tier), parsed.every))
    print(f"| tier | {len(results[0].facts)} fact questions | |\n| --- | --- | --- |")
    for result in results:
        print("\n".join(table(result)))
        if parsed.failures:
            for right, (fact, answer) in zip(result.right, result.facts, strict=True):
                if not right:
                    tell(f"  {fact.id}: {fact.question} → {fact.value}; {answer.reason or answer.text[:120]!r}")


if __name__ == "__main__":
    main()
