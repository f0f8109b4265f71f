"""The rulesets that ship with joinedup, as data."""
