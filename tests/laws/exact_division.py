"""One division of whole units in exact arithmetic, by the definitions of the rules and by nothing else.

It shares no line and no method with the library: fractions instead of floating point, one sweep over break points
instead of fixing variables, counts of coalitions instead of coalitions.
"""
from bisect import insort
from fractions import Fraction
from functools import lru_cache
from math import comb, floor

GRID = 2**48  # steps to the lot: what is owed is counted and carried in these
COMPARED = 2**16  # of them make one of those in which fractions are compared
HALF = Fraction(1, 2)
SEQUENCES = {"fifo", "earliest_due", "priority", "smallest_first", "random_order", "auction"}
NO_TERMS = {"received": None, "quotas": None, "bids": None, "others": 0, "share": 0}


def level(total, curves):
    """Amounts min(high, max(low, at + slope t)), slopes at least 0, at the t at which they sum to `total`."""
    rest = total - sum(low for _, _, low, _ in curves)
    turns = []
    for at, slope, low, high in curves:
        if slope > 0 and low < high:
            turns += [((low - at) / slope, slope), ((high - at) / slope, -slope)]
    slope_now, t = Fraction(0), None
    for turn, change in sorted(turns):
        if slope_now > 0 and slope_now * (turn - t) >= rest:
            break
        rest -= slope_now * (turn - t) if slope_now > 0 else 0
        slope_now, t = slope_now + change, turn
    if t is None:
        return [low for _, _, low, _ in curves]
    t += rest / slope_now if slope_now > 0 else 0
    return [min(high, max(low, at + slope * t)) if slope > 0 else low for at, slope, low, high in curves]


def proportional(estate, claims, weights, caps):
    return level(estate, [(Fraction(0), w * c, Fraction(0), u) for c, w, u in zip(claims, weights, caps)])


def equal_awards(estate, claims, weights, caps):
    return level(estate, [(Fraction(0), w, Fraction(0), u) for w, u in zip(weights, caps)])


def equal_losses(estate, claims, weights, caps):
    return level(estate, [(c, 1 / w, Fraction(0), u) for c, w, u in zip(claims, weights, caps)])


def by_halves(below, above):
    """A rule that changes its mind at half of each claim; each half says where it begins, given the claim."""
    def rule(estate, claims, weights, caps):
        halves = [min(c * HALF, u) for c, u in zip(claims, caps)]
        one = Fraction(1)
        if estate <= sum(halves):
            return level(estate, [(below(c), one, Fraction(0), h) for c, h in zip(claims, halves)])
        return level(estate, [(above(c), one, h, u) for c, h, u in zip(claims, halves, caps)])
    return rule


def nothing(claim):
    return claim * 0


def half(claim):
    return claim * HALF


def whole(claim):
    return claim


@lru_cache(maxsize=64)
def coalitions(claims, i):
    """How many sets of the others there are, by size and by what they claim together."""
    counts = {(0, 0): 1}
    for j, claim in enumerate(claims):
        if j != i:
            for (size, together), ways in list(counts.items()):
                key = (size + 1, together + claim)
                counts[key] = counts.get(key, 0) + ways
    return counts


def random_arrival(estate, claims):
    n = len(claims)
    def award(i):
        by_size = [0] * n
        for (size, together), ways in coalitions(tuple(claims), i).items():
            if together < estate:
                by_size[size] += ways * min(claims[i], estate - together)
        return sum(Fraction(by_size[k], n * comb(n - 1, k)) for k in range(n))
    by_claim = {claim: award(i) for i, claim in enumerate(claims)}
    return [by_claim[claim] for claim in claims]


def overlap(estate, claims):
    """The t up to which all claims stand one over another."""
    if max(claims) >= estate:
        return estate
    beyond = lambda t: sum(max(c - t, 0) for c in claims) - (estate - t)
    low = 0
    for high in sorted(set(claims)):
        if beyond(high) < 0:
            return low + Fraction(beyond(low) * (high - low), beyond(low) - beyond(high))
        low = high
    return low


