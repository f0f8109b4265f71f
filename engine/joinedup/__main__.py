"""python -m joinedup."""

from joinedup.cli.main import run

run()
