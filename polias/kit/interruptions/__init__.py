"""What a page does when the database goes away under it, or the disk is full: again by itself, or one calm sentence."""
