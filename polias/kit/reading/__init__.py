"""Reading on when the main database is gone: pages from a replica, looks into the spool, every write refused kindly."""
