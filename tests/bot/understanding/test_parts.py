"""A message with several questions is taken apart, each with its subject; a message with one question stays whole."""

import re
import time

import pytest

from bot.understanding.parts import MOST_PARTS, Part, parts

# A question, and indented below it what is searched for each of its parts.
SEVERAL_QUESTIONS = """
What does the web design course in Larkfield cost and when does it start?
  What does the web design course in Larkfield cost
  the web design course in Larkfield: when does it start?
How long is the welding course, and what would I pay?
  How long is the welding course
  the welding course: what would I pay?
how much is the bus licence n where do i take it
  how much is the bus licence
  the bus licence: where do i take it
whats the pay of a baker & how long is the training
  whats the pay of a baker
  a baker: how long is the training
What does the crane licence cost; how long is it valid?
  What does the crane licence cost
  the crane licence: how long is it valid?
Where is the crafts desk and when is it open?
  Where is the crafts desk
  the crafts desk: when is it open?
Who teaches the pottery class, and who pays for the clay?
  Who teaches the pottery class
  teaches the pottery class: who pays for the clay?
how do i join the network and is it free
  how do i join the network
  join the network: is it free
Does the certificate end with an exam, and how many fail it?
  Does the certificate end with an exam
  the certificate end with an exam: how many fail it?
Is there a final exam at Brightdesk, and may I repeat it?
  Is there a final exam at Brightdesk
  a final exam at Brightdesk: may I repeat it?
how many weeks is the basic training and must i live there
  how many weeks is the basic training
  the basic training: must i live there
How many places are there at Oakmere, and by when must I apply?
  How many places are there at Oakmere
  places at Oakmere: by when must I apply?
how much is the visa for me and what for my boy
  how much is the visa for me
  the visa: what for my boy
What are the opening hours of Harbour Lane, and how much is the skills certificate?
  What are the opening hours of Harbour Lane
  Harbour Lane: how much is the skills certificate?
Who paid for the course and who paid for the resit?
  Who paid for the course
  who paid for the resit?
who can I call about the grant and at what times
  who can I call about the grant
  call about the grant: at what times
how many hours is one shift and when is free time
  how many hours is one shift
  when is free time
how long is the seminar and where do they hold it?
  how long is the seminar
  the seminar: where do they hold it?
can the test for plumbers be repeated and what does it cost
  can the test for plumbers be repeated
  the test for plumbers repeated: what does it cost
How long and how much is the diving course?
  the diving course: How long
  how much is the diving course?
What does a translator in Velden earn, and what is the pay range of a technician in Halvern?
  What does a translator in Velden earn
  what is the pay range of a technician in Halvern?
Which languages does the college want, and where does the jobs board send me for free lessons?
  Which languages does the college want
  where does the jobs board send me for free lessons?
How long is the driver course, and after how long do new translators earn enough to live on?
  How long is the driver course
  after how long do new translators earn enough to live on?
On which days is Larkfield's course, and on which ones did Ruben Hallward have to go to Wellbrook?
  On which days is Larkfield's course
  on which ones did Ruben Hallward have to go to Wellbrook?
As a trainee bus driver, what do I earn and how long is the course?
  As a trainee bus driver, what do I earn
  a trainee bus driver: how long is the course?
relief cook, how many weeks is it and how many days off do you get afterwards?
  relief cook, how many weeks is it
  relief cook, how many days off do you get afterwards?
Steward 1: how many days and how much is the course
  Steward 1: how many days
  Steward 1: how much is the course
larkfield web design how long is it and what does it cost
  larkfield web design how long is it
  larkfield web design: what does it cost
Could you tell me how long the course is and what it costs?
  Could you tell me how long the course is
  the course: what it costs?
I'd like to know when the fair opens and who may come.
  I'd like to know when the fair opens
  the fair: who may come.
how much cost the course of nurse in Ostrau and how long time it is?
  how much cost the course of nurse in Ostrau
  the course of nurse in Ostrau: how long time it is?
training lasts how long and where it happens
  training lasts how long
  training: where it happens
In which month is the state exam and what I must pay for it?
  In which month is the state exam
  the state exam: what I must pay for it?
wich cours is the longest and wen does the exam start
  wich cours is the longest
  cours the longest: wen does the exam start
Who taught the course? What did it cost?
  Who taught the course?
  taught the course: What did it cost?
where is the fair? when does it open
  where is the fair?
  the fair: when does it open
Can the centre lend me a laptop? How much is the deposit?
  Can the centre lend me a laptop?
  the centre lend a laptop: How much is the deposit?
crash course price and how long?
  crash course price
  crash course: how long?
winter course fee and is the exam in it?
  winter course fee
  winter course: is the exam in it?
What is the price and length of the Kestrel diploma?
  the price of the Kestrel diploma
  length of the Kestrel diploma
price, length and start date of the Kestrel diploma
  price of the Kestrel diploma
  length of the Kestrel diploma
  start date of the Kestrel diploma
cost and duration of the forklift licence
  cost of the forklift licence
  duration of the forklift licence
Harbour Lane: opening hours and address
  Harbour Lane: opening hours
  Harbour Lane: address
larkfield workshop on logos, what date and price
  larkfield workshop on logos, date
  larkfield workshop on logos: price
Tell me the salary and requirements for nurses
  the salary for nurses
  requirements for nurses
pottery class size & fee?
  pottery class size
  pottery fee
harbour lane 2025: interests test price + skills certificate price
  harbour lane 2025: interests test price
  harbour lane 2025: skills certificate price
forklift licence price + start date
  forklift licence price
  forklift licence start date
documents + closing date
  documents
  closing date
baker salary + butcher salary + cook salary
  baker salary
  butcher salary
  cook salary
What does Larkfield pay compared with Brightlane?
  What does Larkfield pay?
  What does Brightlane pay?
What does an electrician earn compared to a plumber in Velden?
  What does an electrician earn?
  What does a plumber in Velden earn?
How much does a baker earn vs a butcher?
  How much does a baker earn?
  How much does a butcher earn?
How long is the Oakmere diploma compared with the Kestrel certificate?
  How long is the Oakmere diploma?
  How long is the Kestrel certificate?
Is the Oakmere certificate or the Larkfield diploma longer?
  Is the Oakmere certificate longer?
  Is the Larkfield diploma longer?
Does the boat licence or the crane licence take longer?
  Does the boat licence take longer?
  Does the crane licence take longer?
Which is cheaper, the evening class or the weekend class?
  Which is cheaper, the evening class?
  Which is cheaper, the weekend class?
Which one takes longer: the bus training or the taxi licence?
  Which one takes longer: the bus training?
  Which one takes longer: the taxi licence?
Who earns more, solutions architects or enterprise architects?
  Who earns more, solutions architects?
  Who earns more, enterprise architects?
the evening class or the weekend class, which is cheaper?
  the evening class, which is cheaper?
  the weekend class, which is cheaper?
is the sampler better paid than the lock keeper?
  is the sampler better paid?
  is the lock keeper better paid?
does the day course cost more than the evening course
  does the day course cost more
  does the evening course cost more
how much more does a planner earn than a clerk
  how much more does a planner earn
  how much more does a clerk earn
What is the difference in price between the Oakmere bootcamp and the Larkfield course?
  price of the Oakmere bootcamp?
  price of the Larkfield course?
What's the salary difference between Velden and Ostrau?
  salary of Velden?
  salary of Ostrau?
What is the price of the bus course compared with the taxi course?
  What is the price of the bus course?
  What is the price of the taxi course?
What does the taxi course cost, and what about the bus course?
  What does the taxi course cost?
  What does the bus course cost?
How often are there such jobs for technicians in Halvern, and for drivers in Tarrow?
  How often are there such jobs for technicians in Halvern?
  How often are there such jobs for drivers in Tarrow?
How long is the course, what does it cost and when does it start?
  How long is the course
  the course: what does it cost
  the course: when does it start?
"""


