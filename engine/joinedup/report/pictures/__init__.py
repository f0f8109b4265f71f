"""The pictures of the report: who answers to whom, who shares with whom, and the gaps."""

from .drawing import Picture, Table
from .gaps import gap_pictures
from .who_answers import accountability
from .who_shares import sharing

__all__ = ["Picture", "Table", "accountability", "gap_pictures", "sharing"]
