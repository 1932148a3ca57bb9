"""bot.plan.request: which messages ask for a plan, and what it is to lead to."""

import pytest

from bot.plan.request import MOST_WORDS, goal_before, plan_goal

REQUESTS = {
    "make me a plan": "",
    "Make me a plan!": "",
    "mak me a plan": "",
    "make me plan pls": "",
    "plan please": "",
    "can you make a plan for me": "",
    "Could you please put together a simple study plan for me?": "",
    "i want a study plan": "",
    "I'd like you to make me a detailed career plan, please": "",
    "i need step by step plan": "",
    "help me make a plan": "",
    "Hi, give me a six month learning plan": "",
    "give me a roadmap": "",
    "ok so make a checklist for me": "",
    "can you plan my career": "",
    "i am looking for a career plan": "",
    "make me a plan to become a data scientist": "to become a data scientist",
    "plan to become a data scientist": "to become a data scientist",
    "make plan how i become ml engineer": "to become ml engineer",
    "Make me a plan so that I can become an ML engineer, please.": "to become an ml engineer",
    "make me a plan how to becom a nurse": "to become a nurse",
    "I want a plan for becoming a nurse": "for becoming a nurse",
    "make a plan for me to get into AI": "to get into AI",
    "give me a roadmap for data science": "for data science",
    "Please write a study plan to learn C++.": "to learn C++",
    "make me a data science study plan": "for data science",
    "can u make me a plan i want to become a florist": "to become a florist",
    "checklist for a career as a bus driver": "for a career as a bus driver",
}
OTHERS = (
    "What is a plan?",
    "what is a career plan",
    "does the course plan include Java?",
    "pension plan",
    "make me a pension plan",
    "make me a business plan",
    "give me the lesson plan",
    "What should a study plan contain?",
    "how do i make a plan",
    "why do i need a plan?",
    "do i need a plan to become a nurse",
    "Is there a payment plan?",
    "is there a study plan in the bootcamp",
    "i plan to become a nurse",
    "My plan is to become a nurse. Do I need a degree?",
    "I want to plan my year. How many interviews may I have?",
    "what do they plan to teach",
    "do you plan to add documents?",
    "Which plan does Springboard offer?",
    "can you explain the study plan",
    "make me a sandwich",
    "make me rich",
    "how do i become a data scientist",
    "how long does it take to become a planner",
    "event planning course",
    "should machine learning engineers plan projects?",
    "what are the steps",
    "plane ticket",
    "thanks",
    "",
)


@pytest.mark.parametrize(("message", "goal"), REQUESTS.items(), ids=REQUESTS)
def test_a_request_names_its_goal(message, goal):
    assert plan_goal(message) == goal


@pytest.mark.parametrize("message", OTHERS)
def test_other_messages_ask_for_no_plan(message):
    assert plan_goal(message) is None


def test_a_whole_story_is_searched():
    assert plan_goal("make me a plan to become " + "very " * MOST_WORDS + "rich") is None


@pytest.mark.parametrize(
    ("asked", "goal"),
    [
        pytest.param("How do I become a data scientist?", "to become a data scientist", id="a question"),
        pytest.param("i want to become an ML engineer without a degree", "to become an ML engineer", id="with a condition"),
        pytest.param("How much do nurses earn?", "", id="no goal"),
    ],
)
def test_a_goal_may_have_been_named_before(asked, goal):
    assert goal_before([("user", asked), ("assistant", "You become what you want to become."), ("user", "thanks")]) == goal
