"""Whether records are right: the processing queue that every recorded crime passes through."""