def minimal_overlap(estate, claims):
    t = overlap(estate, claims)
    steps = sorted({min(c, t) for c in claims} | {0})
    def nested(claim):
        return sum(Fraction(high - low, sum(c >= high for c in claims))
                   for low, high in zip(steps, steps[1:]) if high <= claim)
    beyond = (lambda c: max(c - t, 0)) if t < estate else (lambda c: 0)
    return [nested(c) + beyond(c) for c in claims]


def adjusted_proportional(estate, claims):
    rights = [max(0, estate - (sum(claims) - c)) for c in claims]
    rest = estate - sum(rights)
    left = [min(c - m, rest) for c, m in zip(claims, rights)]
    return [m + (Fraction(rest) * x / sum(left) if rest > 0 else 0) for m, x in zip(rights, left)]


def fair_share(estate, claims, weights, caps, terms):
    had = terms["received"] or [Fraction(0)] * len(claims)
    curves = [(Fraction(0), w, h, h + u) for w, h, u in zip(weights, had, caps)]
    return [x - h for x, h in zip(level(estate + sum(had), curves), had)]


def turn_and_earn(estate, claims, weights, terms):
    receipts = terms["received"]
    most = [c if r > 0 else Fraction(0) for c, r in zip(claims, receipts)]
    earned = min(terms["share"] * estate, sum(most))
    first = level(earned, [(Fraction(0), r, Fraction(0), m) for r, m in zip(receipts, most)])
    left = [c - x for c, x in zip(claims, first)]
    rate = (estate - earned) / sum(left) if sum(left) > 0 else 0
    return [x + rate * c for x, c in zip(first, left)]


def quota(estate, claims, weights, terms):
    quotas = terms["quotas"]
    named = [c if q > 0 else Fraction(0) for c, q in zip(claims, quotas)]
    nameless = sum(c for c, q in zip(claims, quotas) if q == 0)
    rows = list(zip(quotas + [terms["others"]], named + [nameless if terms["others"] > 0 else Fraction(0)]))
    parts = level(min(estate, sum(m for _, m in rows)), [(Fraction(0), q, Fraction(0), m) for q, m in rows])
    rest = parts[-1] + max(Fraction(0), estate - sum(m for _, m in rows))
    shares = level(min(rest, nameless), [(Fraction(0), w * c if q == 0 else Fraction(0), Fraction(0), c if q == 0 else Fraction(0))
                                         for w, c, q in zip(weights, claims, quotas)])
    return [x if q > 0 else y for x, y, q in zip(parts, shares, quotas)]


def by_halving(rule):
    """min(cap, the rule at the estate at which that sums to the true one), found by halving."""
    def capped_rule(estate, claims, weights, caps, terms):
        capped = lambda e: [min(x, u) for x, u in zip(rule(e, claims, weights, terms), caps)]
        low, high = Fraction(estate), Fraction(sum(claims))
        if sum(capped(low)) == estate:
            return capped(low)
        for _ in range(110):
            middle = (low + high) / 2
            low, high = (middle, high) if sum(capped(middle)) <= estate else (low, middle)
        return capped(low)
    return capped_rule


def at_virtual_estate(rule, is_linear):
    """min(cap, the rule at the estate at which that sums to the true one); corners lie at whole estates."""
    def capped_rule(estate, claims, weights, caps):
        claims, caps = [int(c) for c in claims], [int(u) for u in caps]
        capped = lambda e: [min(x, u) for x, u in zip(rule(e, claims), caps)]
        low, high = int(estate), sum(claims)
        if sum(capped(low)) == estate:
            return capped(low)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if sum(capped(middle)) <= estate else (low, middle)
        if is_linear:
            return level(estate, [(a, b - a, min(a, u), min(b, u))
                                  for a, b, u in zip(rule(low, claims), rule(high, claims), caps)])
        for _ in range(120):
            middle = Fraction(low + high) / 2
            low, high = (middle, high) if sum(capped(middle)) <= estate else (low, middle)
        return capped(low)
    return capped_rule


RULES = {
    "proportional": proportional,
    "equal_awards": equal_awards,
    "equal_losses": equal_losses,
    "talmud": by_halves(nothing, whole),
    "reverse_talmud": by_halves(half, half),
    "piniles": by_halves(nothing, half),
    "constrained_egalitarian": by_halves(nothing, nothing),
    "random_arrival": at_virtual_estate(random_arrival, True),
    "minimal_overlap": at_virtual_estate(minimal_overlap, True),
    "adjusted_proportional": at_virtual_estate(adjusted_proportional, False),
}

