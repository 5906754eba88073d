"""Finding the class of an offence: by the words people use, by phrases in what happened; a person always chooses."""
