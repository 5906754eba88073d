"""What a body aims at in one measure: beside whom or what, how far, who answers for it; or why nothing is aimed at."""
