"""Tests of court results."""
