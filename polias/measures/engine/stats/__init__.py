"""Statistics of a figure: pure functions on numbers, with neither Django nor a database, each with its source."""
