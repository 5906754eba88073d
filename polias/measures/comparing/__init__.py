"""One area beside others: from any table, or from the published months of the forces that are held."""
