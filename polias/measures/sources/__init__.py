"""Public files that arrive as datasets of the same kind as our own."""
