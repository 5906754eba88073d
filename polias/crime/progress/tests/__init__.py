"""Tests of how long crimes stay and wait."""
