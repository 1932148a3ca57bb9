"""What may be searched, and what is said about the rest."""

import pytest

from bot.errors import QuestionError
from bot.understanding.questions import MOST_CHARACTERS, clean_question


@pytest.mark.parametrize(
    ("text", "question"),
    [
        pytest.param("How do I start?", "How do I start?", id="plain"),
        pytest.param("  How  do\tI\nstart?\r\n", "How do I start?", id="white space and line ends"),
        pytest.param("How\u2028do\u00a0I\x85start?", "How do I start?", id="other white space"),
        pytest.param("🚀 How do I start? 🎉", "How do I start?", id="emoji around words"),
        pytest.param("👩‍💻 jobs", "jobs", id="emoji joined by zero-width joiners"),
        pytest.param("👍🏽 pay", "pay", id="emoji with a skin tone"),
        pytest.param("I ❤️ Python", "I Python", id="emoji with a variation selector"),
        pytest.param("7️⃣ steps", "7 steps", id="keycap emoji"),
        pytest.param("lear\u00adning \u200bPython\ufeff", "learning Python", id="soft hyphens and zero-width spaces"),
        pytest.param("\u202eevil\u202c", "evil", id="direction marks"),
        pytest.param("C++ & C#, 50% (naïve)?", "C++ & C#, 50% (naïve)?", id="signs and accents"),
        pytest.param("機械学習とは何ですか", "機械学習とは何ですか", id="another script"),
        pytest.param("5", "5", id="a number"),
        pytest.param("x" * MOST_CHARACTERS, "x" * MOST_CHARACTERS, id="just short enough"),
    ],
)
def test_a_question_is_cleaned(text, question):
    assert clean_question(text) == question


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "is empty; please type one", id="empty"),
        pytest.param(" \t\r\n", "is empty; please type one", id="white space"),
        pytest.param("x" * (MOST_CHARACTERS + 1), "has 10,001 characters; please ask in at most 10,000", id="too long"),
        pytest.param("why " * 25_000, "has 100,000 characters", id="100,000 characters"),
        pytest.param("How\x00?", "please type it as plain text", id="zero byte"),
        pytest.param("\x1b[31mHow?", "please type it as plain text", id="escape sequence"),
        pytest.param("How\x7f?", "please type it as plain text", id="delete"),
        pytest.param("\x89PNG\x0d\x0a\x1a", "please type it as plain text", id="binary"),
        pytest.param("How\ud800?", "please type it as plain text", id="lone surrogate"),
        pytest.param(b"\xff\xfe how".decode("utf-8", "surrogateescape"), "please type it as plain text", id="bytes"),
        pytest.param("How\ufffd?", "please type it as plain text", id="replacement character"),
        pytest.param("\ue000 how", "please type it as plain text", id="private use"),
        pytest.param("😀🎉", "has no words; please ask in words", id="emoji only"),
        pytest.param("🇩🇪", "has no words", id="flag"),
        pytest.param("?!…", "has no words", id="punctuation"),
        pytest.param("\u200d\u200b", "has no words", id="zero-width characters"),
    ],
)
def test_what_is_no_question_is_refused_with_what_to_do(text, message):
    with pytest.raises(QuestionError, match=r"^the question ") as error:
        clean_question(text)
    assert message in str(error.value)
