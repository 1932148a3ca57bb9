"""The shape of the code: imports run one way, each heavy library has one importer, files stay short."""

import ast
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from tools.setup import pins

PROJECT = Path(__file__).resolve().parent.parent
ROOMS = {"index", "prompts", "bot", "evals", "tools", "tuning"}
# What each room may import of the others.
MAY_IMPORT = {
    "index": set(),
    "prompts": set(),
    "tools": set(),
    "bot": {"index", "prompts", "tools"},
    "evals": {"index", "prompts", "bot", "tools"},
    "tuning": {"index", "prompts", "bot"},
}
IMPORTERS = {
    "faiss": {"index/vectors.py"},
    "onnxruntime": {"index/minilm.py"},
    "threadpoolctl": {"index/minilm.py"},
    "tokenizers": {"index/minilm.py"},
    "safetensors": {"index/minilm.py", "index/weights.py", "tuning/weights.py"},
    "onnx": {"tuning/graph.py"},
    "sentence_transformers": {"evals/bench_occupations.py"},
    "transformers": {"tuning/adapter.py", "tuning/encoder.py", "tuning/scorer.py"},
    "torch": {
        "tuning/__main__.py",
        "tuning/adapter.py",
        "tuning/descent.py",
        "tuning/encoder.py",
        "tuning/ranker.py",
        "tuning/scorer.py",
        "tuning/weights.py",
    },
    "bm25s": {"index/lexical.py"},
    "sqlalchemy": {
        "bot/history/database.py",
        "bot/history/migrations/versions/0001_conversations.py",
        "bot/history/schema.py",
        "bot/history/store.py",
    },
    "Stemmer": {"index/lexical.py"},
    "gguf": {"tuning/adapter.py"},
    "llama_cpp": {"bot/models/llama_worker.py", "tools/evaluate.py", "tuning/adapter.py"},
    "fpdf": {"bot/plan/pdf.py"},
    "httpx": {"bot/models/openai_model.py", "evals/learners.py"},
}
LONGEST = 400
# What is run after `make dev`, or with an optional extra.
NEED_DEV = {f"evals/{name}.py" for name in ("bench_occupations", "formats", "inspect_log", "learners", "load")}
DISTRIBUTIONS = packages_distributions()
TO_USE = pins((PROJECT / "requirements.lock").read_text(encoding="utf-8")).keys()


def name_of(path):
    return path.relative_to(PROJECT).as_posix()


def modules(*rooms):
    return sorted(path for room in rooms for path in (PROJECT / room).rglob("*.py"))


def each(paths):
    return [pytest.param(path, id=name_of(path)) for path in paths]


def imports(path):
    """The top-level names that a module imports, wherever in it."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    start = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.split(".")[0] for name in plain + start}


def importers(library):
    return {name_of(path) for path in modules(*ROOMS) if library in imports(path)}


@pytest.mark.parametrize("path", each(modules(*ROOMS)))
def test_imports_run_one_way(path):
    room = path.relative_to(PROJECT).parts[0]
    assert imports(path) & ROOMS - {room} <= MAY_IMPORT[room]


@pytest.mark.parametrize("library", IMPORTERS)
def test_a_heavy_library_has_one_importer(library):
    assert importers(library) == IMPORTERS[library]


@pytest.mark.parametrize(
    "path", each(path for path in modules("index", "prompts", "bot", "evals") if name_of(path) not in NEED_DEV)
)
def test_what_answers_and_judges_needs_no_development_package(path):
    others = imports(path) - ROOMS - sys.stdlib_module_names - {"__future__"}
    assert not [name for name in others if not TO_USE & set(map(canonicalize_name, DISTRIBUTIONS[name]))]


def test_chainlit_is_imported_by_the_chat_alone():
    chat = {f"bot/page/{name}.py" for name in ("about", "chat", "keeping", "layer", "server")}
    assert importers("chainlit") == chat


@pytest.mark.parametrize("path", each(modules(*ROOMS, "tests")))
def test_no_file_is_too_long(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", each(modules("bot", "index", "prompts", "evals")))
def test_nothing_catches_every_exception(path):
    handlers = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ExceptHandler)]
    caught = {ast.unparse(name) for handler in handlers if handler.type for name in ast.walk(handler.type)}
    assert all(handler.type for handler in handlers)
    assert not caught & {"Exception", "BaseException"}
