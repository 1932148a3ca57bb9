"""The adapter's training: what a question sees, and what is written."""

import gguf
import pytest
import torch
from transformers import Qwen2Config, Qwen2ForCausalLM

from bot.models.fakes import quick_model
from tuning.adapter import Reader, adapt, loss_of, restore, save
from tuning.lessons import Lesson

PAIRS = (("what is the fee", "It is £715. [1]"), ("is there a discount", "NOT STATED"), ("when", "In May. [1]"))
QUOTES = "[1] (Welding › Fees) The fee is £715. It starts in May.\n\n"


@pytest.fixture
def model():
    """A tiny network of random weights, of the quick model's vocabulary."""
    torch.manual_seed(1)
    sizes = {"hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 3, "num_attention_heads": 4}
    return Qwen2ForCausalLM(Qwen2Config(vocab_size=49152, num_key_value_heads=2, **sizes)).requires_grad_(False)


def test_a_question_sees_the_quotes_and_itself_alone(model):
    reader = Reader(quick_model())
    together = reader.row(Lesson("Answer.", QUOTES, PAIRS))
    alone = [reader.row(Lesson("Answer.", QUOTES, (pair,))) for pair in PAIRS]
    summed = sum(loss_of(model, row) * len(row.wanted) for row in alone)
    assert loss_of(model, together).item() == pytest.approx((summed / len(together.wanted)).item(), rel=1e-4)


def test_an_adapter_changes_nothing_before_it_has_learnt(model):
    row = Reader(quick_model()).row(Lesson("Answer.", QUOTES, PAIRS))
    before = loss_of(model, row).item()
    adapters = adapt(model, first_layer=1)
    assert loss_of(model, row).item() == pytest.approx(before)
    assert len(adapters) == 2 * 7


def test_what_was_learnt_is_written_by_the_names_that_llama_cpp_knows(model, tmp_path):
    save(adapt(model, first_layer=2), tmp_path / "adapter.gguf")
    written = {tensor.name: tuple(tensor.shape) for tensor in gguf.GGUFReader(tmp_path / "adapter.gguf").tensors}
    assert written["blk.2.ffn_down.weight.lora_a"] == (48, 8)
    assert written["blk.2.ffn_down.weight.lora_b"] == (8, 32)


def test_training_goes_on_with_what_was_learnt(model, tmp_path):
    (name, before), *_ = adapt(model, first_layer=2).items()
    torch.nn.init.normal_(before.b)
    save({name: before}, tmp_path / "adapter.gguf")
    learnt = before.b.detach().clone()
    torch.nn.init.zeros_(before.b)
    restore({name: before}, tmp_path / "adapter.gguf")
    assert torch.allclose(before.b, learnt, atol=1e-2)
