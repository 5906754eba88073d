"""Who may see and do what: actors, grants, reach, and the one door to fetch a record."""
