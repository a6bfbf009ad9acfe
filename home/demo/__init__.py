"""The demo content: files in fixtures/demo become published pages."""
