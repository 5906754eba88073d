"""States and moves as a table, with the clocks they start and stop."""
