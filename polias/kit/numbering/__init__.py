"""Human reference numbers, one series for each force, type and year."""
