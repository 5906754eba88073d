"""Rules: pure functions with a code, a sentence and a source."""
