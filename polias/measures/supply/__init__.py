"""Supply: whether what was handed in is whole, looked over before any figure is judged by it."""