RULES_WITH_TERMS = {"fair_share": fair_share, "turn_and_earn": by_halving(turn_and_earn), "quota": by_halving(quota)}


def in_lots(rule, lot, terms):
    """The terms as fractions; what was received in lots, to the nearest of 2^20 steps, as the rule counts it."""
    def fractions(column):
        return None if column is None else [Fraction(x) for x in column]
    received = terms["received"]
    if received is not None and rule == "fair_share":
        received = [Fraction(floor(x / lot * 2.0**20 + 0.5), 2**20) for x in received]
    return {"received": fractions(received), "quotas": fractions(terms["quotas"]), "others": Fraction(terms["others"]),
            "share": Fraction(terms["share"])}


def in_sequence(order, supply, lot, demands, least):
    awards = [0] * len(demands)
    for i in order:
        shipment = min(demands[i], supply) // lot * lot
        if shipment >= least[i]:
            awards[i] = shipment
            supply -= shipment
    return awards


def to_lots(supply, reals, ceilings, carries):
    """Whole lots by largest remainder, ties to the earlier; and by how many steps each is owed more."""
    steps = [floor(r * GRID + HALF) for r in reals]
    given = [s // GRID for s in steps]
    left = supply - sum(given)
    order = sorted(range(len(reals)), key=lambda i: (-((steps[i] % GRID + carries[i] + COMPARED // 2) // COMPARED), i))
    while left > 0 and any(given[i] < ceilings[i] for i in order):
        for i in order:
            if left > 0 and given[i] < ceilings[i]:
                given[i] += 1
                left -= 1
    return given, [s - x * GRID for s, x in zip(steps, given)]


def reals_of(rule, estate, claims, weights, ceilings, terms):
    if rule in RULES_WITH_TERMS:
        return RULES_WITH_TERMS[rule](estate, claims, weights, ceilings, terms)
    return RULES[rule](estate, claims, weights, ceilings)


def ration(rule, supply, lot, claims, demands, least, weights, carries, terms):
    n, dropped = len(claims), []
    while True:
        wanted = [Fraction(0 if i in dropped else claims[i] // lot) for i in range(n)]
        ceilings = [Fraction(0 if i in dropped else demands[i] // lot) for i in range(n)]
        is_short = sum(ceilings) > supply // lot
        reals = reals_of(rule, Fraction(supply // lot), wanted, weights, ceilings, in_lots(rule, lot, terms)) if is_short else ceilings
        lots, owed = to_lots(supply // lot, reals, ceilings, carries)
        small = [i for i in range(n) if 0 < lots[i] * lot < least[i]]
        if not small:
            break
        insort(dropped, min(small, key=lambda i: (Fraction(lots[i] * lot, least[i]), -i)))
    awards, entitlements = [x * lot for x in lots], [r * lot for r in reals]
    late = in_sequence(dropped, supply - sum(awards), lot, demands, least)
    for i in dropped:
        awards[i] = entitlements[i] = late[i]
    return awards, entitlements, [c + o for c, o in zip(carries, owed)]


def order_of(rule, claims, terms):
    if rule == "smallest_first":
        return sorted(range(len(claims)), key=claims.__getitem__)
    if rule == "auction":
        return sorted(range(len(claims)), key=lambda i: -terms["bids"][i])
    return range(len(claims))


def divide(rule, supply, lot, claims, caps, minimums, weights, carries, terms=NO_TERMS):
    """Awards, real entitlements, and carries in steps of the grid afterwards."""
    demands = [min(c, u) // lot * lot for c, u in zip(claims, caps)]
    least = [min(m, d) for m, d in zip(minimums, demands)]
    if sum(demands) <= supply:
        return demands, demands, carries
    if rule in SEQUENCES:
        awards = in_sequence(order_of(rule, claims, terms), supply, lot, demands, least)
        return awards, awards, carries
    return ration(rule, supply, lot, claims, demands, least, weights, carries, terms)
