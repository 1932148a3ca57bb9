"""The interface in the language of the browser; questions and answers in that of the documents."""

import pytest
from playwright.sync_api import expect

# The browser's locale; the language and direction of the page; what invites to ask; documents; past conversations; the remark.
LANGUAGES = {
    "en": ("en-GB", "en", "ltr", "Ask a question", "Documents", "Past conversations", "3 documents"),
    "es": ("es-MX", "es", "ltr", "Haz una pregunta", "Documentos", "Conversaciones anteriores", "Las respuestas también"),
    "fr": ("fr-FR", "fr", "ltr", "Posez une question", "Documents", "Conversations passées", "Les réponses sont aussi"),
    "de": ("de-DE", "de", "ltr", "Stelle eine Frage", "Dokumente", "Frühere Gespräche", "Auch die Antworten"),
    "ar": ("ar-EG", "ar", "rtl", "اطرح سؤالاً", "الوثائق", "المحادثات السابقة", "والأجوبة أيضاً بالإنجليزية"),
    "another": ("fi-FI", "en", "ltr", "Ask a question", "Documents", "Past conversations", "3 documents"),
}  # fmt: skip
EACH = pytest.mark.parametrize(
    ("locale", "language", "direction", "invitation", "documents", "past", "remark"), LANGUAGES.values(), ids=LANGUAGES
)
BOTH_SIZES = pytest.mark.parametrize("size", ["desktop", "phone"])
ARABIC = "ar-EG"


@EACH
def test_the_interface_speaks_the_language_of_the_browser(
    server, open_window, locale, language, direction, invitation, documents, past, remark
):
    with open_window(server, locale=locale) as window:
        page = window.page
        expect(page.locator(f"html[lang={language}][dir={direction}]")).to_be_attached()
        expect(page.get_by_placeholder(invitation)).to_be_visible()
        expect(page.get_by_role("button", name=documents, exact=True)).to_be_visible()
        expect(page.get_by_role("button", name=past).first).to_be_visible()
        expect(page.locator("#welcome")).to_contain_text(remark)


@pytest.mark.parametrize("locale", ["es-MX", ARABIC])
def test_an_answer_is_marked_as_english(server, open_window, one_answer, locale):
    with open_window(server, locale=locale, **one_answer) as window:
        expect(window.answer().locator(".message-content[lang=en][dir=ltr]")).to_be_visible()


@BOTH_SIZES
def test_from_right_to_left_nothing_is_wider_than_the_window(server, open_window, size):
    with open_window(server, size, locale=ARABIC) as window:
        window.ask("Which skills do I need?")
        window.answer().locator("a").first.click()
        expect(window.page.locator("#source-panel mark").first).to_be_visible()
        widths = window.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert widths[0] <= widths[1]


def test_from_right_to_left_past_conversations_do_not_cover_the_chat(server, open_window):
    with open_window(server, locale=ARABIC) as window:
        composer = window.page.locator("#message-composer").bounding_box()
        sidebar = window.page.locator("[data-sidebar=sidebar]").bounding_box()
        assert composer["x"] + composer["width"] <= sidebar["x"]


def test_from_right_to_left_a_source_does_not_cover_the_chat(server, open_window, one_answer):
    with open_window(server, locale=ARABIC, **one_answer) as window:
        window.answer().locator("a").first.click()
        panel = window.page.locator("#source-panel")
        expect(panel).to_be_visible()
        composer, panel = window.page.locator("#message-composer").bounding_box(), panel.bounding_box()
        assert composer["x"] >= panel["x"] + panel["width"] or composer["x"] + composer["width"] <= panel["x"]
