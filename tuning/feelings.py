"""Train what tells how somebody feels who writes a message (bot/care/feelings.py)."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.care.feelings import FEELINGS, Weights
from index.embed import Embedder
from tuning.groups import Group
from tuning.present import typed

MESSAGES = Path(__file__).parent / "messages" / "feelings.jsonl"
# Chosen by cross-validation over the messages, among 3, 10 and 30.
INVERSE_REGULARIZATION = 3.0
# Questions to documents are many, and seldom moving; a message counts as much as five of them.
QUESTION_WEIGHT = 0.2
DIGITS = 4


def train_feelings(questions: Sequence[Group], embedder: Embedder, rng: random.Random) -> Weights:
    """Learn from the messages, and from questions that are asked of documents in no special mood, typed as learners type."""
    messages = [json.loads(line) for line in MESSAGES.read_text(encoding="utf-8").splitlines()]
    texts = [message["text"] for message in messages] + [typed(group.question, rng) for group in questions]
    labels = [FEELINGS.index(message["label"]) for message in messages] + [0] * len(questions)
    vectors = np.stack([encoding.vector for encoding in embedder.encode(texts)])
    model = LogisticRegression(C=INVERSE_REGULARIZATION, max_iter=3000)
    model.fit(vectors, labels, sample_weight=[1.0] * len(messages) + [QUESTION_WEIGHT] * len(questions))
    return Weights(embedder.identity, np.round(model.coef_, DIGITS).tolist(), np.round(model.intercept_, DIGITS).tolist())
