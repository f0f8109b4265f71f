"""The yardstick: what any tool of this kind does before it does anything of its own.

Imports the given stack, defines 27 models, and loads the file with PyYAML's C loader.
"""

import sys

import click  # noqa: F401
import jinja2  # noqa: F401
import pluggy  # noqa: F401
import ruamel.yaml  # noqa: F401
import yaml
from pydantic import BaseModel, Field


def models(number: int) -> list[type[BaseModel]]:
    """So many models of ten fields."""
    made = []
    for _ in range(number):

        class Model(BaseModel):
            """One record of a description."""

            id: str
            title: str = Field(default="", description="its title")
            agency: str | None = None
            amount: float = 0
            count: int = 0
            flag: bool = False
            members: list[str] = Field(default_factory=list)
            table: dict[str, str] = Field(default_factory=dict)
            note: str | None = None
            other: str | None = None

        made.append(Model)
    return made


if __name__ == "__main__":
    models(27)
    with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123 - pathlib is not part of the yardstick
        yaml.load(file, Loader=yaml.CSafeLoader)
