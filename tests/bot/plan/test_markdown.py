"""bot.plan.markdown: a plan as a Markdown file."""

from markdown_it import MarkdownIt

from bot.plan.markdown import plan_file


def test_a_plan_is_a_list_to_tick_off_with_its_sources(answer, made):
    lines = plan_file(answer.plan, answer, made).splitlines()
    assert lines[0] == "# A plan to become a tailor"
    assert lines[2].startswith("Made on 2026-03-01 by Waymark, a machine, from the documents")
    stages = lines[lines.index("## What to learn") : lines.index("*This is old.*")]
    assert [line[:6] for line in stages if line] == ["## Wha", "You ne", "- [ ] ", "## How", "- It t"]
    assert lines[-1] == "2. Sewing \\[2\\] · The Guild · 2020 · Norway · Ways"


def test_what_documents_say_does_nothing(answer, made):
    tokens = MarkdownIt("commonmark").parse(plan_file(answer.plan, answer, made))
    types = {child.type for token in tokens for child in token.children or ()}
    assert types <= {"text", "text_special", "em_open", "em_close", "softbreak"}
