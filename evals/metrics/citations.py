"""Whether what is shown stands on what is cited. None for refusals, which show nothing.

Recall and precision are ALCE's (arXiv 2305.14627), with words and figures in place of its entailment model: offline, and the
same every time, but blind to rewording that keeps the words and turns the sense.
"""

from collections.abc import Sequence

from bot.reply.guards import numbers

from evals.matching import DIGITS
from evals.record import Record, Shown
from index.lexical import stems

# The share of a sentence's content stems that quotes must hold to support it.
SUPPORT = 0.6


def shown(record: Record) -> Sequence[Shown]:
    """The sentences of an answer; one that came without any is one sentence that cites nothing."""
    return record.sentences or ((Shown(record.text, ()),) if not record.abstained else ())


def valid(record: Record) -> float | None:
    """1 if every sentence cites, and every citation is listed."""
    listed = {citation.id for citation in record.citations}
    if record.abstained:
        return None
    return float(all(sentence.citations and listed.issuperset(sentence.citations) for sentence in shown(record)))


def faithful(record: Record) -> float | None:
    """1 if every quote is, character for character, what its document says at that place."""
    if record.abstained:
        return None
    return float(all(citation.quote == citation.source != "" for citation in record.citations))


def recall(record: Record) -> float | None:
    """The share of sentences that their cited quotes, together, support."""
    if record.abstained:
        return None
    verdicts = [supports(_quotes(record, sentence), sentence.text) for sentence in shown(record)]
    return sum(verdicts) / len(verdicts)


def precision(record: Record) -> float | None:
    """The share of citations that are needed: of a supported sentence, and supporting it alone or missed if left out."""
    if record.abstained:
        return None
    verdicts = []
    for sentence in shown(record):
        quotes = _quotes(record, sentence)
        supported = supports(quotes, sentence.text)
        for position, quote in enumerate(quotes):
            others = quotes[:position] + quotes[position + 1 :]
            verdicts.append(supported and (supports([quote], sentence.text) or not supports(others, sentence.text)))
    return sum(verdicts) / len(verdicts) if verdicts else 0.0


def unsupported_numbers(record: Record) -> float | None:
    """The share of sentences with a number that their cited quotes lack."""
    if record.abstained:
        return None
    lacking = [bool(numbers(sentence.text) - numbers(" ".join(_quotes(record, sentence)))) for sentence in shown(record)]
    return sum(lacking) / len(lacking)


def supports(quotes: Sequence[str], sentence: str) -> bool:
    """Whether quotes, taken together, hold a sentence's figures and most of its content words."""
    together = " ".join(quotes)
    if numbers(sentence) - numbers(together):
        return False
    wanted, held = stems(DIGITS.sub(" ", sentence.lower())), set(stems(DIGITS.sub(" ", together.lower())))
    return bool(quotes) and sum(stem in held for stem in wanted) >= SUPPORT * len(wanted)


def _quotes(record: Record, sentence: Shown) -> list[str]:
    quotes = {citation.id: citation.quote for citation in record.citations}
    return [quotes[number] for number in sentence.citations if number in quotes]
