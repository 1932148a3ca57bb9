"""MiniLM by ONNX Runtime, beside the network that PyTorch reads."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from transformers import AutoModel

import index.minilm
from index.embed import ENCODER
from index.errors import IndexUnusable
from index.hashes import file_sha256
from index.minilm import MINILM_SHA256, Network, minilm_folder, minilm_tokenizer
from index.weights import load_weights

PROJECT = Path(__file__).resolve().parents[2]
SHORT, LONG = "What does a baker earn?", "The pay of bakers rises with the years that they have worked. " * 30
# Whatever answers or indexes goes through these.
ANSWERING = """
import sys
import bot.cli, bot.compose, bot.indexing, bot.page.server, index.build
from index.candidates import Candidate
embedder = bot.indexing.make_embedder()
(encoding,) = embedder.encode(["pay"])
learned = bot.compose.make_learned(embedder)
learned.ranker.logits("pay", [Candidate("", "", "", ("Bakers earn 14 dollars.",))])
print(sorted({"torch", "transformers", "sentence_transformers"} & set(sys.modules)))
"""


@pytest.fixture(scope="module")
def network():
    return Network()


@pytest.fixture(scope="module")
def published():
    return AutoModel.from_pretrained(str(minilm_folder()), local_files_only=True).eval()


@torch.inference_mode()
@pytest.mark.parametrize("text", [pytest.param(SHORT, id="short"), pytest.param(LONG, id="long"), pytest.param("", id="empty")])
def test_states_are_those_of_the_published_network(network, published, text):
    ids = minilm_tokenizer().encode(text).ids
    part = [0] * 2 + [1] * (len(ids) - 2)
    states = published(input_ids=torch.tensor([ids]), token_type_ids=torch.tensor([part])).last_hidden_state[0]
    np.testing.assert_allclose(network.states(ids, part), states.numpy(), atol=1e-4)


@pytest.mark.parametrize("text", [pytest.param(SHORT, id="short"), pytest.param(LONG, id="long"), pytest.param("", id="empty")])
def test_in_bytes_states_are_nearly_the_same(network, text):
    ids = minilm_tokenizer().encode(text).ids
    exact, in_bytes = (one.states(ids, [0] * len(ids)) for one in (network, Network(in_bytes=True)))
    cosines = (exact * in_bytes).sum(1) / np.linalg.norm(exact, axis=1) / np.linalg.norm(in_bytes, axis=1)
    assert cosines.min() > 0.95


def test_many_threads_read_alike(network):
    ids = minilm_tokenizer().encode(SHORT).ids
    alone = network.states(ids, [0] * len(ids))
    with ThreadPoolExecutor(4) as threads:
        tokenized = list(threads.map(lambda text: minilm_tokenizer().encode(text).ids, [SHORT, LONG] * 20))
        states = list(threads.map(lambda row: network.states(row, [0] * len(row)), tokenized[:4]))
    assert tokenized[::2] == [ids] * 20
    np.testing.assert_array_equal(states[2], alone)


def test_rows_come_back_in_order(network):
    assert network.map(len, ["a", "aaa", "", "aa"]) == [1, 3, 0, 2]


def test_what_a_reader_raises_is_raised(network):
    with pytest.raises(ZeroDivisionError):
        network.map(lambda row: 1 / len(row), ["a", ""])


def test_the_tokenizer_neither_cuts_nor_pads():
    assert len(minilm_tokenizer().encode("word " * 2000).ids) == 2002
    assert len(minilm_tokenizer().encode("word").ids) == 3


def test_other_weights_are_refused():
    with pytest.raises(IndexUnusable, match="make tune"):
        Network({"head.bias": np.zeros(1, np.float32)})


def test_a_network_keeps_its_weights_when_the_arrays_change():
    """They are given to ONNX Runtime as arrays that nobody holds afterwards."""
    weights = load_weights(ENCODER)
    network = Network(weights)
    before = network.states([101, 102], [0, 0])
    for weight in weights.values():
        weight.fill(0)
    np.testing.assert_array_equal(network.states([101, 102], [0, 0]), before)


def test_the_runtime_cannot_report_to_its_maker():
    """From 1.29 on its builds carry an uploader, which starts when it is imported."""
    libraries = [path for path in Path(onnxruntime.__file__).parent.rglob("*onnxruntime*.*") if path.stat().st_size > 1_000_000]
    assert libraries
    assert not [path.name for path in libraries if b"OneCollector" in path.read_bytes()]


def test_the_packaged_weights_are_the_published_ones():
    assert file_sha256(minilm_folder() / "model.safetensors") == MINILM_SHA256


def test_damaged_packaged_weights_are_reported(tmp_path, monkeypatch):
    (tmp_path / "model.safetensors").write_bytes(b"damaged")
    monkeypatch.setattr(index.minilm, "minilm_folder", lambda: tmp_path)
    with pytest.raises(IndexUnusable, match=r"damaged.*make clean setup"):
        Network()


def test_a_missing_package_is_reported(monkeypatch):
    monkeypatch.setattr(index.minilm, "find_spec", lambda name: None)
    with pytest.raises(IndexUnusable, match="make setup"):
        minilm_folder()


def test_answering_imports_nothing_that_networks_are_trained_with(waymark_home):
    environment = {"WAYMARK_HOME": str(waymark_home), "PATH": ""}
    command = [sys.executable, "-c", ANSWERING]
    ended = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert (ended.returncode, ended.stdout) == (0, "[]\n"), ended.stderr
