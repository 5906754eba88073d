"""Links: two records joined by role, dates, grade and source."""
