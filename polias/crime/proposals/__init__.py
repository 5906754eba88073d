"""Proposed changes of the vocabulary of keywords: who asks for what, and what its owner decides."""
