"""Tests of aspirations."""
