"""How well the search finds: judged sets, other people's systems beside ours (make quality)."""
