"""OAI-PMH 2.0 (openarchives.org/OAI/openarchivesprotocol.html): all of it, read only."""
