"""Train the encoder: what the search goes by, made to bring a question's words near the words that answer it.

The score of a sentence is that of index/search.py: for each token of the question the most similar token of the sentence or
of what stands above it, weighted by inverse document frequency (late interaction; ColBERT, arXiv 2004.12832). Of a question
and the sentences of some passages, those that answer it are to be ahead of all others (softmax with in-batch negatives), by
this score and, a little, by the similarity of whole sentences, which finds the candidates. Passages of one batch are near each
other, so that what is learnt is the difference that counts.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import normalize
from transformers import AutoModel

from index.candidates import CONTEXT_TOKENS, QUESTION_TOKENS, Candidate, Marks, Tokenize
from index.embed import Embedder, Vectors
from index.late import token_weights
from index.minilm import minilm_folder
from tuning.descent import Rate, autocast, descend
from tuning.groups import Group
from tuning.present import stories, told, typed

ROUNDS = 4
RATE = Rate(4e-5)
# Passages in a batch, those among which they are the nearest to each other, and the most questions of each that are asked.
PASSAGES, AMONG, QUESTIONS = 16, 150, 3
SENTENCE_TOKENS = 96
# Texts that are read together, padded to the longest of them.
TOGETHER = 24
# Scores lie between 0 and 1; times this they are logits.
TEMPERATURE = 24.0
# How much the similarity of whole sentences counts beside late interaction, and what makes logits of it.
WHOLE, WHOLE_TEMPERATURE = 0.3, 20.0
# Passages of SQuAD and of O*NET in a round.
BORROWED = 250
# Of their questions, so many name what they are about.
NAMED = 0.3


class Encoder(nn.Module):
    """MiniLM, one vector a token."""

    def __init__(self, tokenize: Tokenize, marks: Marks) -> None:
        super().__init__()
        self.tokenize, self._marks = tokenize, marks
        self.body = AutoModel.from_pretrained(str(minilm_folder()), local_files_only=True, add_pooling_layer=False)
        self.body.get_input_embeddings().weight.requires_grad_(False)

    def forward(self, texts: Sequence[str], longest: int) -> tuple[Tensor, Tensor, Tensor]:
        """States, token ids and mask, shapes (n, t, d), (n, t) and (n, t). Texts of like length are read together."""
        marks = self._marks
        rows = [torch.tensor([marks.opening, *self.tokenize(text)[:longest], marks.closing]) for text in texts]
        order = sorted(range(len(rows)), key=lambda place: len(rows[place]))
        states: dict[int, Tensor] = {}
        for start in range(0, len(order), TOGETHER):
            places = order[start : start + TOGETHER]
            ids, mask = _padded([rows[place] for place in places])
            read = self.body(input_ids=ids, attention_mask=mask).last_hidden_state.float()
            states |= {place: one[: len(rows[place])] for place, one in zip(places, read, strict=True)}
        padded = nn.utils.rnn.pad_sequence([states[place] for place in range(len(rows))], batch_first=True)
        return padded, *_padded(rows)


def _padded(rows: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Token ids and mask, shape (n, t) both."""
    ids = nn.utils.rnn.pad_sequence(list(rows), batch_first=True)
    return ids, nn.utils.rnn.pad_sequence([torch.ones_like(row) for row in rows], batch_first=True)


