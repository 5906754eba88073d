"""What is looked at while a crime is typed in: its place, and what its words should not hold."""
