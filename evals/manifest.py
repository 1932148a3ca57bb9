"""What a run was made with. Two runs whose `setup` is the same give the same records, byte for byte."""

import hashlib
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil
from pydantic import TypeAdapter

from bot.calibration import Parts
from bot.compose import Bot
from bot.models.model import ModelCard
from bot.settings import NO_MODEL, PROJECT, Settings, default_file
from evals.cases import Case
from evals.modes import Mode
from evals.statistics import SEED
from index.hashes import file_sha256
from prompts import FOLDER, fingerprint

FORMAT = 2
PROMPTS = tuple(sorted(path.stem for path in FOLDER.glob("*.j2")))
LIBRARIES = ("faiss-cpu", "ir_measures", "llama-cpp-python", "numpy", "onnxruntime", "scipy", "tokenizers")
# The code that answers; what judges is left out, because records can be judged anew.
CODE = ("bot", "index", "prompts")


@dataclass(frozen=True)
class Model:
    """`sha256` is that of the GGUF file; empty for a server. Nothing is known of a model that took no part."""

    name: str
    sha256: str = ""
    parameters: int | None = None
    context_tokens: int | None = None


@dataclass(frozen=True)
class Setup:
    """All that the answers depend on. `documents`, `prompts` and `code` are SHA-256 sums, `cases` is that of what was asked."""

    mode: Mode
    model: Model
    parts: Parts
    least_confidence: float
    sure_from: float
    corpus: tuple[str, ...]
    documents: dict[str, str]
    prompts: dict[str, str]
    code: str
    cases: str
    count: int
    seed: int
    libraries: dict[str, str]


@dataclass(frozen=True)
class Machine:
    python: str
    system: str
    processor: str
    cores: int
    memory_gb: float


@dataclass(frozen=True)
class Manifest:
    format: int
    created: str
    generation: str
    setup: Setup
    machine: Machine


MANIFEST = TypeAdapter(Manifest)


def make_setup(
    settings: Settings, corpus: Sequence[Path], mode: Mode, bot: Bot, card: ModelCard | None, cases: Sequence[Case]
) -> Setup:
    """`card` is that of the model if it takes part in this mode."""
    manifest = bot.searcher.manifest
    return Setup(
        mode=mode,
        model=_model(settings, card) if card else Model(NO_MODEL),
        parts=Parts(manifest.embedder, manifest.splitter, bot.searcher.ranker.identity),
        least_confidence=bot.answerer.gate.least_confidence,
        sure_from=bot.answerer.gate.sure_from,
        corpus=tuple(str(path) for path in corpus),
        documents=manifest.documents,
        prompts={name: fingerprint(name) for name in PROMPTS},
        code=code_sha256(),
        cases=hashlib.sha256("\n".join(map(repr, cases)).encode()).hexdigest(),
        count=len(cases),
        seed=SEED,
        libraries={name: version(name) for name in LIBRARIES},
    )


def make_manifest(setup: Setup, generation: str) -> Manifest:
    memory = round(psutil.virtual_memory().total / 2**30, 1)
    machine = Machine(platform.python_version(), platform.platform(), platform.machine(), os.cpu_count() or 0, memory)
    return Manifest(FORMAT, datetime.now(UTC).isoformat(timespec="seconds"), generation, setup, machine)


def code_sha256(project: Path = PROJECT) -> str:
    """One sum over the files of the code that answers."""
    paths = sorted(path for room in CODE for path in (project / room).rglob("*") if path.suffix in (".py", ".j2", ".json"))
    lines = [f"{path.relative_to(project).as_posix()} {file_sha256(path)}" for path in paths]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _model(settings: Settings, card: ModelCard) -> Model:
    if not settings.model:
        file = default_file()
        return Model(file.name, file.sha256, card.parameters, card.context_tokens)
    path = Path(settings.model).expanduser()
    digest = file_sha256(path) if path.is_file() else ""
    return Model(card.name, digest, card.parameters, card.context_tokens)
