"""How well the model puts questions into English: `python -m evals.languages`.

Prints each translation under its reference, and a Markdown table: the language, whether all questions are told to be in it, the
share of the references' content words that the translations have (by stems; other words for the same thing are not seen, so
whoever reads them judges higher), and the seconds a translation takes.
"""

import asyncio
import json
import os
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from bot.compose import make_model
from bot.settings import Settings
from bot.understanding.languages import LANGUAGES, language_of
from bot.understanding.translation import Translator
from evals.statistics import quantile
from index.lexical import stems

QUESTIONS = Path(__file__).with_name("languages.jsonl")


@dataclass(frozen=True)
class Measured:
    """One question: whether its language was told, the share of the reference's words that are there, and seconds."""

    told: bool
    words: float
    seconds: float


async def measure() -> dict[str, list[Measured]]:
    """Each language's questions, translated. Raises ModelError, SettingsError."""
    model = make_model(Settings.from_environment(os.environ))
    assert model, "WAYMARK_MODEL is 'none'; name a model"
    translator = Translator(model)
    await translator.prepare()
    measured: dict[str, list[Measured]] = defaultdict(list)
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        code, question, reference = (json.loads(line)[key] for key in ("language", "question", "reference"))
        started = time.perf_counter()
        english = await translator.english(question, LANGUAGES[code])
        seconds = time.perf_counter() - started
        print(f"{code}  {reference}\n    {english}")
        wanted = set(stems(reference))
        there = len(wanted & set(stems(english))) / len(wanted)
        measured[code].append(Measured(language_of(question) == LANGUAGES[code], there, seconds))
    await model.close()
    return measured


def table(measured: dict[str, list[Measured]]) -> str:
    """The measured languages as Markdown, best first."""
    rows = ["| language | told | words | seconds, p50 / p95 |", "| --- | --- | --- | --- |"]
    share = {code: sum(one.words for one in ones) / len(ones) for code, ones in measured.items()}
    for code in sorted(share, key=lambda code: -share[code]):
        seconds = [one.seconds for one in measured[code]]
        half, most = (f"{found.value:.1f}" if (found := quantile(seconds, at)) else "–" for at in (0.5, 0.95))
        told = f"{sum(one.told for one in measured[code])} of {len(measured[code])}"
        rows.append(f"| {LANGUAGES[code].name} | {told} | {share[code]:.0%} | {half} / {most} |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(table(asyncio.run(measure())))
