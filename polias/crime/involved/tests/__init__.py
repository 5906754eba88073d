"""Tests of the parts that people have in a crime."""
