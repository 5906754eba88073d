"""Reports that the recording decision leads away from a crime: kept as a log, with every answer and why."""
