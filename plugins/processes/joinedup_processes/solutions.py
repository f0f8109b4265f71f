"""The Processes column of Table 2. Labels are the source's; every other sentence is ours."""

from joinedup import Solution, Table2

SOLUTIONS = (
    Solution(
        "meeting-structures",
        "Build meeting structures to ensure efficiency and effectiveness",
        cite=Table2(row=1),
        meaning="Each board knows what it decides, meets when it said it would, and checks what became of its last "
        "decisions.",
        first_steps=(
            "Open every meeting with the list of actions: who owns each, when it is due and what came of it.",
            "Write down in one line for each board what it decides and to which board it reports.",
            "Fix the dates of the year's meetings, and keep most of the strategic board's time for strategy.",
        ),
        seen_in="Wigan: a steering group of six services watches over how partners in prevention develops.",
    ),
    Solution(
        "all-views",
        "Consider the views of all, especially children and young people",
        cite=Table2(row=2),
        meaning="Those whom a decision touches are heard before it is made, children and young people first.",
        first_steps=(
            "Ask children and young people about one priority before the next meeting, and bring what they said.",
            "Publish within three months what was changed because of it, and what was not and why.",
            "Offer young people and parents a seat on the boards that decide about their services.",
        ),
        seen_in="Droylsden: young people had a part in choosing the staff of the health mentoring service.",
    ),
    Solution(
        "pilot-together",
        "Pilot some projects to show potential outcomes using joint funding/pooled resources",
        cite=Table2(row=3),
        meaning="Two agencies or more pay together for something small, and let its results speak for it.",
        first_steps=(
            "Choose one target that no agency can reach alone, and one place in which to try.",
            "Agree who pays how much and for how long, in one pooled or aligned budget.",
            "Take the baseline before the first day, and fix the day of the evaluation.",
            "Name the board that decides what follows the pilot, three months before it ends.",
        ),
        seen_in="Wigan: partners in prevention was tried in three secondary schools before the whole borough had it.",
    ),
    Solution(
        "define-roles",
        "Define roles and be clear about who is doing what, when and with whom",
        cite=Table2(row=4),
        meaning="For each piece of shared work it is written down who does it, who answers for it, by when and with "
        "whose help.",
        first_steps=(
            "Name one accountable role for each target and each service.",
            "Give every open action an owner and a due date before the minutes go out.",
            "Name who stands in for each owner while a post is empty.",
        ),
        seen_in="Wigan: in partners in prevention it was settled which service leads each of the three tiers.",
    ),
    Solution(
        "outcomes-first",
        "Focus more on outcomes and less on process",
        cite=Table2(row=5),
        meaning="Meetings and reports ask what has changed for children before they ask whether a procedure was kept.",
        first_steps=(
            "Put the newest reading of each target at the top of the board's agenda.",
            "Stop one report or form that tells nobody how children fare.",
            "Ask of each policy that blocks an action which outcome it serves, and mend it where it serves none.",
        ),
        seen_in="Wigan: partners in prevention began from figures on first offences, and was judged by their fall.",
    ),
)
