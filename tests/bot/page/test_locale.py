"""Whatever the locale of the browser, Chainlit is asked for a language that the page has."""

import pytest

from bot.page.locale import KnownLanguage


async def passed_on(path, query):
    """The query that Chainlit gets."""
    got = []

    async def chainlit(scope, receive, send):
        got.append(scope["query_string"])

    await KnownLanguage(chainlit)({"type": "http", "path": path, "query_string": query}, None, None)
    return got[0]


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        pytest.param(b"en-US", b"en", id="ours with its region"),
        pytest.param(b"es-MX", b"es", id="ours with another region"),
        pytest.param(b"ar", b"ar", id="ours"),
        pytest.param(b"fi-FI", b"en", id="not ours"),
        pytest.param(b"..%2F..%2Fetc", b"en", id="a path"),
        pytest.param(b"", b"en", id="none"),
    ],
)
async def test_a_locale_becomes_a_language_of_the_page(locale, language):
    assert await passed_on("/project/settings", b"chat_profile=x&language=" + locale) == b"chat_profile=x&language=" + language


async def test_other_paths_keep_their_query():
    assert await passed_on("/user", b"language=fi-FI") == b"language=fi-FI"