@dataclass(frozen=True)
class Frequencies:
    """In how many of `texts` texts each token id stands."""

    counts: dict[int, int]
    texts: int

    @classmethod
    def of(cls, groups: Sequence[Group], tokenize: Tokenize) -> "Frequencies":
        counts: dict[int, int] = defaultdict(int)
        sentences = {text for group in groups for text in group.candidate.sentences}
        for text in sentences:
            for token in set(tokenize(text)):
                counts[token] += 1
        return cls(dict(counts), len(sentences))

    def weights(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The weight of each token of each question, shape (n, t); what pads a question weighs nothing."""
        rows = torch.zeros(ids.shape)
        for row, (tokens, length) in enumerate(zip(ids, mask.sum(1).tolist(), strict=True)):
            rows[row, :length] = torch.from_numpy(token_weights(tokens[:length].numpy(), self.counts, self.texts))
        return rows


def loss(encoder: Encoder, asked: Sequence[Group], frequencies: Frequencies) -> Tensor:
    """That of choosing, among the sentences of all the groups' passages, one that answers."""
    passages = list(dict.fromkeys(group.candidate for group in asked))
    places = [(number, place) for number, passage in enumerate(passages) for place in range(len(passage.sentences))]
    with autocast():
        questions, ids, question_mask = encoder([group.question for group in asked], QUESTION_TOKENS)
        sentences, _, sentence_mask = encoder([passages[number].sentences[place] for number, place in places], SENTENCE_TOKENS)
        contexts, _, context_mask = encoder([passage.context for passage in passages], CONTEXT_TOKENS)
    asking = normalize(questions, dim=-1)
    alone = _best(asking, normalize(sentences, dim=-1), sentence_mask)
    above = _best(asking, normalize(contexts, dim=-1), context_mask)[:, [number for number, _ in places]]
    weights = frequencies.weights(ids, question_mask)
    late = (torch.maximum(alone, above) * weights[:, None]).sum(-1) * TEMPERATURE
    whole = _mean(questions, question_mask) @ _mean(sentences, sentence_mask).T * WHOLE_TEMPERATURE
    numbers = {passage: number for number, passage in enumerate(passages)}
    right = torch.tensor(
        [[number == numbers[group.candidate] and place in group.answer for number, place in places] for group in asked]
    )
    return _choosing(late, right) + WHOLE * _choosing(whole, right)


def _best(questions: Tensor, texts: Tensor, mask: Tensor) -> Tensor:
    """The best similarity of each token of each question in each text, shape (questions, texts, tokens)."""
    similar = torch.einsum("qnd,smd->qsnm", questions, texts).masked_fill(mask[None, :, None, :] == 0, -1.0)
    best: Tensor = similar.amax(-1)
    return best


def _mean(states: Tensor, mask: Tensor) -> Tensor:
    return normalize((states * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True), dim=-1)


def _choosing(logits: Tensor, right: Tensor) -> Tensor:
    chosen = torch.logsumexp(logits.masked_fill(~right, -torch.inf), 1)
    return (torch.logsumexp(logits, 1) - chosen).mean()


def batches(
    written: Sequence[Group], borrowed: Sequence[Sequence[Group]], embedder: Embedder, rng: random.Random
) -> list[list[Group]]:
    """What is shown in each batch of all rounds. Of `borrowed` each round has a part."""
    everything = [_Passages.of(written, embedder, 1.0, stories(written) or [""])]
    everything += [_Passages.of(groups, embedder, NAMED, [""], BORROWED) for groups in borrowed]
    shown = []
    for _ in range(ROUNDS):
        this_round = [batch for passages in everything for batch in passages.batches(rng)]
        rng.shuffle(this_round)
        shown += this_round
    return shown


@dataclass(frozen=True)
class _Passages:
    """Passages with the questions that they answer, and their vectors, shape (passages, d).

    Of the questions the share `named` names what it is about, maybe behind one of `lines`; a round has `most` passages.
    """

    groups: list[list[Group]]
    vectors: Vectors
    named: float
    lines: Sequence[str]
    most: int

    @classmethod
    def of(
        cls, groups: Sequence[Group], embedder: Embedder, named: float, lines: Sequence[str], most: int | None = None
    ) -> "_Passages":
        by_passage: dict[Candidate, list[Group]] = defaultdict(list)
        for group in groups:
            if group.answer:
                by_passage[group.candidate].append(group)
        texts = [f"{passage.context} {' '.join(passage.sentences)}" for passage in by_passage]
        vectors = np.stack([one.vector for one in embedder.encode(texts)])
        return cls(list(by_passage.values()), vectors, named, lines, min(most or len(texts), len(texts)))

    def batches(self, rng: random.Random) -> Iterator[list[Group]]:
        """The questions of one round, in batches of passages near each other."""
        left = rng.sample(range(len(self.groups)), self.most)
        while left:
            among = left[:AMONG]
            nearest = np.argsort(-(self.vectors[among] @ self.vectors[left[0]]))[:PASSAGES]
            taken = [among[place] for place in nearest]
            asked = [group for one in taken for group in self._some(one, rng)]
            yield [self._asked(group, rng) for group in asked]
            left = [one for one in left if one not in taken]

    def _some(self, passage: int, rng: random.Random) -> list[Group]:
        return rng.sample(self.groups[passage], min(QUESTIONS, len(self.groups[passage])))

    def _asked(self, group: Group, rng: random.Random) -> Group:
        shown = told(group, group.candidate.title, self.lines, rng) if rng.random() < self.named else group
        return replace(shown, question=typed(shown.question.strip(), rng))


def train_encoder(
    encoder: Encoder, written: Sequence[Group], borrowed: Sequence[Sequence[Group]], embedder: Embedder, rng: random.Random
) -> None:
    """Train on the written groups and on some of the borrowed ones; `embedder` tells which passages are near each other."""
    frequencies = Frequencies.of([*written, *(group for groups in borrowed for group in groups)], encoder.tokenize)
    shown = batches(written, borrowed, embedder, rng)
    descend(encoder, None, shown, lambda asked: loss(encoder, asked, frequencies), RATE)
