"""A run of allocation done again: what is left of claims, caps and guarantees while it goes on."""
from collections import Counter
from fractions import Fraction

from exact_division import NO_TERMS, divide


def share_of(share, units, lot):
    """In whole lots, rounded down."""
    return int(Fraction(str(share)) * units) // lot * lot


def own_of(cap, given, group_of):
    """Of some awards, those to whom the cap names."""
    def name(order, owner):
        return {"order": order, "organisation": owner, **group_of[owner]}[cap["level"]]
    return sum(units for _, order, owner, units in given if name(order, owner) == cap["claimant"])


class Run:
    def __init__(self, slices, claims, group_of, lot, limits, reserves=(), together=None):
        self.slices, self.claims, self.group_of, self.lot = slices, claims, group_of, lot
        levels = [*next(iter(group_of.values())), "organisation", "order"]
        self.below = dict(zip(levels, levels[1:]))
        self.awards = Counter()
        self.caps = [it for it in limits if it["event"] == "cap"]
        self.owed = [it for it in limits if it["event"] == "owed"]
        self.reserves, self.held = reserves, []
        self.cap_orders()
        self.alone = dict(self.most_of_slice)
        self.bound = together.most if together else {}
        for i in self.claims:
            self.most_of_slice[i] = min(self.most_of_slice[i], self.bound.get(i, self.most_of_slice[i]))

    def cap_orders(self):
        self.most_of_slice = {i: units // self.lot * self.lot for i, units in self.claims.items()}
        for cap in self.caps:
            if cap["level"] == "order":
                self.cap_order(cap["claimant"], cap["units"] // self.lot * self.lot)

    def most_by_caps(self, i):
        caps = [it["units"] // self.lot * self.lot for it in self.caps
                if it["level"] == "order" and it["claimant"] == self.slices[i].order]
        others = sum(self.awards[k] for k in self.claims if k != i and self.slices[k].order == self.slices[i].order)
        return min([self.claims[i] // self.lot * self.lot] + [cap - others for cap in caps])

    def look_at_caps_of(self, i):
        self.most_of_slice[i] = self.most_by_caps(i)

    def in_order(self):
        queue = sorted(self.awards, key=lambda i: self.slices[i].place())
        return [(i, self.awards[i]) for i in queue if self.awards[i] > 0]

    def with_caps_left(self):
        """The slices of capped orders that may get more, or less, now that it is known what the others could use."""
        for i in self.claims:
            if i in self.bound:
                continue
            most = self.most_by_caps(i)
            if most != self.most_of_slice[i]:
                self.most_of_slice[i] = most
                yield i

    def cap_order(self, order, left):
        left -= sum(self.awards[i] for i in self.claims if self.slices[i].order == order)
        for i in self.claims:
            if self.slices[i].order == order:
                self.most_of_slice[i] = min(self.most_of_slice[i], self.awards[i] + left)
                left -= self.most_of_slice[i] - self.awards[i]

    def raise_caps(self):
        """Shares of what others get rise by what this run gave them: whether one did."""
        has_risen = False
        for cap in self.caps:
            if "share" not in cap:
                continue
            now = sum(units for i, units in self.awards.items() if self.slices[i].owner in cap["of"])
            others = sum(units for _, _, owner, units in cap["given"] if owner in cap["of"]) + now
            most = max(0, share_of(cap["share"], others, self.lot) - self.given_before(cap))
            has_risen, cap["units"] = has_risen or most > cap["units"], most
        if has_risen:
            self.cap_orders()
        return has_risen

    def given_before(self, cap):
        return own_of(cap, cap["given"], self.group_of)

    # Reserves

    def hold(self, level, stock, queue):
        """What is open to all, and what each reserve holds of the rest that no guarantee takes."""
        promised = sum(self.guaranteed(level, self.claimants(level, queue), stock).values())
        left = stock - promised
        for it in self.reserves:
            self.held.append(min(left, it["asks"]))
            left -= self.held[-1]
        return promised + left, self.held

    def is_for(self, k, i):
        it, reserve = self.slices[i], self.reserves[k]
        if "order" in reserve:
            return it.order == reserve["order"]
        return it.priority >= reserve["priority"] if "priority" in reserve else it.owner in reserve["organisations"]

    def within_reach(self, i, left):
        return left + sum(units for k, units in enumerate(self.held) if self.is_for(k, i))

    def take(self, i, units, left):
        for k in range(len(self.held)):
            if self.is_for(k, i):
                part = min(units, self.held[k])
                self.held[k], units = self.held[k] - part, units - part
        return left - units

    def claimants(self, level, members):
        """Slices by who claims with them, in order of the first."""
        found = {}
        for i in members:
            owner = self.slices[i].owner
            name = {"order": str(i), "organisation": owner, **self.group_of[owner]}[level]
            found.setdefault(name, []).append(i)
        return found

    def claim(self, members):
        return sum(self.claims[i] - self.awards[i] for i in members)

    def given(self, level, name):
        return sum(units for i, units in self.awards.items() if name in self.claimants(level, [i]))

    def least_of_slice(self, i):
        it = self.slices[i]
        return min(it.min_shipment if it.partial else it.units, self.most_of_slice[i])

    def bounds(self, level, name, members):
        """The most that it may still get, and the least that is of use; nothing where that is more."""
        if level == "order":
            given = self.awards[members[0]]
            return self.most_of_slice[members[0]] - given, 0 if given else self.least_of_slice(members[0])
        parts = [self.bounds(self.below[level], k, its) for k, its in self.claimants(self.below[level], members).items()]
        most = sum(m for m, _ in parts)
        caps = [it["units"] for it in self.caps if (it["level"], it["claimant"]) == (level, name)]
        most = max(0, min([most] + [cap - self.given(level, name) for cap in caps])) // self.lot * self.lot
        least = min((least for m, least in parts if m > 0), default=0)
        return (most, least) if most >= least else (0, 0)

    def could_use(self, left, level, name, members):
        """What of so many units a claimant could be offered."""
        most, least = self.bounds(level, name, members)
        least = -(-max(1, least) // self.lot) * self.lot
        return min(most, left) if 0 < most and least <= left else 0

    def could_use_alone(self, left, i):
        """The same of one slice, by all the caps above it."""
        return self.could_use(left, "group", self.group_of[self.slices[i].owner]["group"], [i])

    def bounds_alone(self, i):
        """The most that one slice may still get, by all the caps above it."""
        return self.bounds("group", self.group_of[self.slices[i].owner]["group"], [i])[0]

    def received(self, cells, name):
        """What a claimant got earlier in this run, where that counts."""
        return self.given(cells["level"], name) if cells["rule"] == "fair_share" else 0

    # Guarantees

    def required(self, level, name, members, promises):
        """What is promised to it, or to all below it together if that is more."""
        own = promises.get((level, name), 0)
        if level == "order":
            return own
        parts = self.claimants(self.below[level], members)
        return max(own, sum(self.required(self.below[level], k, its, promises) for k, its in parts.items()))

    def named(self, owed, level, family, above=()):
        """Ways from the claimants of a node down to whom a guarantee names."""
        for name, members in family.items():
            way = above + ((level, name, members),)
            is_it = self.slices[members[0]].order == owed["claimant"] if level == "order" else name == owed["claimant"]
            if level == owed["level"] and is_it:
                yield way
            elif level in self.below and owed["level"] != level:
                yield from self.named(owed, self.below[level], self.claimants(self.below[level], members), way)

    def given_towards(self, owed):
        def counts(i):
            it = self.slices[i]
            return owed["claimant"] == {"order": it.order, "organisation": it.owner, **self.group_of[it.owner]}[owed["level"]]
        return sum(units for i, units in self.awards.items() if counts(i))

    def serve(self, owed, level, family, supply, promises):
        """Puts what can be kept of a guarantee into `promises`; gives what was owed beyond what covered it, taken, and least."""
        ways = sorted(self.named(owed, level, family), key=lambda way: list(self.claims).index(way[-1][2][0]))
        required = lambda stop: self.required(*stop, promises)
        left = max(0, owed["units"] - self.given_towards(owed) - sum(required(way[-1]) for way in ways))
        taken, least = 0, 0
        for way in ways:
            before, above = required(way[-1]), required(way[0])
            key, most = way[-1][:2], 0
            kept = promises.get(key)
            low, high = 1, left // self.lot
            while low <= high:
                middle = (low + high) // 2
                promises[key] = before + middle * self.lot
                fits = required(way[0]) - above <= supply - taken and all(required(it) <= self.bounds(*it)[0] for it in way)
                most, low, high = (middle, middle + 1, high) if fits else (most, low, middle - 1)
            smallest = self.bounds(*way[-1])[1]
            if most == 0 or before + most * self.lot < smallest:
                promises.pop(key, None) if kept is None else promises.update({key: kept})
                continue
            promises[key] = before + most * self.lot
            more = required(way[0]) - above
            if more > 0:
                least = max(0, smallest - before) if taken == 0 else min(least, max(0, smallest - before))
            taken, left = taken + more, left - most * self.lot
        return (taken + left if ways else 0), taken, least

    def serve_scaled(self, level, family, supply, promises):
        scaled = [it for it in self.owed if it["scaled"]]
        whole = dict(promises)
        rows = [self.serve(it, level, family, 10**12, whole) for it in scaled]
        if sum(taken for _, taken, _ in rows) <= supply:
            promises.update(whole)
            return sum(taken for _, taken, _ in rows)
        n = len(rows)
        parts = divide("proportional", supply, self.lot, [r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows],
                       [1] * n, [0] * n, NO_TERMS)[0]
        return sum(self.serve(it, level, family, part, promises)[1] for it, part in zip(scaled, parts))

    def guaranteed(self, level, family, supply):
        promises, has_scaled = {}, False
        for it in self.owed:
            if not it["scaled"]:
                supply -= self.serve(it, level, family, supply, promises)[1]
            elif not has_scaled:
                has_scaled = True
                supply -= self.serve_scaled(level, family, supply, promises)
        return {name: self.required(level, name, members, promises) for name, members in family.items()}

    # The law

    def could_be_served(self, left):
        """Slices whose smallest shipment fits into what is left of stock and of their caps."""
        return [i for i in self.claims if self.could_use_alone(self.within_reach(i, left), i)]


class KitRun:
    """Runs of several markets at once, and what lines of kits may get in them."""

    def __init__(self, markets):
        self.markets, self.lines, self.most, self.market_of = markets, {}, {}, {}
        self.runs, self.left = {}, {}

    def add_line(self, cells):
        self.lines.setdefault(cells["kit"], []).append((cells["slice"], cells["each"]))
        self.most[cells["slice"]] = cells["units"]

    def end_run(self, market, run, left):
        self.runs[market], self.left[market] = run, left

    def awards(self, market):
        return self.runs[market].awards if market in self.runs else Counter()

    def could_give(self, market, i):
        run = self.runs.get(market)
        if run is None or i not in run.claims:
            return 0
        bound, run.most_of_slice[i] = run.most_of_slice[i], run.alone[i]
        could = min(run.bounds_alone(i), self.left[market])
        run.most_of_slice[i] = bound
        return could

    def give(self, cells):
        market = next((m for m, run in self.runs.items() if cells["slice"] in run.claims), None)
        if market is None or cells["units"] > self.could_give(market, cells["slice"]):
            return False
        self.runs[market].awards[cells["slice"]] += cells["units"]
        self.left[market] -= cells["units"]
        return True

    def in_order(self):
        return [it for market in self.markets if market in self.runs for it in self.runs[market].in_order()]
