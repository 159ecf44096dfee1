"""Every division of a ledger done again, and every run of allocation that should have been."""
from collections import Counter
from fractions import Fraction
from heapq import heappop

from exact_division import GRID, MOST_EXACT_ARRIVALS, NO_TERMS, divide
from ledger_books import date, seconds
from ledger_receipts import Receipts


class Node:
    """A node of an allocation run: what it was given and who may claim it."""

    def __init__(self, name, given, members):
        self.name, self.given, self.members, self.level = name, given, members, None
        self.claimants, self.got, self.left, self.priority = None, {}, None, None


class Divisions(Receipts):
    def __init__(self):
        super().__init__()
        self.carries = Counter()
        self.nodes, self.run_awards, self.market, self.ran = [], {}, None, {}
        self.gated, self.looked = {}, {}  # by slice: what its claim counts for now; by market: when last held

    # When

    def is_answerable(self, moment, index):
        it = self.slices[index] if index >= 0 else None
        return it is None or (it.state == "open" and it.peg is None and not it.barred and it.not_before == moment)

    def check_runs(self, until):
        """Every run that was due before `until` has been, if there was something to divide."""
        now, due = seconds(self.now), set()
        while self.calls and self.calls[0][0] < until:
            moment, market, index = heappop(self.calls)
            if self.is_answerable(moment, index):
                due.add((moment, market))
        for market, units in self.free.items():
            every = self.every[market[0]]
            if every and units > 0:
                moments = range(now + (self.start - now) % every, until, every)
                due.update((t, market) for t in moments if self.decided.get(market) != t)
        for moment, market in sorted(due):
            was_held = self.looked.get(market) == moment
            idle = not was_held and self.ran.get(market) != moment and self.free[market] > 0 and self.eligible(market, moment)
            self.check(not idle, f"nobody divided {self.free[market]} units of {market} at {date(moment)}")

    def eligible(self, market, now):
        found = [i for i in self.open[market] if self.slices[i].peg is None and not self.slices[i].barred and self.slices[i].not_before <= now]
        return sorted(found, key=lambda i: self.slices[i].place())

    def on_gated(self, cells):
        it = self.slice_of(cells, "open")
        claim, lot = cells["claim"], self.lots[it.product]
        self.check(0 <= claim < it.units and claim % lot == 0, f"a claim of {claim} is no part of {it.units} in lots")
        self.check(claim == 0 or claim >= it.least(it.units, lot), f"{claim} is less than its smallest shipment")
        self.gated[cells["slice"]] = seconds(self.now), claim
        self.looked[it.market] = seconds(self.now)

    def on_frozen(self, cells):
        self.looked[cells["supplier"], cells["product"]] = seconds(self.now)

    def claim_of(self, index):
        moment, claim = self.gated.get(index, (None, 0))
        return claim if moment == seconds(self.now) else self.slices[index].units

    # What

    def claimant(self, level, index):
        owner = self.slices[index].owner
        return {"order": str(index), "organisation": owner, "group": self.group_of[owner]}[level]

    def open_node(self, cells):
        market = cells["supplier"], cells["product"]
        if not self.nodes:
            now, every = seconds(self.now), self.every[market[0]]
            self.check(not every or (now - self.start) % every == 0, "this is no day of the calendar")
            self.check(self.ran.get(market) != now, "this market was divided before in this second")
            self.market, self.run_awards, self.ran[market] = market, {}, now
            claiming = [i for i in self.eligible(market, now) if self.claim_of(i) > 0]
            self.nodes = [Node("all", self.free[market], claiming)]
        node = self.nodes[-1]
        self.same("the market", market, self.market)
        self.same("the node", cells["node"], node.name)
        node.level, node.claimants = cells["level"], {}
        for i in node.members:
            node.claimants.setdefault(self.claimant(node.level, i), []).append(i)
        return node

    def close_node(self, node):
        """What it was given is what its parts got and what it left; they divide theirs, the first at once."""
        self.nodes.pop()
        self.same("what it was given", node.given, node.left + sum(node.got.values()))
        children = []
        for claimant, members in node.claimants.items():
            units = node.got.get(claimant, 0)
            if units > 0 and node.level == "order":
                self.run_awards[members[0]] = units
            elif units > 0:
                children.append(Node(claimant, units, members))
        self.nodes += reversed(children)
        if not self.nodes:
            queue = sorted(self.run_awards, key=lambda i: self.slices[i].place())
            self.pending = [(i, self.run_awards[i]) for i in queue]

    def on_division(self, cells):
        node = self.nodes[-1] if self.nodes and self.nodes[-1].claimants is not None else self.open_node(cells)
        self.check((cells["tier"] == 0) == (node.priority is None), "its tier is not the next one")
        self.check(node.priority is None or cells["priority"] < node.priority, "tiers are not from the highest down")
        self.check(node.left is None or cells["supply"] == node.left, "its supply is not what the tier before left")
        node.priority, node.left = cells["priority"], cells["supply"] - sum(cells["awards"])
        self.check_claims(node, cells)
        self.check_awards(cells)
        for name, guaranteed, units in zip(cells["claimants"], cells["guaranteed"], cells["awards"]):
            node.got[name] = guaranteed + units
        self.counts["divisions"] += 1
        if len(node.got) >= len(node.claimants):
            self.close_node(node)

    def check_claims(self, node, cells):
        names, level = cells["claimants"], cells["level"]
        self.same("the level", level, node.level)
        for i, name in enumerate(names):
            members = node.claimants.get(name)
            if members is None or name in node.got:
                self.check(False, f"{name} has no claim, or claims twice")
                continue
            claim, guaranteed, cap = cells["claims"][i], cells["guaranteed"][i], cells["caps"][i]
            self.same(f"{name}'s claim", claim + guaranteed, sum(self.claim_of(k) for k in members))
            self.check(guaranteed >= 0 and guaranteed % cells["lot"] == 0, f"{name}'s guarantee is no number of lots")
            self.check(0 <= cap <= claim, f"{name} may get {cap} of a claim of {claim}")
            if level == "order":
                it = self.slices[members[0]]
                least = it.min_shipment if it.partial else it.units
                self.same(f"{name}'s terms", [cells[k][i] for k in ("weights", "minimums")],
                          [1, max(0, least - guaranteed)])
                self.same(f"{name}'s priority", cells["priority"], it.priority)
        self.same("the lot", cells["lot"], self.lots[cells["product"]])
        self.check_order(node, cells)

    def check_order(self, node, cells):
        names = [name for name in cells["claimants"] if name in node.claimants]
        if cells["rule"] == "random_order":
            return
        places = {name: k for k, name in enumerate(node.claimants)}
        key = places.__getitem__
        if cells["rule"] == "earliest_due":
            due = {name: self.slices[node.claimants[name][0]].due for name in names}
            key = lambda name: (due[name] is None, due[name] or 0, places[name])
        self.same("the order of claimants", names, sorted(names, key=key))

    def carry(self, cells, name, steps=None):
        """The carry kept of a claimant; replaced if `steps` are given."""
        if cells["level"] == "order":
            it = self.slices[int(name)]
            it.carry = it.carry if steps is None else steps
            return it.carry
        key = cells["supplier"], cells["product"], cells["level"], name
        self.carries[key] = self.carries[key] if steps is None else steps
        return self.carries[key]

    def check_awards(self, cells):
        names, lot, awards = cells["claimants"], cells["lot"], cells["awards"]
        before, after = ([Fraction(x) * GRID for x in cells[k]] for k in ("carry", "carry_after"))
        self.same("the carries before", before, [self.carry(cells, name) for name in names])
        if self.is_sampled(cells):
            self.check_sampled(cells)
        else:
            weights = [Fraction(w) for w in cells["weights"]]
            right = divide(cells["rule"], cells["supply"], lot, cells["claims"], cells["caps"], cells["minimums"],
                           weights, before, self.terms_of(cells))
            self.same("awards", awards, right[0])
            self.same("the carries after", [float(x / GRID) for x in after], [float(x / GRID) for x in right[2]])
            for name, said, r in zip(names, cells["entitlements"], right[1]):
                self.check(abs(Fraction(said) - r) <= max(1, r) / 10**9,
                           f"{name} is entitled to {float(r)}, not {said}")
        for name, steps in zip(names, after):
            self.carry(cells, name, steps)

    def terms_of(self, cells):
        terms = {key: cells.get(key, NO_TERMS[key]) for key in NO_TERMS}
        names = cells["claimants"]
        if cells["rule"] in ("fair_share", "turn_and_earn"):
            remembered = [self.remembered(cells, name) for name in names]
            for name, said, right in zip(names, terms["received"], remembered):
                self.check(abs(said - right) <= 1e-9 * max(1, right), f"{name} received {right}, not {said}")
        if cells["rule"] == "auction":
            self.same("bids", terms["bids"], [self.slices[int(name)].bid for name in names])
        return terms

    def is_sampled(self, cells):
        demands = sum(min(c, u) // cells["lot"] * cells["lot"] for c, u in zip(cells["claims"], cells["caps"]))
        is_many = len(cells["claims"]) > MOST_EXACT_ARRIVALS
        return cells["rule"] == "random_arrival" and is_many and demands > cells["supply"]

    def check_sampled(self, cells):
        lot, rows = cells["lot"], zip(cells["claims"], cells["caps"], cells["entitlements"], cells["awards"])
        for claim, cap, r, x in rows:
            self.check(0 <= x <= min(claim, cap) and x % lot == 0 and abs(x - r) < lot, f"{x} for {r} of {claim}")
        if not any(cells["minimums"]):
            self.same("all awards", sum(cells["awards"]), cells["supply"] // lot * lot)
