"""Kept figures: each with all that is needed to count it again, and the proof that counting again gives the same."""
