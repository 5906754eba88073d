"""Bodies that hold a force to account: panels, boards and committees, with their members and clerk."""
