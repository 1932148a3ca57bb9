"""Documents that nobody tuned on: each question is asked with all documents of its collection, and with the one that answers it
taken away.

evals/collections/NAME/documents.jsonl, a document a line: {"id", "title", "text": Markdown}; questions.jsonl: {"id",
"question", "document": the id of the only one that answers, "must": [[a wording, another, …], …], facts that a right answer
states}. The collections in FITTED may be looked at and fitted on. The others are to judge by: look at their figures, not into
them. Everything in them is invented. `selqa` makes two more of a folder with SelQA's files (Jurczyk, Zhai and Choi, arXiv
1606.08513), whose topics have nothing to do with work.

Taken away is a third of the documents at a time, so that like ones remain.
"""

import json
import random
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bot.answer import Answer
from bot.answering import whole_answer
from bot.compose import Bot, make_embedder, make_learned, open_bot, update_index
from bot.settings import Settings
from evals.cases import CasesError, file_lines, validated
from evals.matching import normalised, states
from evals.statistics import Figure, share
from evals.text import figure_text
from index.store import IndexStore

COLLECTIONS = Path(__file__).parent / "collections"
FITTED = ("guides", "notices", "prospectus", "regulations", "selqa-a")
FOLDS = 3
# Of SelQA: so many articles of several sections each, and so many questions about them.
ARTICLES, QUESTIONS = 24, 60


@dataclass(frozen=True)
class Page:
    """One document of a collection."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class PageQuestion:
    """A question that one document of its collection answers, and what a right answer states."""

    id: str
    question: str
    document: str
    must: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Collection:
    name: str
    pages: tuple[Page, ...]
    questions: tuple[PageQuestion, ...]

    def fold(self, question: PageQuestion) -> int:
        """Which third of the documents is taken away to ask a question without its own."""
        return next(at for at, page in enumerate(self.pages) if page.id == question.document) % FOLDS

    def without(self, fold: int) -> tuple[Page, ...]:
        """What is left then."""
        return tuple(page for at, page in enumerate(self.pages) if at % FOLDS != fold)

    def every(self, step: int) -> "Collection":
        """The same with every `step`th question alone."""
        return replace(self, questions=self.questions[::step])


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
    def right(self) -> bool:
        """Whether reply or quotes state all that they must."""
        return _states_all(" ".join(sentence.text for sentence in self.answer.sentences), self.question)

    @property
    def reply_right(self) -> bool:
        return _states_all(" ".join(sentence.text for sentence in self.answer.reply), self.question)


def load_collections(folder: Path) -> list[Collection]:
    """Every collection below `folder`. Raises CasesError naming file and line of what is not as it must be."""
    return [_load(one) for one in sorted(folder.iterdir()) if one.is_dir()]


def selqa(folder: Path) -> list[Collection]:
    """Sections of Wikipedia on ten topics, five in each collection: "selqa-a" is one to fit on, "selqa-b" to judge by. Raises
    CasesError for a folder without SelQA's files."""
    files = [folder / f"selqa-ass-{part}.json" for part in ("dev", "test")]
    if missing := [path for path in files if not path.is_file()]:
        raise CasesError(f"there is no {missing[0]}; name the folder that has SelQA's development and test part")
    rows = [row for path in files for row in json.loads(path.read_text(encoding="utf-8"))]
    topics = sorted({row["topic"] for row in rows})
    return [_selqa(f"selqa-{name}", [row for row in rows if row["topic"] in topics[at::2]]) for at, name in enumerate("ab")]


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
    columns = ("refused", "not stated though there", "doubted", "reply or quotes right", "reply right", "answered though away")
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


def _written(figure: Figure | None) -> str:
    return figure_text(figure) if figure else "–"


def _load(folder: Path) -> Collection:
    pages, questions = TypeAdapter(Page), TypeAdapter(PageQuestion)
    found = tuple(validated(pages, where, line) for where, line in file_lines(folder / "documents.jsonl"))
    asked = tuple(validated(questions, where, line) for where, line in file_lines(folder / "questions.jsonl"))
    texts = {page.id: normalised(page.text) for page in found}
    for one in asked:
        missing = [fact[0] for fact in one.must if normalised(fact[0]) not in texts.get(one.document, "")]
        if missing or one.document not in texts:
            raise CasesError(f"{folder.name}, {one.id}: {one.document} does not say {missing}; mend the question")
    return Collection(folder.name, found, asked)


def _selqa(name: str, rows: Sequence[dict[str, Any]]) -> Collection:
    """Articles with at least two sections, so that near ones remain; the answering sentences are the fact."""
    sections: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        sections.setdefault(f"{row['article']}: {row['section']}", []).append(row)
    of_article: dict[str, list[str]] = {}
    for title, asked in sections.items():
        of_article.setdefault(asked[0]["article"], []).append(title)
    rng = random.Random(FOLDS)
    several = [titles for _, titles in sorted(of_article.items()) if len(titles) > 1]
    chosen = [title for titles in rng.sample(several, ARTICLES) for title in titles]
    pages, questions = [], []
    for number, title in enumerate(chosen):
        sentences = sections[title][0]["candidates"]
        pages.append(Page(f"{number:03}", title, " ".join(sentences)))
        for row in sections[title]:
            fact = tuple(row["candidates"][at] for at in row["answers"])
            questions.append(PageQuestion("", row["question"], f"{number:03}", (fact,)))
    drawn = rng.sample(questions, QUESTIONS)
    return Collection(name, tuple(pages), tuple(replace(one, id=f"{name}-{at:02}") for at, one in enumerate(drawn)))


def _write(folder: Path, pages: Sequence[Page]) -> None:
    for page in pages:
        head = f"---\ntitle: {json.dumps(page.title)}\n---\n\n"
        (folder / f"{page.id}.md").write_text(f"{head}{page.text}\n", encoding="utf-8")


def _states_all(text: str, question: PageQuestion) -> bool:
    """Whether a text states each fact in one of its wordings; a whole sentence of a document counts as it stands."""
    return all(any(states(text, one) or normalised(one) in normalised(text) for one in fact) for fact in question.must)
