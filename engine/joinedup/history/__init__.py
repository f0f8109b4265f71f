"""The checks that were recorded, in a database of their own: `joinedup.db` beside a description, or on a server."""
