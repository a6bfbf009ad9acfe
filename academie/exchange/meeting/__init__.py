"""On the day and after: attendance, certificates, looking back."""
