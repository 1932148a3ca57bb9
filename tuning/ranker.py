"""Train the ranker, which tells whether a sentence answers a question.

It grows from the trained encoder, which already knows which words mean the same. Three stages. First SQuAD, O*NET and the
written examples together, so that the network learns to read a question against a passage; then mostly the written examples,
our domain; then these again with what they are about named in the question, and over passages that do not answer, as a search
brings them, with questions from elsewhere over the nearest of our passages. The loss of a question is that of choosing among
its sentences and "none" (softmax; "none" has the logit 0), and that of each sentence alone (binary cross-entropy).
"""

import random
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

import numpy as np
import torch
from scipy.stats import mannwhitneyu
from torch import Tensor, nn

from index.candidates import Encoded, Marks, Tokenize, encode
from index.embed import Embedder
from index.ranker import MiniLMRanker, ranker_tokenizer
from tuning.descent import Rate, autocast, descend
from tuning.groups import Group
from tuning.neighbours import neighbours
from tuning.present import beside, presented, stories, told
from tuning.scorer import Scorer

# A stage each. The head starts from nothing, and learns faster.
RATES = (Rate(1.5e-4, 0.0, 10.0), Rate(1.5e-4, 0.5, 10.0), Rate(1.2e-4, 0.02, 10.0))
# Rounds of the last stage, and passages that do not answer, for each that may.
ROUNDS = 3
NOT_ANSWERING = 2
BATCH_TOKENS = 3000
# Rows of like length are batched within so many, so that the order stays random.
SORTED_WITHIN = 512
# One passage of so many is held out, to judge the training by.
HELD_OUT = 8


@dataclass(frozen=True)
class Judged:
    """`auroc` between questions that their passage answers and others, by the best sentence's logit; `best` the share of
    answered questions whose best sentence answers."""

    auroc: float
    best: float


@dataclass(frozen=True)
class Row:
    """A question with as many of its sentences as fit, and which of them answer."""

    encoded: Encoded
    answer: Tensor


def loss(scorer: Scorer, batch: Sequence[Row]) -> Tensor:
    """The mean over the rows of a batch."""
    with autocast():
        logits = scorer([row.encoded for row in batch])
    return torch.stack([_loss(row, scores) for row, scores in zip(batch, logits, strict=True)]).mean()


def _loss(row: Row, scores: Tensor) -> Tensor:
    scores = scores[: len(row.answer)]
    alone = nn.functional.binary_cross_entropy_with_logits(scores, row.answer)
    everything = torch.logsumexp(torch.cat([scores, scores.new_zeros(1)]), 0)
    right = torch.logsumexp(scores[row.answer > 0], 0) if row.answer.any() else scores.new_zeros(())
    return alone + everything - right


def _batches(rows: Sequence[Row], rng: random.Random) -> Iterator[list[Row]]:
    for start in range(0, len(rows), SORTED_WITHIN):
        batches: list[list[Row]] = [[]]
        for row in sorted(rows[start : start + SORTED_WITHIN], key=lambda row: len(row.encoded)):
            if batches[-1] and len(row.encoded) * (len(batches[-1]) + 1) > BATCH_TOKENS:
                batches.append([])
            batches[-1].append(row)
        rng.shuffle(batches)
        yield from batches


def curriculum(
    written: Sequence[Group], squad: Sequence[Group], onet: Sequence[Group], embedder: Embedder, rng: random.Random
) -> Iterator[list[list[Group]]]:
    """What is shown in each stage, a list of rounds."""
    yield [[presented(group, written, rng) for group in (*written, *squad, *onet)]]
    yield [[presented(group, written, rng) for group in (*written, *rng.sample(squad, 600), *rng.sample(onet, 400))]]
    others = [[*rng.sample(squad, 400), *rng.sample(onet, 300)] for _ in range(ROUNDS)]
    asked = [*written, *chain.from_iterable(others)]
    nearest = dict(zip(asked, neighbours(asked, [*written, *rng.sample(onet, 300)], embedder), strict=True))
    lines = stories(written)
    rounds = []
    for elsewhere in others:
        shown = []
        for group in written:
            views = (presented(group, written, rng), *beside(group, nearest[group], NOT_ANSWERING, rng))
            shown += [told(view, group.candidate.title, lines, rng) for view in views]
        for group in elsewhere:
            shown += (presented(group, written, rng), *beside(group, nearest[group], 1, rng))
        rounds.append(shown)
    yield rounds


def rows(groups: Sequence[Group], tokenize: Tokenize, marks: Marks) -> list[Row]:
    """The groups as the network reads them; sentences that do not fit into one row are left out."""
    found = []
    for group in groups:
        encoded = next(encode(group.question, group.candidate, range(len(group.candidate.sentences)), tokenize, marks))
        found.append(Row(encoded, torch.tensor([float(position in group.answer) for position in encoded.positions])))
    return found


def held_out(groups: Sequence[Group]) -> tuple[list[Group], list[Group]]:
    """The groups to learn from and those to judge by: one passage of HELD_OUT, chosen by its id, so that new examples do not
    change it."""
    chosen = [zlib.crc32(group.source.encode()) % HELD_OUT == 0 for group in groups]
    learnt = [group for group, held in zip(groups, chosen, strict=True) if not held]
    return learnt, [group for group, held in zip(groups, chosen, strict=True) if held]


def judge(ranker: MiniLMRanker, groups: Sequence[Group]) -> Judged:
    """How well the ranker does on groups that it did not learn from."""
    logits = [ranker.logits(group.question, [group.candidate])[0] for group in groups]
    answered = [(scores, group) for scores, group in zip(logits, groups, strict=True) if group.answer]
    high = [float(scores.max()) for scores, _ in answered]
    low = [float(scores.max()) for scores, group in zip(logits, groups, strict=True) if not group.answer]
    auroc = mannwhitneyu(high, low).statistic / (len(high) * len(low))
    return Judged(float(auroc), float(np.mean([int(scores.argmax()) in group.answer for scores, group in answered])))


def train_ranker(
    scorer: Scorer,
    learnt: Sequence[Group],
    squad: Sequence[Group],
    onet: Sequence[Group],
    embedder: Embedder,
    rng: random.Random,
) -> Iterator[int]:
    """Train through all stages; yields the number of each that is done. `embedder` tells which passages are near a question."""
    tokenize, marks = ranker_tokenizer()
    for number, (rounds, rate) in enumerate(zip(curriculum(learnt, squad, onet, embedder, rng), RATES, strict=True), start=1):
        for shown in rounds:
            rng.shuffle(shown)
        stage = rows([group for shown in rounds for group in shown], tokenize, marks)
        descend(scorer, scorer.head, list(_batches(stage, rng)), partial(loss, scorer), rate)
        yield number
