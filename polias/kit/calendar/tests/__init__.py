"""Tests of days, months and clocks."""
