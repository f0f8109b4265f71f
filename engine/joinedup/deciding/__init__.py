"""Decisions of a board -> what is recorded of them. Nothing here asks, prints or writes."""
