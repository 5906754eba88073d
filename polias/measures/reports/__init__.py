"""Reports: documents made from judged figures, that travel without Polias."""
