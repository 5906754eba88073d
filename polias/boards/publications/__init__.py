"""What everybody may read: frozen editions, the public pages, and the static site."""
