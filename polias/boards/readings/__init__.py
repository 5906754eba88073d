"""Papers that were read: dropped by a clerk, checked by a person, and then meetings, decisions and actions."""
