"""The Purposes column of Table 2. Labels are the source's; every other sentence is ours."""

from joinedup import Solution, Table2

SOLUTIONS = (
    Solution(
        "explain-thresholds",
        "Explain thresholds and show what these mean in practice",
        cite=Table2(row=1),
        meaning="Everybody who works with children knows when to act, when to refer and who decides.",
        first_steps=(
            "Put the levels of need, and who acts at each, on one page.",
            "Work through three real but anonymous cases with staff of every agency.",
            "Name the person to ring when a case falls between two levels.",
        ),
        seen_in="Partners in prevention in Wigan: three tiers of help, each with its own children and its own lead.",
    ),
    Solution(
        "bigger-picture",
        "See the bigger picture and take a holistic view",
        cite=Table2(row=2),
        meaning="Look at the whole life of a child before looking at the part that one agency deals with.",
        first_steps=(
            "Follow the year of one child through all agencies and bring the story to the board.",
            "Read each agency's plan beside the others and mark where they meet.",
            "Add a line to each board paper: which other agencies will feel this decision.",
        ),
        seen_in="The shared police officer at Newall Green: one of a team that sees school, health and home together.",
    ),
    Solution(
        "common-threads",
        "Define what the common threads are from the child all the way to DCS leadership",
        cite=Table2(row=3),
        meaning="Each piece of work can be traced from a child's need to an outcome that the director of children's "
        "services (DCS) answers for.",
        first_steps=(
            "Write beside each target the outcome it serves and the director who answers for it.",
            "Write beside each service and open action the target it supports.",
            "Bring what has neither to the board, to be stopped or explained.",
        ),
        seen_in="Health mentoring in Droylsden: young people, a head teacher and NHS leaders shaped one service.",
    ),
    Solution(
        "connected-targets",
        "Understand the connectivity across targets",
        cite=Table2(row=4),
        meaning="Know which targets help each other, which pull apart, and how each pull is handled.",
        first_steps=(
            "List the targets of all agencies side by side, each with its measure and direction.",
            "Mark each pair that pulls apart and agree in writing how it is handled.",
            "Give each marked pair one owner who reports on both.",
        ),
        seen_in="Partners in prevention in Wigan: more detections were weighed against more children in court.",
    ),
    Solution(
        "realistic-expectations",
        "Set realistic expectations and be clear about the future",
        cite=Table2(row=5),
        meaning="Say what can be reached, by when and with which money, and what comes after.",
        first_steps=(
            "State for each plan and each budget what follows its last day.",
            "Set each goal from what has been reached so far, and say what would have to change to do better.",
            "Tell staff what is decided about the future, what is not, and when it will be.",
        ),
        seen_in="Health mentoring in Droylsden: a one-year project, planned from its first day to become permanent.",
    ),
)
