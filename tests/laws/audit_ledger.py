#!/usr/bin/env python3
"""Audits a ledger: audit_ledger.py [FILE.jsonl]. Every division is done again and every unit counted again, from the
ledger alone. Says what is wrong by line and exits 1, or says in one line what was checked.

What the policy says (rule, weights, caps, guarantees, priorities above orders) is taken from the line of the division.
random_arrival among more than 12 is sampled, which a ledger does not tell: there only sums, bounds and whole lots are
looked at.
"""
import json
import sys
from collections import Counter, defaultdict
from datetime import datetime
from fractions import Fraction
from heapq import heappop, heappush

from exact_division import GRID, MOST_EXACT_ARRIVALS, SEQUENCES, divide

HELD = {"allocated", "in_transit", "delivered", "installing", "commissioning", "unpowered", "online"}
ADMITTED = {"installing", "commissioning", "unpowered", "online"}
FOLLOWS = {
    "planned": {"open"},
    "open": {"allocated", "cancelled"},
    "allocated": {"in_transit", "delivered", "online"},
    "in_transit": {"delivered", "online"},
    "delivered": {"installing", "online"},
    "installing": {"commissioning", "delivered"},
    "commissioning": {"unpowered", "online", "delivered"},
    "unpowered": {"online", "delivered"},
    "online": {"unpowered", "delivered"},
    "cancelled": set(),
}


def seconds(date):
    return int((datetime.fromisoformat(date) - datetime(1970, 1, 1)).total_seconds())


class Slice:
    def __init__(self, **cells):
        self.order = self.market = self.peg = self.site = self.due = None
        self.first = self.carry = 0
        self.__dict__.update(cells)

    def copy(self, **changed):
        return Slice(**{**self.__dict__, **changed})

    def place(self):
        return self.placed, self.rank, self.age

    def least(self, units):
        return min(self.min_shipment, units) if self.partial else units


class Node:
    """A node of an allocation run: what it was given and who may claim it."""

    def __init__(self, name, given, members):
        self.name, self.given, self.members, self.level = name, given, members, None
        self.claimants, self.got, self.left, self.priority = None, {}, None, None


