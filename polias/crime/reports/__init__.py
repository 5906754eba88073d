"""Crime reports: recorded against the rules, classified, supervised, finalised."""
