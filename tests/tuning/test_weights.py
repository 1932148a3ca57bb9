"""Weights as they are written: a byte a weight."""

import torch
from torch import nn

from index.minilm import WORD_EMBEDDINGS
from tuning.weights import load_tensors, save_weights, trained

MATRIX = torch.tensor([[0.5, -1.0, 0.25], [100.0, 0.0, -50.0]])


def test_a_matrix_comes_back_within_about_half_a_step_of_its_row(tmp_path):
    save_weights({"matrix": MATRIX}, tmp_path / "weights.safetensors")
    steps = MATRIX.abs().amax(1, keepdim=True) / 127
    assert ((load_tensors(tmp_path / "weights.safetensors")["matrix"] - MATRIX).abs() <= 0.6 * steps).all()


def test_a_vector_comes_back_as_half_floats(tmp_path):
    save_weights({"vector": MATRIX[0]}, tmp_path / "weights.safetensors")
    assert load_tensors(tmp_path / "weights.safetensors")["vector"].equal(MATRIX[0])


def test_a_row_of_zeros_stays_zero(tmp_path):
    save_weights({"matrix": torch.zeros(2, 3)}, tmp_path / "weights.safetensors")
    assert load_tensors(tmp_path / "weights.safetensors")["matrix"].equal(torch.zeros(2, 3))


def test_a_matrix_takes_a_byte_a_weight(tmp_path):
    save_weights({"matrix": torch.ones(1000, 1000)}, tmp_path / "weights.safetensors")
    assert (tmp_path / "weights.safetensors").stat().st_size < 1.01e6


def test_the_word_embeddings_are_not_among_what_is_trained():
    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            self.embeddings = nn.ModuleDict({"word_embeddings": nn.Embedding(3, 2)})
            self.head = nn.Linear(2, 1)

    network = Network()
    assert WORD_EMBEDDINGS in network.state_dict()
    assert set(trained(network)) == {"head.weight", "head.bias"}
