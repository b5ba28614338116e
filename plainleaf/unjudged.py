"""What no program can judge: each question, where it is from, and its id.

Until an evaluation in the front matter names a question's id under `what:`, the report
says of it "not assessed". The questions are ours; the numbers are those of the
instruments, which trained people apply and whose scores are never printed here.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A question for people, and the items of the instruments that ask it."""

    id: str
    asked: str
    source: str


QUESTIONS = (
    Question("facts-right", "Is every statement right, and up to date?", "PIF TICK"),
    Question(
        "purpose-clear",
        "Is it plain from the title and the first lines what the text is for?",
        "PEMAT-P 1",
    ),
    Question("only-needed", "Does nothing distract from the purpose?", "PEMAT-P 2"),
    Question(
        "everyday-words",
        "Are the words those of its readers, and are the terms well explained?",
        "PEMAT-P 3, 4; CDC 7",
    ),
    Question("active-voice", "Is it said who does what?", "PEMAT-P 5; CDC 6"),
    Question(
        "numbers-clear",
        "Can readers picture the numbers without working anything out?",
        "PEMAT-P 6, 7, 24; CDC 15 to 17",
    ),
    Question(
        "order-sensible",
        "Does the order follow what readers need to know first?",
        "PEMAT-P 9, 10; CDC 10",
    ),
    Question(
        "pictures-help",
        "Do pictures help, where they stand and where none stands?",
        "PEMAT-P 15, 16, 18, 26; CDC 4",
    ),
    Question(
        "alternatives-tell",
        "Does each text alternative tell what the picture tells?",
        "WCAG 2.2 SC 1.1.1",
    ),
    Question(
        "actions-clear",
        "Do readers know what to do, step by step, and when to get help?",
        "PEMAT-P 20 to 23; CDC 5, 12 to 14",
    ),
    Question(
        "risks-balanced",
        "Are risks and benefits, and doing nothing, told fairly?",
        "CDC 18, 19; DISCERN 9 to 13",
    ),
    Question(
        "sources-support",
        "Does each source say what it is cited for, and is it good enough?",
        "PIF TICK, Evidence; DISCERN 4, 5",
    ),
    Question(
        "known-and-unknown",
        "Is it told honestly what is known and what is not?",
        "CDC 11; DISCERN 8",
    ),
    Question(
        "fit-for-readers",
        "Did people like its readers understand it, and could they use it?",
        "PIF TICK, Involving users, Health inequalities",
    ),
    Question(
        "translation-right",
        "Does a translation say the same, in words its readers use?",
        "45 CFR 92.201",
    ),
    Question(
        "heard-well",
        "Does each edition make sense with a screen reader, enlarged, and on paper?",
        "WCAG-EM 1.0; EPUB Accessibility 1.1",
    ),
)
