"""A model of the hub: which file of it is used, and that the network is only asked for what is not here."""

import os
import subprocess
import sys

import pytest

from bot.errors import ModelError
from bot.models.hub import preferred_file
from bot.settings import PROJECT

COMMIT = "0" * 40


@pytest.mark.parametrize(
    ("names", "file"),
    [
        pytest.param(["m-Q8_0.gguf", "m-Q4_K_M.gguf", "m-f16.gguf"], "m-Q4_K_M.gguf", id="four bits"),
        pytest.param(["m-q8_0.gguf", "m-q5_k_m.gguf"], "m-q5_k_m.gguf", id="the next best"),
        pytest.param(["m-IQ2_XS.gguf", "m-F16.gguf"], "m-F16.gguf", id="a known kind before an unknown one"),
        pytest.param(["b.gguf", "a.gguf"], "a.gguf", id="unknown kinds in order"),
        pytest.param(["README.md", "config.json", "model.GGUF"], "model.GGUF", id="other files"),
        pytest.param(["m-q4_k_m-00001-of-00002.gguf", "m-q8_0.gguf"], "m-q8_0.gguf", id="not one in pieces"),
    ],
)
def test_the_preferred_file_is_small_and_whole(names, file):
    assert preferred_file(names) == file


@pytest.mark.parametrize("names", [[], ["README.md"], ["m-q4_0-00001-of-00002.gguf"]])
def test_a_repository_without_a_whole_model_is_told(names):
    with pytest.raises(ModelError, match="no GGUF file in one piece; name another repository"):
        preferred_file(names)


@pytest.fixture
def hub_model(tmp_path):
    """The file that a specification gets, or the error, without a network. One model is in the hub's cache."""
    model = tmp_path / "hub" / "models--owner--name"
    (model / "snapshots" / COMMIT).mkdir(parents=True)
    (model / "snapshots" / COMMIT / "here-q4_0.gguf").write_text("")
    (model / "refs").mkdir()
    (model / "refs" / "main").write_text(COMMIT)
    code = (
        "import sys\n"
        "from bot.errors import ModelError\n"
        "from bot.models.hub import hub_model\n"
        "try:\n"
        "    print(hub_model(sys.argv[1]).name)\n"
        "except ModelError as error:\n"
        "    print(error)\n"
    )

    def hub_model(spec):
        environment = {**os.environ, "HF_HOME": str(tmp_path), "HF_HUB_OFFLINE": "1"}
        command = [sys.executable, "-c", code, spec]
        return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=True).stdout.strip()

    return hub_model


@pytest.mark.parametrize("spec", ["owner/name", "owner/name:here-q4_0.gguf"])
def test_a_model_in_the_cache_needs_no_network(hub_model, spec):
    assert hub_model(spec) == "here-q4_0.gguf"


@pytest.mark.parametrize(
    "spec",
    [
        pytest.param("owner/other", id="not in the cache"),
        pytest.param("owner/name:other.gguf", id="another file of a repository in the cache"),
        pytest.param("../models", id="a path that does not exist"),
    ],
)
def test_a_model_that_cannot_be_downloaded_is_told(hub_model, spec):
    message = hub_model(spec)
    assert message.startswith(f"{spec} cannot be downloaded (")
    assert message.endswith("check the name and the network, or set WAYMARK_MODEL to the path of a GGUF file")
