"""Tests that share a served site or a long audit say so by a group, and a group stays together."""

from __future__ import annotations

import os

import pytest


@pytest.mark.xdist_group("kept together")
def test_the_tests_of_one_group_go_to_one_worker(request):
    """The library that spreads tests over workers writes the group into the test's name, when it heeds it."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        assert request.node.nodeid.endswith("@kept together")
