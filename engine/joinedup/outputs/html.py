"""The assessment as the board's report."""

from joinedup.report import render

__all__ = ["render"]
