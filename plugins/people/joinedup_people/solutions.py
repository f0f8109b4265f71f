"""The People column of Table 2. Labels are the source's; every other sentence is ours."""

from joinedup import Solution, Table2

SOLUTIONS = (
    Solution(
        "key-players",
        "Ensure key players are on board and understand their contributions",
        cite=Table2(row=1),
        meaning="Everyone the work depends on backs it, and can say what they are to give.",
        first_steps=(
            "List the agencies and office-holders without whom each target would fail.",
            "Ask each of them, before the next board meeting, what they will give and by when.",
            "Record each answer in the minutes, and look at it again in six months.",
        ),
        seen_in="Partners in prevention in Wigan: the pilot went to schools whose head teachers wanted to take part.",
    ),
    Solution(
        "personalities-out",
        "Take personalities out of the picture",
        cite=Table2(row=2),
        meaning="Differences are settled by roles, facts and agreed steps, whoever holds the posts.",
        first_steps=(
            "Write down how a difference between agencies moves up, and within how many days.",
            "Open each disputed item with the facts and with what the child needs.",
            "Ask an agency with no stake in the matter to chair the meeting that settles it.",
        ),
    ),
    Solution(
        "resilience",
        "Build resilience in people and their communities so they can tackle problems",
        cite=Table2(row=3),
        meaning="Staff, families and neighbourhoods gain the skills and support to solve more by themselves.",
        first_steps=(
            "Choose one neighbourhood, and ask families there what would help them to help each other.",
            "Give front-line staff a small sum and the authority to act on what they hear.",
            "Name a deputy for every post that leads, and let the deputy chair one meeting this year.",
        ),
        seen_in="The shared police officer at Newall Green: pupils grew used to talking to the police, and neighbours "
        "grew more hopeful.",
    ),
    Solution(
        "transition-stresses",
        "Understand and recognise the transition stresses for all staff when change is happening",
        cite=Table2(row=4),
        meaning="Those who lead a change find out what it does to staff in every agency, and support them through it.",
        first_steps=(
            "Name one person in each agency to whom staff can turn for as long as the change lasts.",
            "Ask staff of every agency affected what worries them, and answer within a month.",
            "Tell staff what is decided, what is still open, and on which day they will hear more.",
        ),
    ),
    Solution(
        "bridges",
        "Build bridges and understand the perspectives of others",
        cite=Table2(row=5),
        meaning="Agencies learn how the work looks from each other's side by meeting, training and working together.",
        first_steps=(
            "Pair each board member with one of another agency for a day's visit this quarter.",
            "Hold a training day for all core agencies on one real case, with names removed.",
            "Open each board meeting with one agency telling the others what it is judged on.",
        ),
        seen_in="Partners in prevention in Wigan: the agencies came to see the problem with each other's eyes, and "
        "trust grew.",
    ),
)
