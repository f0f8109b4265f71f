"""The exception report: one page of what changed, with a light for each agency, target and group of children."""
