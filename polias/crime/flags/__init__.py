"""Flags and keywords: what follows from recorded facts, what the words suggest, and what does not fit together."""
