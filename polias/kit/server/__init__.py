"""The database that Polias starts for itself, and the folder it lives in."""
