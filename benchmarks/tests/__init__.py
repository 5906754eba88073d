"""Small runs of those comparisons whose figures are promised."""
