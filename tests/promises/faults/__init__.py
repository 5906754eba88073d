"""A whole installation to be broken on purpose, and writers who keep a list of all that was acknowledged to them."""
