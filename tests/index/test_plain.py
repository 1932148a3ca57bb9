"""A text as a person reads it: across lines, items and cells, from any place to any other."""

import pytest

from index.blocks import Span

TEXT = """\
# The *big* guide

Pay is **£5 a
day**. It is due.

> Ask *early*,
> she says.

You need:

1. `wit`
2. luck

| Course | Fee |
|---|---:|
| *Law* \\| Order | £900 |
| Art | |

```
pay = *5*
```

See [the form][f].

[f]: https://a.example
"""


@pytest.fixture
def plain(make_document):
    def plain(quote, text=TEXT, name="guide.md"):
        start = text.index(quote)
        return make_document(text, name).plain(Span(start, start + len(quote)))

    return plain


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        pytest.param("The *big* guide", "The big guide", id="heading"),
        pytest.param("Pay is **£5 a\nday**.", "Pay is £5 a day.", id="over two lines"),
        pytest.param("£5 a\nday", "£5 a day", id="within a mark"),
        pytest.param("*£5 a\nday*", "£5 a day", id="half of its marks"),
        pytest.param("Ask *early*,\n> she says.", "Ask early, she says.", id="quoted lines"),
        pytest.param("`wit`", "wit", id="item"),
        pytest.param("You need:\n\n1. `wit`\n2. luck", "You need: wit luck", id="list with its lead-in"),
        pytest.param("| *Law* \\| Order | £900 |", "| Law | Order | £900 |", id="row"),
        pytest.param("| Art | |", "| Art | |", id="empty cell"),
        pytest.param("| Course | Fee |\n|---|---:|\n| *Law*", "| Course | Fee | | Law", id="rows"),
        pytest.param("£900", "£900", id="cell"),
        pytest.param("pay = *5*", "pay = *5*", id="code"),
        pytest.param("[the form][f]", "the form", id="link that is named elsewhere"),
        pytest.param("[f]: https://a.example", "", id="where it leads"),
        pytest.param("# The *big* guide\n\nPay", "The big guide Pay", id="over blocks"),
        pytest.param("\n\n", "", id="nothing"),
    ],
)
def test_plain(plain, quote, expected):
    assert plain(quote) == expected


@pytest.mark.parametrize("text", ["5 *of* 6 [a](b) &amp; <b>", "the `*` key"])
def test_plain_text_has_no_markdown(plain, text):
    assert plain(text, text, "guide.txt") == text


def test_stress_may_go_on_over_several_sentences(plain):
    assert plain("It is *due.", "**It is *due. Pay* now.**") == "It is due."


def test_a_star_in_one_cell_is_no_stress_up_to_the_next(plain):
    text = "| a | b |\n|---|---|\n| 5* | 6* |\n"
    assert plain("| 5* | 6* |", text) == "| 5* | 6* |"


def test_pieces_say_where_they_stand(make_document):
    document = make_document("It *is* R&amp;D.")
    assert [(shown, span.of(document.text)) for shown, span in document.pieces(Span(0, 16))] == [
        ("It ", "It "),
        ("", "*"),
        ("is", "is"),
        ("", "*"),
        (" R", " R"),
        ("&", "&amp;"),
        ("D.", "D."),
    ]


def test_pieces_of_real_documents_lie_side_by_side(real_documents):
    for document in real_documents:
        end = document.body_start
        for _, span in document.pieces(Span(document.body_start, len(document.text))):
            assert span.start == end, document.id
            end = span.end
        assert end == len(document.text)
