"""Files on records: what is taken in, where it lies, how it is looked at without trust, and how it is given out."""
