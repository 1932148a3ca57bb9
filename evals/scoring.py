"""Judge one answer: pure functions over what a learner sees."""

from collections.abc import Sequence

from bot.answer import Answer
from evals.matching import DIGITS, states


def states_fact(answer: Answer, value: str, document: str) -> bool:
    """Whether a shown sentence contains the value and cites a passage of the right document."""
    documents = {citation.id: citation.evidence.document.id for citation in answer.citations}
    return any(
        states(sentence.text, value) and document in {documents[number] for number in sentence.citations}
        for sentence in answer.sentences
    )


def unsupported_numbers(answer: Answer) -> list[str]:
    """Numbers in shown sentences that the cited quotes do not contain. Figures only; spelling is the guards' business."""
    quotes = {citation.id: citation.evidence.quote for citation in answer.citations}
    return [
        number
        for sentence in answer.sentences
        for number in DIGITS.findall(sentence.text)
        if number not in DIGITS.findall(" ".join(quotes[cited] for cited in sentence.citations))
    ]


def invalid_citations(answer: Answer) -> list[int]:
    """Ids that sentences cite but the answer does not list, and sentences without any (as 0)."""
    listed = {citation.id for citation in answer.citations}
    cited: list[Sequence[int]] = [sentence.citations or (0,) for sentence in answer.sentences]
    return [number for numbers in cited for number in numbers if number not in listed]
