"""Tests of editions of reference data."""
