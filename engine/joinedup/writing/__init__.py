"""Descriptions written: a change of one that is there, with everything else in its file kept as it is."""
