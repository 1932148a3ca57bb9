"""The manifest: whatever changes an answer changes the setup, and nothing else does."""

import hashlib
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.calibration import Parts
from bot.gate import Gate
from bot.models.model import ModelCard
from bot.settings import Settings, default_file
from evals.manifest import CODE, MANIFEST, Model, code_sha256, make_manifest, make_setup
from index.fakes import OverlapRanker
from index.store import Manifest
from prompts import FOLDER

INDEX = Manifest(1, "g000001", "2026-11-21", {"guide.md": "d" * 64}, "MiniLM", 384, 3, "exact", {"documents": 1}, {})
BOT = SimpleNamespace(
    searcher=SimpleNamespace(manifest=INDEX, ranker=OverlapRanker()),
    answerer=SimpleNamespace(gate=Gate(0.57, 0.66), model_name="Small"),
)
CARD = ModelCard("Large", 7_000_000, 4096)


@pytest.fixture
def setup(make_case):
    def setup(settings=None, card=None, cases=None):
        return make_setup(
            settings or Settings(),
            [Path("corpus")],
            "end-to-end",
            BOT,
            card,
            cases or [make_case("c1"), make_case("c2")],
        )

    return setup


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("mode", "end-to-end"),
        ("parts", Parts("MiniLM", 3, "overlap:1")),
        ("least_confidence", 0.57),
        ("sure_from", 0.66),
        ("corpus", ("corpus",)),
        ("documents", {"guide.md": "d" * 64}),
        ("count", 2),
    ],
)
def test_a_setup_says_what_the_answers_depend_on(setup, field, value):
    assert getattr(setup(), field) == value


def test_every_prompt_has_the_sum_of_its_file(setup):
    assert setup().prompts == {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in FOLDER.glob("*.j2")}


def test_the_same_is_made_with_the_same(setup):
    assert setup() == setup()


@pytest.mark.parametrize(
    "change",
    [
        lambda one, two: [two, one],
        lambda one, two: [one],
        lambda one, two: [one, replace(two, question="How much?")],
        lambda one, two: [one, replace(two, history=(("user", "Hi"),))],
        lambda one, two: [one, replace(two, must=(("seven months",),))],
    ],
    ids=["another order", "one left out", "another question", "another history", "another answer"],
)
def test_other_cases_have_another_sum(setup, make_case, change):
    assert setup(cases=change(make_case("c1"), make_case("c2"))).cases != setup().cases


def test_nothing_is_known_of_a_model_that_took_no_part(setup):
    assert setup(card=None).model == Model("none")


def test_the_default_model_is_known_by_its_sum(setup):
    assert setup(card=CARD).model == Model(default_file().name, default_file().sha256, 7_000_000, 4096)


def test_a_file_of_ones_own_is_known_by_its_sum(setup, tmp_path):
    (tmp_path / "own.gguf").write_bytes(b"GGUF")
    model = setup(Settings(model=str(tmp_path / "own.gguf")), CARD).model
    assert model == Model("Large", hashlib.sha256(b"GGUF").hexdigest(), 7_000_000, 4096)


def test_a_server_has_no_file(setup):
    assert setup(Settings(model="http://localhost:8080/v1"), CARD).model == Model("Large", "", 7_000_000, 4096)


@pytest.fixture
def project(tmp_path):
    """A project with a file in each room of the code."""
    for name in (*(f"{room}/a.py" for room in CODE), "prompts/reply.j2", "bot/calibration.json", "evals/run.py", "README.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("1")
    return tmp_path


@pytest.mark.parametrize("name", ["bot/a.py", "index/a.py", "prompts/reply.j2", "bot/calibration.json"])
def test_other_code_has_another_sum(project, name):
    before = code_sha256(project)
    (project / name).write_text("2")
    assert code_sha256(project) != before


@pytest.mark.parametrize("name", ["evals/run.py", "README.md", "bot/a.pyc"])
def test_what_does_not_answer_changes_nothing(project, name):
    before = code_sha256(project)
    (project / name).write_text("2")
    assert code_sha256(project) == before


def test_a_renamed_file_has_another_sum(project):
    before = code_sha256(project)
    (project / "bot/a.py").rename(project / "bot/b.py")
    assert code_sha256(project) != before


def test_where_the_project_lies_changes_nothing(project, tmp_path_factory):
    before = code_sha256(project)
    assert code_sha256(shutil.copytree(project, tmp_path_factory.mktemp("elsewhere") / "project")) == before


def test_a_manifest_is_read_as_it_was_written(setup):
    manifest = make_manifest(setup(card=CARD), "g000001")
    assert MANIFEST.validate_json(MANIFEST.dump_json(manifest)) == manifest


def test_a_manifest_names_the_second_in_utc(setup):
    made = datetime.fromisoformat(make_manifest(setup(), "g000001").created)
    assert (made.utcoffset(), made.microsecond) == (UTC.utcoffset(None), 0)


def test_a_manifest_names_the_index_and_a_machine(setup):
    manifest = make_manifest(setup(), "g000001")
    assert (manifest.generation, manifest.machine.cores > 0, manifest.machine.memory_gb > 0) == ("g000001", True, True)
