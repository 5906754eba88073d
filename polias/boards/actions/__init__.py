"""What a meeting asked somebody in the force to do, by when, and how it ended."""
