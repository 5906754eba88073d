"""The one search box: everything that a name, number, reference or address may lead to."""
