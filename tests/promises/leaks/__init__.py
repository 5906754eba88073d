"""What must not be seen, and every way by which somebody could try to see it."""
