"""Tests of reading minutes, on small made-up papers."""