TABLE = [block.split("\n  ") for block in re.split(r"\n(?! )", SEVERAL_QUESTIONS.strip())]


@pytest.mark.parametrize(("question", "searched"), [pytest.param(row[0], row[1:], id=row[0]) for row in TABLE])
def test_several_questions_are_searched_one_by_one(question, searched):
    assert [part.searched for part in parts(question)] == searched


ONE_QUESTION = """
What does the course cost?
how long
And Google?
What pros and cons does the job have?
What are the terms and conditions of the loan?
What are the dos and don'ts in an interview?
Do I need R and Python?
Which skills and tools do I need?
Which documents and photos do I have to send?
Do I need a car or not?
is the break paid or not
Is the interview on Zoom or Teams?
Do they speak English or German with applicants?
Does the training take two years or three?
Is it all outside or also at a desk?
Are the classes online or in person?
Can I pay monthly or do I have to pay at once?
It costs 300 and starts in May, right?
So the nights are paid double and the weekends too?
You only take graduates and charge a fee, don't you?
What and how do they teach?
When and where does the fair take place?
how and when do i get paid
Who teaches the course and marks the exams?
Who are the people who teach and who run the classes?
What happens when I fail and when I am ill?
What do I say when they ask who I am and what I want?
How do I know when it is finished?
I work until five and how I get there is by bus. Which course fits?
What is the difference between a data scientist and a data engineer?
What's the difference between what I earn and what I cost?
whats the difference between level 1 and 2
Is it better to be employed or freelance?
Should I learn Python or Go first?
Which of the two is longer, the course or the exam?
Is the Oakmere diploma better than that one?
Is it cheaper than before?
Is there a way to get done quicker than three years?
do lawyers get more than the others
How much is the extra pay on Christmas night compared to a usual night?
What does an audiologist get paid compared to you?
How much is the one and how much the other?
Which ones are on both lists, and which one is extra?
how much are the two schools, which one's cheaper
who gets more after six years, patrol or detection, and by how much are they apart
Are there courses for nurses and carers?
Can I study and work at the same time?
How do I become a plumber and electrician?
When I finish garden design at Kestrel, who gives me the diploma?
If I fail in April, can I go again in September?
What if I blow the final test... how many people fail that one?
When I was 15 I left school. What can I do now?
What a mess. When does the desk open?
Really? How long does it take?
How long does it take? How many months?
What's the pay? How much would I earn?
how much shorter is fast track, how many months is it?
Is that a bad sign? What should I do about my application?
I'm 39. Isn't that too old? When does the course start?
Should I let the army pay for my licence? What does it cost me?
Do people stay there for long? If not, why?
how do i apply? do they want a video or what
When would my alarm clock have to ring? I mean what are the shift times
Is it paid, and how much?
is it cheaper if i do the theory from my sofa and how much
Do I get money back and how?
Where do they send you and why?
where did he learn it and why abroad
when does the bus go and from where, I dont drive
can i become permanent and when
Which things do I have to buy myself and for how much?
who pays for the licence and what's the catch
my cousin says five steps, my flatmate says seven. who's right
Which days and times is the desk open?
What is the date and time of the exam?
Do you get to choose the days and hours you like?
I have debts, and pay and hours are bad here. How do I leave?
Is C++ or Java used?
what does it cost with a wife + 2 kids
when + where exam
my wife says the course is long and the price is high, true?
My brother asked how long it takes. I said a year. What is the fee?
I need to know how patient my bank must be. How long is the driver course?
how long does it last & how much is it, the painter course in velden?
For the video appointment, which program must I install?
I've been fixing turbines for years and my boss hinted at Grade 2. What is the pay band up there, roughly? She wants it.
ok booking online.. and how much is it itself
what is it like
Hello! What does a nurse do, and hi to all
What is the pay? Thanks!
Tell me more and be brief
"""
WHOLE = [line for line in ONE_QUESTION.splitlines() if line]


