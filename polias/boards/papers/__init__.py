"""Papers put to a meeting: paragraphs and quoted figures, a members' and a public edition from one source."""
