"""content_import: an organisation brings the material it already has."""
