"""Links to other sites: do they still open?"""
