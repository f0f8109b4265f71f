"""The two pictures of the report: who answers to whom, and who shares with whom."""

from .drawing import Picture, Table
from .who_answers import accountability
from .who_shares import sharing

__all__ = ["Picture", "Table", "accountability", "sharing"]
