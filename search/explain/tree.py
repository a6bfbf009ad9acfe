"""A query tree in plain Dutch, line by line."""

from search.tree import (
    All,
    Any,
    Best,
    CardNumber,
    Choice,
    Everything,
    Except,
    Grams,
    Keys,
    Node,
    Phrase,
    Pinned,
    Prefer,
    Word,
)


def describe(node: Node, depth: int = 0) -> list[str]:
    """Return the query tree as indented Dutch lines."""
    line, children = _line(node)
    return [
        "  " * depth + line,
        *(text for child in children for text in describe(child, depth + 1)),
    ]


def _line(node: Node) -> tuple[str, tuple[Node, ...]]:
    match node:
        case Everything():
            return "alle kaarten", ()
        case Word(lemma, parts, boost):
            split = f", samengesteld uit {' + '.join(parts)}" if parts else ""
            return f"woord '{lemma}'{split}{_weight(boost)}", ()
        case Phrase(lemmas, boost):
            return f"woorden naast elkaar '{' '.join(lemmas)}'{_weight(boost)}", ()
        case CardNumber(number):
            return f"kaart met nummer {number}", ()
        case All(nodes):
            return "al deze", nodes
        case Any(nodes, minimum):
            return f"minstens {minimum} van deze {len(nodes)}", nodes
        case Best(nodes):
            return "een van deze, de beste telt", nodes
        case Prefer(inner, bonuses):
            return "dit, met extra punten voor de laatste", (inner, *bonuses)
        case Except(inner, without):
            return f"dit, maar zonder de laatste {len(without)}", (inner, *without)
        case Grams(grams, minimum, boost):
            return (
                f"minstens {minimum} van {len(grams)} vier letters op een rij{_weight(boost)}",
                (),
            )
        case Keys(keys):
            return f"precies deze kaarten: {', '.join(keys)}", ()
        case Choice(facet, value, boost):
            return f"filter {facet}: {value}{_weight(boost)}", ()
        case Pinned(inner, keys):
            return f"bovenaan {', '.join(keys)}, dan dit", (inner,)


def _weight(boost: float) -> str:
    return "" if boost == 1.0 else f" (telt {boost:g} keer)".replace(".", ",")
