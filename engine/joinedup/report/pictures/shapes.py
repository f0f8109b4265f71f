"""The paths of shapes."""

ARROW = 7
"""How long the head of an arrow is."""


def number(value: float) -> str:
    """A coordinate, as short as it can be."""
    return f"{round(value, 1):g}"


def circle(x: float, y: float, r: float = 5) -> str:
    """The path of a circle."""
    return f"M{number(x - r)} {number(y)}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0-{2 * r} 0z"


def square(x: float, y: float) -> str:
    """The path of a square."""
    return f"M{number(x - 5)} {number(y - 5)}h10v10h-10z"


def diamond(x: float, y: float) -> str:
    """The path of a square on its corner."""
    return f"M{number(x - 7)} {number(y)}l7-7 7 7-7 7z"


def arrow(x: float, y: float, way: int) -> str:
    """The head of an arrow that points left (-1) or right (1) to a place."""
    return f"M{number(x)} {number(y)}l{-way * ARROW}-4v8z"


SHAPES = {"circle": circle, "square": square, "diamond": diamond}
