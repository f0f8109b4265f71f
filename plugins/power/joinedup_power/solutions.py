"""The Power column of Table 2. Labels are the source's; every other sentence is ours."""

from joinedup import Solution, Table2

SOLUTIONS = (
    Solution(
        "remove-bureaucracy",
        "Remove bureaucracy from the system and make things simple",
        cite=Table2(row=1),
        meaning="Drop the forms, sign-offs and extra agreements that protect nobody, and keep one of each that does.",
        first_steps=(
            "Ask front-line staff for the three forms or approvals that hold them up most.",
            "Name one officer to drop, merge or shorten each of the three, and a day to report back.",
            "Put one short sharing agreement in the place of several that cover the same agencies.",
        ),
    ),
    Solution(
        "let-go",
        "Be willing to let go, and don’t be precious about individual roles or resources",
        cite=Table2(row=2),
        meaning="Each agency gives up some control of its own posts, money or decisions where children gain from it.",
        first_steps=(
            "Ask each agency to name one decision, post or sum that it will share this year.",
            "Give the board, and no single agency, control of one pooled budget.",
            "Rotate the chair of at least one group to another agency.",
        ),
        seen_in="Newall Green: a police officer joins the school's own team, and two schools share the post.",
    ),
    Solution(
        "resources-to-risk",
        "Match resources to risk",
        cite=Table2(row=3),
        meaning="Money and staff go first to where children stand to lose most, whichever agency holds them.",
        first_steps=(
            "Put the risk score of each target beside the money and staff tied to it.",
            "Move money to the target of highest risk that has the least, and minute from where.",
            "Look at the list again each time the risk register changes.",
        ),
        seen_in="Wigan: schools were ranked by offending nearby, and the pilot went where the ranking pointed.",
    ),
    Solution(
        "distributed-leadership",
        "Use distributed leadership models",
        cite=Table2(row=4),
        meaning="Leading is spread over agencies and levels, and each lead has the authority the task needs.",
        first_steps=(
            "List who leads what, and mark every agency that leads nothing.",
            "Hand the lead of one target or service to an agency on that list.",
            "Write down what the new lead may spend and decide without asking.",
        ),
        seen_in="Wigan: the youth service led one tier of the pilot, and the youth offending team another.",
    ),
    Solution(
        "act-now",
        "Involve people who can act now",
        cite=Table2(row=5),
        meaning="Those at the table can commit staff, money or support themselves, without going back to ask.",
        first_steps=(
            "Ask each member what they may spend and decide without asking anybody.",
            "Invite the person who can decide, wherever a member cannot.",
            "Take one item to the next meeting that needs a promise there and then.",
        ),
        seen_in="Droylsden: a head teacher and NHS leaders found the means and set up health mentoring between them.",
    ),
)
