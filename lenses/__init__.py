"""The lenses that ship with joinedup, as data."""
