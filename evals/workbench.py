"""The bot that is judged: its index holds the bundled guides and the documents of the evaluation, apart from the user's own."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.compose import Bot, make_learned, open_bot
from bot.indexing import BUNDLED_CORPUS, Say, make_embedder, update_index
from bot.models.model import ModelCard
from bot.settings import NO_MODEL, Settings
from evals.cases import CasesError, load_cases, problems
from evals.manifest import make_manifest, make_setup
from evals.modes import Mode, respondent
from evals.personas import load_pairs
from evals.record import Place
from evals.run import Ask, Questions, Run, RunFolder, ask_all, asking
from index.build import Progress
from index.documents import Document
from index.split import Chunk
from index.store import IndexStore

HERE = Path(__file__).parent
DOCUMENTS = (BUNDLED_CORPUS, HERE / "documents")
CASES = HERE / "cases"
PERSONAS = HERE / "personas"


@dataclass(frozen=True)
class Workbench:
    """`documents` are read from the disk, not taken from the bot; `chunks` are those of its index."""

    settings: Settings
    corpus: tuple[Path, ...]
    bot: Bot
    documents: Mapping[str, Document]
    chunks: Mapping[str, Place]

    async def run(self, folder: RunFolder, mode: Mode, questions: Questions, progress: Progress) -> Run:
        """Ask everything in one mode, or what an interrupted run left over. Raises RunError, ModelError."""
        card: ModelCard | None = await self.bot.model.start() if self.bot.model and mode != "quotes" else None
        asked = (*questions.cases, *questions.personas)
        setup = make_setup(self.settings, self.corpus, mode, self.bot, card, asked)
        folder.begin(make_manifest(setup, self.bot.searcher.manifest.generation))
        peak = await ask_all(folder, questions, self.asking(mode), progress)
        return folder.finish(peak)

    def asking(self, mode: Mode) -> Ask:
        """How one case is asked in this mode."""
        return asking(respondent(mode, self.bot, self.documents), self.documents, self.chunks)


@asynccontextmanager
async def workbench(
    settings: Settings, corpus: Sequence[Path], modes: Collection[Mode], say: Say, progress: Progress
) -> AsyncIterator[Workbench]:
    """Index `corpus` below WAYMARK_HOME, in a folder of its own, and open the bot over it; its model only if one of `modes` has
    a use for it."""
    if set(modes) == {"quotes"}:
        settings = replace(settings, model=NO_MODEL)
    embedder = make_embedder()
    home = settings.home / "eval"
    _, loaded = update_index(replace(settings, home=home), tuple(corpus), embedder, progress)
    stored = IndexStore(home).load(embedder.identity)
    bot = await open_bot(settings, embedder, make_learned(embedder), stored, say)
    chunks = {chunk.id: _place(chunk) for chunk in bot.searcher.stored.catalogue.chunks}
    try:
        yield Workbench(settings, tuple(corpus), bot, {document.id: document for document in loaded.documents}, chunks)
    finally:
        await bot.close()


def load_questions(cases: Path, personas: Path | None, documents: Sequence[Document]) -> Questions:
    """Raises CasesError for cases that are not as they must be, or no longer fit the documents."""
    found = load_cases(cases)
    pairs = [case for pair in load_pairs(personas) for case in pair.cases()] if personas else []
    if wrong := problems([*found, *pairs], documents):
        raise CasesError(f"{len(wrong)} things do not fit the documents; mend the cases:\n" + "\n".join(wrong[:20]))
    return Questions(tuple(found), tuple(pairs))


def for_mode(questions: Questions, mode: Mode) -> Questions:
    """What can be asked in a mode: without evidence there is no oracle."""
    return Questions(tuple(case for case in questions.cases if case.answerable)) if mode == "oracle" else questions


def _place(chunk: Chunk) -> Place:
    """Where a chunk stands, a list with the sentence that leads into it."""
    start = chunk.lead_in.start if chunk.lead_in else chunk.span.start
    return Place(chunk.document, min(start, chunk.span.start), chunk.span.end)
