"""The register of all records, the base every record stands on, and the verbs that write."""
