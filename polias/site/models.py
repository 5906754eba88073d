"""No tables: Django tells only apps with this file that migrating has ended (polias.site.apps.after_migrating)."""
