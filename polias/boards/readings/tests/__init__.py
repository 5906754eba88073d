"""Tests of papers that were read."""
