"""Tests of proposed changes of the vocabulary."""
