"""The site: settings, addresses and navigation; the only place that sees every module."""
