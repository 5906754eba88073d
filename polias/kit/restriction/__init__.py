"""Records that need care: marked, locked, invisible; who is admitted to one, and who is kept from one."""
