"""What the tests of boards share, and what crosses its folders."""
