"""Sums of stated differences: whether a value, the one before, their difference and the per cent can all be true."""
