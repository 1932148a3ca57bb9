"""Adverts and words about an author are told from what a text has to say."""

import pytest

from bot.reply.adverts import is_advert
from index.loading import load_documents
from index.split import split_document


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        pytest.param("Learn more about plumbing here.", "", id="read more"),
        pytest.param("Start with our free guide to welding.", "", id="a free guide"),
        pytest.param("Join our bootcamp.", "", id="join"),
        pytest.param("Sign up for the newsletter today!", "", id="sign up"),
        pytest.param("9 minute read | June 13, 2021", "", id="a line above an article"),
        pytest.param("Explore course", "", id="a button"),
        pytest.param("Ana is a Managing Editor at South College.", "About Ana Silva", id="who is an editor"),
        pytest.param("She loves to write about trades.", "About the author", id="who writes"),
    ],
)
def test_what_advertises(text, heading):
    assert is_advert(text, heading)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        pytest.param("Apply by 30 June.", "", id="a deadline"),
        pytest.param("If you leave in the first week, you get your money back.", "", id="terms"),
        pytest.param("To join, come to an evening at the college.", "", id="how to join"),
        pytest.param("You can learn more about pay from the union.", "", id="advice"),
        pytest.param("An editor corrects what others write.", "About the job", id="a job that writes"),
        pytest.param("A technical writer writes for engineers.", "What they do", id="another"),
        pytest.param("The centre is in Rope Street.", "About Harbour Lane", id="a place by its name"),
    ],
)
def test_what_does_not(text, heading):
    assert not is_advert(text, heading)


def test_the_guides_do_not_advertise(corpus):
    chunks = [(document, chunk) for document in load_documents([corpus]).documents for chunk in split_document(document)]
    assert [
        text
        for document, chunk in chunks
        for text in map(document.plain, chunk.sentences)
        if is_advert(text, "".join(chunk.headings[-1:]))
    ] == []
