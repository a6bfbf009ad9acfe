"""Words that say too little to search by, left out of queries (never out of the index).

The list of the Snowball project for Dutch (BSD licence), without 'niet', 'zonder' and 'meer': they
change what somebody asks for. `_MORE` has the forms and the prepositions that are missing there.
Between quotes every word counts.
"""

_LIST = """
aan al alles als altijd andere ben bij daar dan dat de der deze die dit doch doen door
dus een eens en er ge geen geweest haar had heb hebben heeft hem het hier hij hoe hun
iemand iets ik in is ja je jij jullie kan kon kunnen m'n maar me men met mij mijn moet
na naar niets nog nu of om omdat onder ons ook op over reeds te tegen toch toen tot u
uit uw van veel voor want waren was wat we welke werd wezen wie wij wil worden wordt z'n
zal ze zelf zich zij zijn zo zo'n zou
"""

_MORE = """
doe doet gedaan mag mogen moeten moest sinds tijdens tussen vanuit via volgens wel zoals
"""

STOPWORDS = frozenset(f"{_LIST} {_MORE}".split())
