"""Clauses, what leads into them, and what each says."""

import pytest

from bot.reply.facts import Text


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        pytest.param("The course is free.", ["the course is free."], id="one"),
        pytest.param("It is free, but it is long.", ["it is free", "but it is long."], id="two"),
        pytest.param("It costs €1,200.50 in all.", ["it costs euros 1,200.50 in all."], id="commas and points in a figure"),
        pytest.param("It takes between 4 and 6 weeks.", ["it takes between 4 and 6 weeks."], id="a range"),
        pytest.param("It takes more than 6 weeks.", ["it takes more than 6 weeks."], id="a limit"),
        pytest.param("You get it if you ask; it is free.", ["you get it", "if you ask;", "it is free."], id="a condition"),
        pytest.param("And it is.", ["and it is."], id="no content"),
        pytest.param(
            "It fell from 410 in 2010 to 268 in 2023.", ["it fell from 410 in 2010", "to 268 in 2023."], id="from and to"
        ),
    ],
)
def test_a_sentence_is_cut_where_clauses_meet(text, clauses):
    assert [clause.text for clause in Text(text).clauses] == clauses


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        pytest.param("You do not need it.", True, id="not"),
        pytest.param("You don't need it.", True, id="n't"),
        pytest.param("You need no exam.", True, id="no"),
        pytest.param("It is not without risk.", False, id="twice"),
        pytest.param("It is not only free.", False, id="not only"),
        pytest.param("Come no later than noon.", False, id="no later than"),
        pytest.param("You need it.", False, id="nothing"),
    ],
)
def test_a_clause_denies_with_an_odd_number_of_denials(text, denied):
    assert Text(text).clauses[0].denied is denied


@pytest.mark.parametrize(
    ("text", "context"),
    [
        pytest.param("For the exam:\na trade", {"exam": set(), "trade": {"exam"}}, id="a lead-in"),
        pytest.param("Exam: a trade", {"exam": set(), "trade": {"exam"}}, id="a colon"),
    ],
)
def test_what_leads_into_a_clause_is_its_context(text, context):
    clauses = [clause for clause in Text(text).clauses if clause.words]
    assert {next(iter(clause.words)): clause.context - {"need"} for clause in clauses} == context


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        pytest.param("Evening costs €8, weekend €9.", [["8"], ["9"]], id="one kind"),
        pytest.param("It costs €8, and takes 9 weeks.", [["8", "9"]], id="two kinds"),
        pytest.param("It costs €8. It takes 9 weeks.", [["8"], ["9"]], id="two sentences"),
    ],
)
def test_clauses_are_joined_until_figures_of_one_kind_meet(text, groups):
    assert [sorted(group.values) for group in Text(text).groups] == groups