class Auditor:
    def __init__(self):
        self.problems, self.counts = [], Counter()
        self.line, self.now, self.event = 0, None, ""
        self.lots, self.group_of, self.sites, self.to_close = {}, {}, {}, set()
        self.free, self.reserved, self.needed, self.peg_market = Counter(), Counter(), Counter(), {}
        self.slices, self.ages, self.open, self.waiting = {}, Counter(), defaultdict(set), set()
        self.carries = Counter()
        self.made, self.scrapped = Counter(), Counter()
        self.flows = defaultdict(Counter)  # by organisation: ordered, allocated, delivered, cancelled, in, out
        self.capacity, self.used = {}, Counter()
        self.nodes, self.run_awards, self.pending, self.market = [], {}, [], None
        self.every, self.calls, self.ran, self.start = {}, [], {}, None
        self.last_split, self.awarded, self.moved, self.totals = None, None, Counter(), None

    # Saying and reading

    def check(self, holds, message):
        if not holds:
            self.problems.append(f"line {self.line}: {self.now} {self.event}: {message}")

    def same(self, what, found, right):
        self.check(found == right, f"{what} is {found}, should be {right}")

    def read(self, lines):
        for self.line, text in enumerate(lines, 1):
            try:
                self.read_line(json.loads(text))
            except (AttributeError, LookupError, TypeError, ValueError, ZeroDivisionError) as error:
                self.check(False, f"makes no sense: {error!r}")
        self.end()

    def read_line(self, cells):
        self.pass_time(cells["time"])
        self.event = cells["event"]
        if self.nodes and self.event != "division":
            self.check(False, f"{self.nodes[-1].name} was given units and never divided them")
            self.nodes = []
        if self.pending and self.event not in ("split", "award", "state"):
            self.check(False, f"slice {self.pending[0][0]} was given units and never got them")
            self.pending = []
        if self.event not in ("split", "award"):
            self.last_split = None
        getattr(self, "on_" + self.event)(cells)

    def pass_time(self, time):
        if time == self.now:
            return
        if self.now is None:
            self.start = seconds(time)
        else:
            self.end_second()
            self.check_runs(seconds(time))
            self.check(seconds(self.now) < seconds(time), f"time goes back to {time}")
        self.now = time

    def slice_of(self, cells, state=None):
        it = self.slices[cells["slice"]]
        self.same("its units", cells["units"], it.units)
        if state:
            self.same("its state", it.state, state)
        return it

    # The world

    def on_product(self, cells):
        self.lots[cells["product"]] = cells["lot"]

    def on_supplier(self, cells):
        self.every[cells["supplier"]] = cells.get("every_seconds")
        self.to_close.add(("supplier", cells["supplier"]))
        for product in self.lots:
            self.call((cells["supplier"], product))

    def on_organisation(self, cells):
        self.group_of[cells["organisation"]] = cells["group"]
        self.to_close.add(("organisation", cells["organisation"]))

    def on_site(self, cells):
        self.sites[cells["site"]] = {"owner": cells["organisation"],
                                     "room": dict(zip(cells["products"], cells["room_each"])),
                                     "power": dict(zip(cells["products"], cells["power_each"]))}
        self.to_close.add(("site", cells["site"]))

    def on_peg(self, cells):
        self.needed[cells["peg"]] = cells["units"]
        self.peg_market[cells["peg"]] = cells["supplier"], cells["product"]

    def on_stock(self, cells):
        self.free[cells["supplier"], cells["product"]] += cells["units"]
        self.made["at start"] += cells["units"]

    def on_online_at_start(self, cells):
        it = Slice(units=cells["units"], owner=cells["organisation"], product=cells["product"], state="online",
                   site=cells["site"], sites=[cells["site"]], age=0)
        self.slices[cells["slice"]] = it
        self.made["at start"] += it.units
        self.flows[it.owner]["in"] += it.units
        self.use(it, "room", +1)
        self.use(it, "power", +1)

    def on_capacity(self, cells):
        self.capacity[cells["site"]] = {"room": cells["room"], "power": cells["power"]}

    def on_milestone(self, cells):
        pass

    # Supply and orders

    def on_lot(self, cells):
        market, peg = (cells["supplier"], cells["product"]), cells["peg"]
        units, good, pegged = cells["units"], cells["good"], cells["pegged"]
        self.check(0 <= good <= units, f"{good} of {units} units are good")
        self.check(seconds(cells["planned"]) <= seconds(self.now), "it is here before its time")
        self.same("pegged", pegged, min(good, self.needed[peg] - self.reserved[peg]))
        self.check(self.peg_market.setdefault(peg, market) == market, "its peg is of another market")
        self.made[cells["supplier"]] += units
        self.scrapped[cells["supplier"]] += units - good
        self.reserved[peg] += pegged
        self.free[market] += good - pegged
        if good > 0:
            self.call(market)
        self.counts["units"] += units

    def on_added(self, cells):
        self.made[cells["supplier"]] += cells["units"]
        self.free[cells["supplier"], cells["product"]] += cells["units"]
        self.call((cells["supplier"], cells["product"]))
        self.counts["units"] += cells["units"]

    def on_order(self, cells):
        it = Slice(order=cells["order"], owner=cells["organisation"], market=(cells["supplier"], cells["product"]),
                   product=cells["product"], units=cells["units"], first=cells["first"], rank=cells["place"],
                   placed=seconds(cells["placed"]), not_before=seconds(cells["not_before"]), age=cells["age"],
                   due=seconds(cells["due"]) if "due" in cells else None, priority=cells["priority"],
                   partial=cells["partial"], min_shipment=cells["min_shipment"], sites=cells["sites"],
                   peg=cells.get("peg"), state="planned")
        self.check(cells["slice"] not in self.slices, "the slice was there before")
        self.same("units beyond whole lots", it.units % self.lots[it.product], 0)
        self.check(it.units > 0, "it has no units")
        self.slices[cells["slice"]] = it
        self.ages[it.order] = max(self.ages[it.order], it.age + 1)
        self.call(it.market)
        self.expect(cells["slice"])
        self.flows[it.owner]["ordered"] += it.units

    def on_split(self, cells):
        it, units = self.slices[cells["slice"]], cells["units"]
        self.check(0 < units < it.units, f"{units} of {it.units} units are no part")
        self.check(cells["part"] not in self.slices, "the part was there before")
        part = it.copy(units=units, first=cells["first"], age=self.ages[it.order])
        self.ages[it.order] += 1
        it.units -= units
        if part.first == it.first:
            it.first += units
        self.check(part.first in (it.first - units, it.first + it.units), "the part is at neither end of the whole")
        self.slices[cells["part"]] = part
        self.last_split = cells["slice"], cells["part"]
        self.stand(cells["part"], part, part.state)
        if part.state == "open":
            self.expect(cells["part"])

    def on_cancelled(self, cells):
        it = self.slice_of(cells, "open")
        self.flows[it.owner]["cancelled"] += it.units
        self.moved["withdrawn"] += it.units
        self.awarded = cells["slice"]
        self.call(it.market)
        if it.peg is not None:
            self.needed[it.peg] -= it.units
            surplus = max(0, self.reserved[it.peg] - self.needed[it.peg])
            self.reserved[it.peg] -= surplus
            self.free[it.market] += surplus

    def on_deferred(self, cells):
        it = self.slice_of(cells, "open")
        by = round(cells["days"] * 86400)
        self.same("not_before", seconds(cells["not_before"]), it.not_before + by)
        self.same("due", seconds(cells["due"]) if "due" in cells else None, None if it.due is None else it.due + by)
        it.not_before += by
        it.due = None if it.due is None else it.due + by
        self.moved["withdrawn"] += it.units
        self.call(it.market)
        self.expect(cells["slice"])

    def on_transfer(self, cells):
        it = self.slice_of(cells)
        self.same("the owner before", cells["from"], it.owner)
        self.check(it.state in ("open", "allocated", "in_transit", "delivered"), f"nobody can move what is {it.state}")
        if it.state in HELD:
            self.flows[it.owner]["out"] += it.units
            self.flows[cells["to"]]["in"] += it.units
        if it.state == "delivered":
            self.flows[it.owner]["delivered"] -= it.units
            self.flows[cells["to"]]["delivered"] += it.units
        it.owner, it.sites = cells["to"], cells["sites"]
        if it.state == "open" and it.peg is None and it.not_before <= seconds(self.now):
            self.call(it.market)
        self.moved[cells["intervention"], cells["from"], cells["to"]] += it.units
        self.counts["transfers"] += 1

    def on_intervention(self, cells):
        self.check(0 <= cells["moved"] <= cells["asked"], f"{cells['moved']} moved of {cells['asked']} asked")
        for what, units in self.moved.items():
            if what != "withdrawn":
                self.same("who moved units", cells["intervention"], what[0])
            self.same(f"moved ({what})", units, cells["moved"])
        if cells["moved"] > 0:
            self.check(self.moved, "no line says what moved")
        self.moved.clear()

    # Divisions

    def call(self, market):
        """What a supplier that divides at every arrival has to answer at once."""
        if self.every[market[0]] is None:
            heappush(self.calls, (seconds(self.now), market, -1))

    def expect(self, index):
        """And what it has to answer when a slice may go."""
        it = self.slices[index]
        if it.not_before > seconds(self.now) and self.every[it.market[0]] is None:
            heappush(self.calls, (it.not_before, it.market, index))

    def is_answerable(self, moment, index):
        it = self.slices[index] if index >= 0 else None
        return it is None or (it.state == "open" and it.peg is None and it.not_before == moment)

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
                due.update((t, market) for t in range(now + (self.start - now) % every, until, every))
        for moment, market in sorted(due):
            idle = self.ran.get(market) != moment and self.free[market] > 0 and self.eligible(market, moment)
            self.check(not idle, f"nobody divided {self.free[market]} units of {market} {moment - now} s later")

    def eligible(self, market, now):
        found = [i for i in self.open[market] if self.slices[i].peg is None and self.slices[i].not_before <= now]
        return sorted(found, key=lambda i: self.slices[i].place())

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
            self.nodes = [Node("all", self.free[market], self.eligible(market, now))]
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
            self.same(f"{name}'s claim", claim + guaranteed, sum(self.slices[k].units for k in members))
            self.check(guaranteed >= 0 and guaranteed % cells["lot"] == 0, f"{name}'s guarantee is no number of lots")
            self.check(0 <= cap <= claim, f"{name} may get {cap} of a claim of {claim}")
            if level == "order":
                it = self.slices[members[0]]
                self.same(f"{name}'s terms", [cells[k][i] for k in ("caps", "weights", "minimums")],
                          [claim, 1, it.min_shipment if it.partial else it.units])
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
                           weights, before)
            self.same("awards", awards, right[0])
            self.same("the carries after", [float(x / GRID) for x in after], [float(x / GRID) for x in right[2]])
            for name, said, r in zip(names, cells["entitlements"], right[1]):
                self.check(abs(Fraction(said) - r) <= max(1, r) / 10**9,
                           f"{name} is entitled to {float(r)}, not {said}")
        for name, steps in zip(names, after):
            self.carry(cells, name, steps)

    def is_sampled(self, cells):
        demands = sum(min(c, u) // cells["lot"] * cells["lot"] for c, u in zip(cells["claims"], cells["caps"]))
        return cells["rule"] == "random_arrival" and len(cells["claims"]) > MOST_EXACT_ARRIVALS and demands > cells["supply"]

    def check_sampled(self, cells):
        lot, rows = cells["lot"], zip(cells["claims"], cells["caps"], cells["entitlements"], cells["awards"])
        for claim, cap, r, x in rows:
            self.check(0 <= x <= min(claim, cap) and x % lot == 0 and abs(x - r) < lot, f"{x} for {r} of {claim}")
        if not any(cells["minimums"]):
            self.same("all awards", sum(cells["awards"]), cells["supply"] // lot * lot)

    # Awards and states

    def on_award(self, cells):
        it, index = self.slice_of(cells, "open"), cells["slice"]
        whole = self.last_split[0] if self.last_split and self.last_split[1] == index else index
        claimed = it.units if whole == index else it.units + self.slices[whole].units
        self.same("order and owner", [cells["order"], cells["organisation"]], [it.order, it.owner])
        self.same("pegged", cells["pegged"], int(it.peg is not None))
        self.same("units beyond whole lots", it.units % self.lots[it.product], 0)
        self.check(it.not_before <= seconds(self.now), "it goes before its time")
        if it.peg is None:
            self.same("what is awarded", (whole, it.units), self.pending.pop(0) if self.pending else None)
            self.free[it.market] -= it.units
        else:
            self.check(it.units >= it.least(claimed), f"{it.units} is less than its smallest shipment")
            self.reserved[it.peg] -= it.units
            self.needed[it.peg] -= it.units
            self.check(self.reserved[it.peg] >= 0, "its lot does not have so many")
        self.check(self.free[it.market] >= 0, "stock is below zero")
        self.flows[it.owner]["allocated"] += it.units
        self.flows[it.owner]["in"] += it.units
        self.awarded = index
        self.counts["awards"] += 1

    def on_state(self, cells):
        it, index, to = self.slice_of(cells), cells["slice"], cells["to"]
        self.same("the state before", cells["from"], it.state)
        self.check(to in FOLLOWS[it.state], f"{to} does not follow {it.state}")
        if to in ("allocated", "cancelled"):
            self.same("what was awarded or cancelled", self.awarded, index)
            self.awarded = None
        if it.state in ("allocated", "in_transit") and to in ("delivered", "online"):
            self.flows[it.owner]["delivered"] += it.units
            self.check((to == "online") == (not it.sites), "only who has no site is online on delivery")
        if it.state == "delivered" and to == "online":
            self.check(not it.sites, "it is online without a site to stand at")
        self.move_in_site(it, to, cells.get("site"))
        self.stand(index, it, to)
        it.state = to

    def stand(self, index, it, state):
        """Keeps at hand who waits for stock, for room and for power."""
        (self.open[it.market].add if state == "open" else self.open[it.market].discard)(index)
        (self.waiting.add if state in ("delivered", "unpowered") else self.waiting.discard)(index)

    def move_in_site(self, it, to, site):
        if to == "installing":
            self.check(site in it.sites, f"{site} is not where it was going")
            self.same("the owner of the site", self.sites[site]["owner"], it.owner)
            it.site = site
            self.use(it, "room", +1)
        elif it.state in ADMITTED and site is not None:
            self.same("its site", site, it.site)
        if to == "online" and it.site is not None:
            self.use(it, "power", +1)
        if it.state == "online" and it.site is not None:
            self.use(it, "power", -1)
        if it.state in ADMITTED and to == "delivered":
            self.use(it, "room", -1)
            it.site = None

    def use(self, it, gate, sign):
        self.used[it.site, gate] += sign * it.units * self.sites[it.site][gate][it.product]

    # Balances

    def end_second(self):
        for (site, gate), used in self.used.items():
            most = self.most(site, gate)
            self.check(used >= 0 and (most < 0 or used <= most), f"{used} of {most} {gate} used at {site}")
        for index in self.waiting:
            self.check_wait(index, self.slices[index])
        self.check(not self.moved, f"no intervention says that it moved {dict(self.moved)}")
        self.moved.clear()
        for peg, reserved in self.reserved.items():
            self.check(0 <= reserved <= self.needed[peg], f"{reserved} set aside of {self.needed[peg]} for peg {peg}")
            self.check(reserved == 0 or not self.could_ship(peg), f"peg {peg} keeps {reserved} units from who waits")

    def most(self, site, gate):
        """The room or power of a site; below zero where it has no limit."""
        return self.capacity.get(site, {}).get(gate, 0)

    def check_wait(self, index, it):
        gate, sites = ("power", [it.site]) if it.state == "unpowered" else ("room", it.sites)
        for site in sites:
            most, each = self.most(site, gate), self.sites[site][gate][it.product]
            fits = most < 0 or self.used[site, gate] + each <= most
            self.check(not fits, f"slice {index} waits for {gate} that {site} has")

    def could_ship(self, peg):
        now, market = seconds(self.now), self.peg_market[peg]
        lot = self.lots[market[1]]
        for index in self.open[market]:
            it = self.slices[index]
            units = min(it.units, self.reserved[peg]) // lot * lot
            if it.peg == peg and it.not_before <= now and 0 < units >= it.least(it.units):
                return True
        return False

    def units(self, *what):
        """Units of all slices by owner and state, or as the lines at the end ask for them."""
        if self.totals is None:
            self.totals = Counter()
            for it in self.slices.values():
                stands = it.sites[0] if it.state == "delivered" else it.site
                for key in ((it.owner, it.state), (it.owner, it.state, it.product), ("market", it.market, it.state),
                            ("site", stands, it.state), ("site", stands, it.state, it.product), (it.state,)):
                    self.totals[key] += it.units
        return self.totals[what]

    def on_supplier_at_end(self, cells):
        name = cells["supplier"]
        self.to_close.discard(("supplier", name))
        markets = [(name, product) for product in cells["products"]]
        reserved = Counter()
        for peg, units in self.reserved.items():
            reserved[self.peg_market[peg]] += units
        self.same("free", cells["free"], [self.free[m] for m in markets])
        self.same("reserved", cells["reserved"], [reserved[m] for m in markets])
        self.same("stock", cells["stock"], sum(cells["free"]) + sum(cells["reserved"]))
        self.same("produced", cells["produced"], self.made[name])
        self.same("scrapped", cells["scrapped"], self.scrapped[name])
        self.same("in_transit", cells["in_transit"], sum(self.units("market", m, "in_transit") for m in markets))

    def on_organisation_at_end(self, cells):
        name = cells["organisation"]
        self.to_close.discard(("organisation", name))
        flows = self.flows[name]
        for what in ("ordered", "allocated", "delivered", "cancelled"):
            self.same(what, cells[what], flows[what])
        self.same("backlog", cells["backlog"], self.units(name, "open"))
        self.same("in_transit", cells["in_transit"], self.units(name, "in_transit"))
        self.same("stranded", cells["stranded"], self.units(name, "delivered") + self.units(name, "unpowered"))
        self.same("online", cells["online"], [self.units(name, "online", p) for p in cells["products"]])
        held = sum(self.units(name, state) for state in HELD)
        self.same("units held and given away", held + flows["out"], flows["in"])

    def on_site_at_end(self, cells):
        name = cells["site"]
        self.to_close.discard(("site", name))
        stranded = self.units("site", name, "delivered") + self.units("site", name, "unpowered")
        self.same("stranded", cells["stranded"], stranded)
        self.same("online", cells["online"], [self.units("site", name, "online", p) for p in cells["products"]])

    def end(self):
        self.event = "at the end"
        stock = sum(self.free.values()) + sum(self.reserved.values())
        held = sum(self.units(state) for state in HELD)
        self.same("stock, scrapped and held", stock + sum(self.scrapped.values()) + held, sum(self.made.values()))
        self.check(not self.nodes and not self.pending, "a division has not come to its end")
        self.check(not self.to_close, f"nothing is said of {sorted(self.to_close)}")


def main():
    auditor = Auditor()
    with open(sys.argv[1], encoding="utf-8") if len(sys.argv) > 1 else sys.stdin as lines:
        auditor.read(lines)
    if auditor.problems:
        print("\n".join(auditor.problems[:50]))
        print(f"{len(auditor.problems)} problems")
        return 1
    counts = auditor.counts
    print("audited:", ", ".join(f"{counts[what]} {what}" for what in ("divisions", "awards", "transfers", "units")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
