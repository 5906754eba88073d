"""How many crimes one report makes, which of its offences is counted, and what stays linked and uncounted."""
