"""Many descriptions in one go: which files, who checks them, what is kept of each, and the roll-up of the set."""
