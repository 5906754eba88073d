"""The demonstration: two invented years of three invented forces, made anew from a seed, with no real person in it."""
