"""People harmed by crimes: what is published of them under pseudonyms, and the crimes by which one was harmed again."""
