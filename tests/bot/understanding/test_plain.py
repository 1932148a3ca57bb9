"""What people type becomes plain words, with the usual misspellings mended."""

import pytest

from bot.understanding.plain import plain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Hello,  World!", "hello world", id="case, punctuation and space"),
        pytest.param("I'm sure it’s OK", "i am sure its ok", id="apostrophes"),
        pytest.param("I'll go, I'd say", "i will go i would say", id="contractions that look like other words"),
        pytest.param("an ill id", "an ill id", id="words that look like contractions"),
        pytest.param("dont wanna, cant", "do not want to can not", id="contractions without an apostrophe"),
        pytest.param("¿Hablas español?", "hablas espanol", id="accents"),
        pytest.param("sooooo goooo 100000", "so go 100000", id="drawn out"),
        pytest.param("wat r u", "what are you", id="short forms"),
        pytest.param("sucidal and hopless", "suicidal and hopeless", id="misspelt"),
        pytest.param("?!", "", id="no words"),
    ],
)
def test_a_text_becomes_plain_words(text, words):
    assert plain(text) == words
