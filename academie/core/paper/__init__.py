"""Documents on paper: accessible PDF by typst, from data that is never markup."""
