"""Who is what to a crime: which parts one person may have in it."""
