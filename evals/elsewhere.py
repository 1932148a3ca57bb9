"""Ask each question of a collection with all its documents, and with the one that answers it taken away."""

import json
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.answer import Answer
from bot.answering import whole_answer
from bot.compose import Bot, make_learned, open_bot
from bot.gate import confidence
from bot.indexing import make_embedder, update_index
from bot.reply.writer import sureness
from bot.settings import Settings
from evals.collection import FITTED, FOLDS, Collection, Page, PageQuestion
from evals.matching import normalised, states
from evals.statistics import Figure, auroc, share
from evals.text import figure_text
from index.store import IndexStore


@dataclass(frozen=True)
class AskedElsewhere:
    """What came of a question; `there`: with the document that answers it."""

    collection: str
    question: PageQuestion
    there: bool
    answer: Answer

    @property
    def refused(self) -> bool:
        return self.answer.outcome not in ("answered", "not_stated")

    @property
    def not_stated(self) -> bool:
        return self.answer.outcome == "not_stated"

    @property
    def doubted(self) -> bool:
        return self.answer.outcome == "answered" and self.answer.in_doubt

    @property
    def sureness(self) -> float | None:
        """How sure it was that the documents answer; None without a search."""
        trace = self.answer.trace
        return sureness(confidence(trace.result), trace.not_stated_share) if trace.result else None

    @property
    def right(self) -> bool:
        """Whether reply or quotes state all that they must."""
        return _states_all(" ".join(sentence.text for sentence in self.answer.sentences), self.question)

    @property
    def reply_right(self) -> bool:
        return _states_all(" ".join(sentence.text for sentence in self.answer.reply), self.question)


async def ask_collections(
    collections: Sequence[Collection], settings: Settings, say: Callable[[str], None]
) -> AsyncIterator[AskedElsewhere]:
    """Ask everything, collection by collection; each gets an index of its own below WAYMARK_HOME. Raises ModelError."""
    embedder = make_embedder()
    learned = make_learned(embedder)
    bot: Bot | None = None
    try:
        for collection in collections:
            home = settings.home / "eval" / "elsewhere" / collection.name
            for fold in (None, *range(FOLDS)):
                pages = collection.pages if fold is None else collection.without(fold)
                with tempfile.TemporaryDirectory() as folder:
                    _write(Path(folder), pages)
                    update_index(replace(settings, home=home), (Path(folder),), embedder, lambda _done, _total: None)
                stored = IndexStore(home).load(embedder.identity)
                if bot is None:
                    bot = await open_bot(settings, embedder, learned, stored, say)
                else:
                    bot.renew(stored)
                for question in collection.questions:
                    if fold is None or collection.fold(question) == fold:
                        answer = await whole_answer(bot.answerer.answer(question.question))
                        yield AskedElsewhere(collection.name, question, fold is None, answer)
            say(f"{collection.name}: {len(collection.pages)} documents, {len(collection.questions)} questions")
    finally:
        if bot:
            await bot.close()


def write_asked(asked: Sequence[AskedElsewhere], path: Path) -> None:
    """An answer a line, to be read."""
    rows = (
        {
            "collection": one.collection,
            "id": one.question.id,
            "question": one.question.question,
            "must": one.question.must,
            "there": one.there,
            "outcome": one.answer.outcome,
            "in_doubt": one.answer.in_doubt,
            "right": one.right,
            "reply": [sentence.text for sentence in one.answer.reply],
            "quotes": [quote.text for quote in one.answer.quotes],
        }
        for one in asked
    )
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def elsewhere_table(asked: Sequence[AskedElsewhere]) -> str:
    """Markdown: a row a collection, and one for all that were fitted on and for all others, with 95% intervals."""
    judged = [one for one in asked if one.collection not in FITTED]
    names = list(dict.fromkeys(one.collection for one in asked))
    groups = [(name, [one for one in asked if one.collection == name]) for name in names]
    groups += [("**fitted on**", [one for one in asked if one.collection in FITTED]), ("**to judge by**", judged)]
    columns = (
        "refused", "not stated though there", "doubted", "reply or quotes right", "reply right", "answered though away",
        "told apart (AUROC)",
    )  # fmt: skip
    rows = [f"| collection | {' | '.join(columns)} |", "| --- |" + " --- |" * len(columns)]
    rows += [f"| {name} | {' | '.join(map(_written, _figures(ones)))} |" for name, ones in groups if ones]
    return "\n".join(rows)


def _figures(asked: Sequence[AskedElsewhere]) -> Iterator[Figure | None]:
    there, away = [one for one in asked if one.there], [one for one in asked if not one.there]
    yield share([one.refused for one in there])
    yield share([one.not_stated for one in there])
    yield share([one.doubted for one in there])
    yield share([one.right for one in there])
    yield share([one.reply_right for one in there])
    yield share([one.answer.outcome == "answered" for one in away])
    yield auroc(*([one.sureness for one in ones if one.sureness is not None] for ones in (there, away)))


def _written(figure: Figure | None) -> str:
    return figure_text(figure) if figure else "–"


def _write(folder: Path, pages: Sequence[Page]) -> None:
    for page in pages:
        head = f"---\ntitle: {json.dumps(page.title)}\n---\n\n"
        (folder / f"{page.id}.md").write_text(f"{head}{page.text}\n", encoding="utf-8")


def _states_all(text: str, question: PageQuestion) -> bool:
    """Whether a text states each fact in one of its wordings; a whole sentence of a document counts as it stands."""
    return all(any(states(text, one) or normalised(one) in normalised(text) for one in fact) for fact in question.must)
