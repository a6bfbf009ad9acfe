"""Makers of wishes for the arithmetic, and a slow way to find the best outcome."""

import random
from functools import cache
from itertools import permutations

from academie.exchange.visits.matching import Wanted

SIDES = ("onderwijs", "zorg", "overig")


def wanted(number, side="onderwijs", wants="zorg", organisation="", **values):
    """Return a wish; everybody is of another organisation unless told otherwise."""
    kinds, themes = (frozenset(values.pop(name, ())) for name in ("kinds", "themes"))
    own = organisation or f"organisatie {number}"
    return Wanted(number, own, side, wants, kinds=kinds, themes=themes, **values)


def some(seed, most=9):
    """Return a few wishes that often fit, and organisations that met before."""
    dice = random.Random(seed)
    sides = SIDES[: dice.choice([2, 3, 3])]
    count = dice.randint(2, most)
    organisations = dice.choice([3, count])
    found = []
    for number in range(count):
        buurt = dice.randrange(6)
        known = dice.random() < 0.8
        found.append(
            wanted(
                number * 7 + 3,
                dice.choice(sides),
                dice.choice(sides),
                f"o{dice.randrange(organisations)}",
                region=f"buurt {buurt}" if known else "",
                district=f"gebied {buurt // 2}",
                kinds=[kind for kind in "ab" if dice.random() < 0.7],
                themes=[theme for theme in "xyz" if dice.random() < 0.3],
            )
        )
    keys = sorted({one.organisation for one in found})
    met = {frozenset((a, b)) for a in keys for b in keys if a < b and dice.random() < 0.3}
    return found, met


def many(seed, education=300, care=300, other=0):
    """Return wishes as a city has them: 80 buurten in gebieden, 200 organisations."""
    dice = random.Random(seed)
    wishes = []
    for number in range(education + care + other):
        if number < education:
            side, wants = "onderwijs", "zorg"
        elif number < education + care:
            side, wants = "zorg", "onderwijs"
        else:
            side, wants = "overig", dice.choice(SIDES[:2])
        buurt = dice.randrange(80)
        wishes.append(
            wanted(
                number,
                side,
                wants,
                f"o{dice.randrange(200)}",
                region=f"buurt {buurt}",
                district=f"gebied {buurt // 6}",
                kinds=[kind for kind in "ab" if dice.random() < 0.7],
                themes=[theme for theme in "uvxyz" if dice.random() < 0.2],
            )
        )
    dice.shuffle(wishes)
    return wishes


def may_visit(guest, host):
    """Whether one wish may visit another, said once more in plain words."""
    kinds = not guest.kinds or not host.kinds or guest.kinds & host.kinds
    themes = not guest.themes or not host.themes or guest.themes & host.themes
    other = guest.organisation != host.organisation
    return bool(guest.wants == host.side and other and kinds and themes)


def worth(group, by_id, met=()):
    """Return visits, same buurt, same gebied, new to each other, minus rings."""
    near = close = new = 0
    for a, b in zip(group, group[1:] + group[:1], strict=True):
        guest, host = by_id[a], by_id[b]
        assert may_visit(guest, host), f"{a} may not visit {b}"
        same = guest.region != "" and guest.region == host.region
        near += same
        close += same or (guest.district != "" and guest.district == host.district)
        new += frozenset((guest.organisation, host.organisation)) not in met
    return (len(group), near, close, new, -(len(group) > 2))


def total(groups, wishes, met=()):
    """Return the worth of all groups together; nobody may be in two of them."""
    members = [one for group in groups for one in group]
    assert len(members) == len(set(members))
    by_id = {one.id: one for one in wishes}
    values = [worth(group, by_id, met) for group in groups]
    return tuple(map(sum, zip((0,) * 5, *values, strict=True)))


def best(wishes, met=()):
    """Return the best worth there is, by trying everything."""
    by_id = {one.id: one for one in wishes}

    def possible(group):
        circle = zip(group, group[1:] + group[:1], strict=True)
        return all(may_visit(by_id[a], by_id[b]) for a, b in circle)

    @cache
    def rest(ids):
        if not ids:
            return (0,) * 5
        first, others = ids[0], ids[1:]
        outcomes = [rest(others)]
        for size in (1, 2):
            for more in permutations(others, size):
                group = (first, *more)
                if possible(group):
                    left = tuple(one for one in others if one not in more)
                    values = worth(group, by_id, met), rest(left)
                    outcomes.append(tuple(map(sum, zip(*values, strict=True))))
        return max(outcomes)

    return rest(tuple(by_id))
