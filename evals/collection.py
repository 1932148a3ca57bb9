"""Collections of documents that nobody tuned on, with questions about them.

evals/collections/NAME/documents.jsonl, a document a line: {"id", "title", "text": Markdown}; questions.jsonl: {"id",
"question", "document": the id of the only one that answers, "must": [[a wording, another, …], …], facts that a right answer
states}. The collections in FITTED may be looked at and fitted on. The others are to judge by: look at their figures, not into
them. Everything in them is invented. `selqa` makes two more of a folder with SelQA's files (Jurczyk, Zhai and Choi, arXiv
1606.08513), whose topics have nothing to do with work.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from evals.cases import CasesError, file_lines, validated
from evals.matching import normalised

COLLECTIONS = Path(__file__).parent / "collections"
FITTED = ("guides", "notices", "prospectus", "regulations", "selqa-a")
# Taken away is a third of the documents at a time, so that like ones remain.
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
