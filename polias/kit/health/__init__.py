"""Health: whether everything works, how long pages take, and how long things wait; no personal data in any of it."""
