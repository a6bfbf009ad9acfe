"""Lists as files for a spreadsheet program: text only, harmless in every cell."""
