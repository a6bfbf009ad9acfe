"""Query trees tried on one document, without an engine: for saved searches."""
