"""One pass of gradient descent, as both networks are trained: AdamW, a warm-up, then a learning rate that falls in a line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor, nn
from tqdm import tqdm

Batch = TypeVar("Batch")
WARM_UP = 0.05
WEIGHT_DECAY = 0.01
LONGEST_GRADIENT = 1.0


@dataclass(frozen=True)
class Rate:
    """The learning rate at the start, and the share of it that is left at the end; a head's is `head` times that."""

    start: float
    end: float = 0.0
    head: float = 1.0


def autocast() -> torch.autocast:
    """bfloat16 where the processor has arithmetic for it; elsewhere that is five times slower than float32."""
    return torch.autocast("cpu", torch.bfloat16, enabled=torch.cpu._is_avx512_bf16_supported())


def descend(
    network: nn.Module, head: nn.Module | None, batches: Sequence[Batch], loss: Callable[[Batch], Tensor], rate: Rate
) -> None:
    """Learn from each batch once, in order. Weights that ask for no gradient stay as they are."""
    of_head = list(head.parameters()) if head else []
    known = {id(weight) for weight in of_head}
    body = [weight for weight in network.parameters() if weight.requires_grad and id(weight) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": body, "times": 1.0}, {"params": of_head, "times": rate.head}], weight_decay=WEIGHT_DECAY
    )
    network.train()
    for step, batch in enumerate(tqdm(batches, desc="Training", disable=None)):
        done = step / len(batches)
        share = min((done + 1 / len(batches)) / WARM_UP, 1 + (rate.end - 1) * done)
        for group in optimizer.param_groups:
            group["lr"] = rate.start * share * group["times"]
        loss(batch).backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), LONGEST_GRADIENT)
        optimizer.step()
        optimizer.zero_grad()
    network.eval()