@pytest.mark.parametrize("question", [pytest.param(question, id=question) for question in WHOLE])
def test_one_question_stays_whole(question):
    assert parts(question) == (Part(question, question),)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        pytest.param(
            "What does the Larkfield course cost and when does it start?",
            ("What does the Larkfield course cost", "when does it start?"),
            id="as written, without the subject",
        ),
        pytest.param(
            "harbour lane 2025: test price + certificate price",
            ("test price", "certificate price"),
            id="without the lead of a list",
        ),
        pytest.param(
            "What does Larkfield pay compared with Brightlane?",
            ("What does Larkfield pay?", "What does Brightlane pay?"),
            id="a whole question for each side",
        ),
    ],
)
def test_what_is_shown_of_a_part(question, asked):
    assert tuple(part.asked for part in parts(question)) == asked


def test_a_story_stays_with_each_question():
    found = parts("My mother is ill in Velden. How long is the course, and what does it cost? I ask before Sunday.")
    assert found == (
        Part("How long is the course", "My mother is ill in Velden. How long is the course I ask before Sunday."),
        Part("what does it cost?", "My mother is ill in Velden. the course: what does it cost? I ask before Sunday."),
    )


def test_the_last_part_holds_what_is_too_much():
    found = parts("Where is the fair? When does it open? What does it cost? Who may come?")
    assert len(found) == MOST_PARTS
    assert found[-1] == Part("What does it cost? Who may come?", "the fair: What does it cost? Who may come?")


@pytest.mark.parametrize(
    "piece", ["is a, or ", "and what ", "... ", ".", "what is the price, ", "how much is ", "price and ", ", and", "ok, ", "?"]
)
def test_a_long_message_takes_no_time(piece):
    started = time.perf_counter()
    parts((piece * 2_000)[:2_000].strip())
    assert time.perf_counter() - started < 2
