"""Translation: every sentence can be put into another language."""
