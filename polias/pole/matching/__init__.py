"""Which records are one person: any table linked without labels and without a database; needs no Django."""
