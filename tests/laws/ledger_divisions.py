"""Every division of a ledger done again, and every run of allocation that should have been."""
from collections import Counter
from fractions import Fraction
from heapq import heappop

from exact_division import GRID, NO_TERMS, divide
from ledger_books import date, seconds
from ledger_receipts import Receipts
from ledger_periods import of_cells
from ledger_run import KitRun, Run, own_of, share_of


class Divisions(Receipts):
    def __init__(self):
        super().__init__()
        self.carries = Counter()
        self.run, self.division, self.market, self.ran = None, None, None, {}  # the run, where it stands
        self.limits, self.reserves = [], []  # of the run that comes: caps and guarantees; what is held back
        self.together = None  # the run of several markets
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
                moments = every.beginnings(now, until)
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

    def on_cap(self, cells):
        market, lot = (cells["supplier"], cells["product"]), self.lots[cells["product"]]
        period = of_cells(self.start, cells, "per_seconds", "per_months")
        if period:
            self.same("what the cap allows", cells["units"], self.allowed(cells, market, period, lot))
            cells["given"] = self.given_in(market, period)
        self.limits.append(cells)

    def given_in(self, market, period):
        begin = period.begin(seconds(self.now))
        return [it for it in self.given[market] if it[0] >= begin]

    def allowed(self, cells, market, period, lot):
        """Of a cap of a period: what it leaves for the run that comes."""
        given = self.given_in(market, period)
        own = own_of(cells, given, self.group_of)
        if "share" not in cells:
            return max(0, cells["most"] - own)
        others = sum(units for _, _, owner, units in given if owner in cells["of"])
        return max(0, share_of(cells["share"], others, lot) - own)

    def on_reserve(self, cells):
        market = cells["supplier"], cells["product"]
        if cells["is_open_order"]:
            slices = (self.slices[i] for i in self.open[market])
            lot = self.lots[market[1]]
            is_open = sum(it.units // lot * lot for it in slices if it.order == cells["order"] and it.peg is None)
            self.check(cells["asks"] in (0, is_open), f"a reserve asks {cells['asks']} for an order of {is_open}")
        self.reserves.append(cells)

    def on_reserved(self, cells):
        """A run of what is open, and of what is held."""
        self.begin_run((cells["supplier"], cells["product"]), cells)

    def on_owed(self, cells):
        self.limits.append(cells)

    def begin_run(self, market, reserved=None):
        now, every = seconds(self.now), self.every[market[0]]
        self.check(not every or every.begin(now) == now, "this is no day of the calendar")
        self.check(self.ran.get(market) != now, "this market was divided before in this second")
        self.market, self.ran[market] = market, now
        queue = [i for i in self.eligible(market, now) if self.claim_of(i) > 0]
        claims = {i: self.claim_of(i) for i in queue}
        limits, self.limits = self.limits, []
        for it in limits:
            self.same("the market of a limit", (it["supplier"], it["product"]), market)
        reserves, self.reserves = self.reserves, []
        self.run = Run(self.slices, claims, self.group_of, self.lots[market[1]], limits, reserves, self.together)
        if reserved:
            self.same("what is open and what is held", (reserved["open"], reserved["held"]),
                      self.run.hold(reserved["level"], self.free[market], queue))
        self.division = self.divide(queue, self.free[market] - sum(self.run.held))
        try:
            next(self.division)
        except StopIteration as end:
            self.end_run(end.value)

    def on_division(self, cells):
        self.counts["divisions"] += 1
        if self.division is None:
            self.begin_run((cells["supplier"], cells["product"]))
        try:
            self.division.send(cells)
        except StopIteration as end:
            self.end_run(end.value)

    def end_run(self, left):
        for i in self.run.could_be_served(left):
            self.check(False, f"{left} units are left, and slice {i} could be served of them")
        if self.together:
            self.together.end_run(self.market, self.run, left)
        else:
            self.pending = self.run.in_order()
        self.run = self.division = None

    # Kits: several markets divided together, of which all ships when the last is done

    def on_kit_run(self, cells):
        self.together = KitRun([(cells["supplier"], product) for product in cells["products"]])

    def on_kit(self, cells):
        self.together.add_line(cells)

    def on_kit_more(self, cells):
        self.check(self.together.give(cells), "a kit gets more than is left for it")

    def on_kit_run_ends(self, cells):
        together, self.together, now = self.together, None, seconds(self.now)
        for market in together.markets:
            self.ran[market] = now
        for kit, orders in self.lines_of_kit.items():
            if lines := self.whole_kit(orders):
                self.check_kit(kit, lines, together, now)
        self.pending = together.in_order()

    def whole_kit(self, orders):
        """The open slices of its lines with the units of one kit, where these are in proportion."""
        lines = []
        for order, each in orders.items():
            found = [i for i in self.of_order[order] if self.slices[i].state == "open"]
            if len(found) != 1 or self.slices[found[0]].owner != self.slices[found[0]].placer:
                return None
            lines.append((found[0], each))
        return lines if len({Fraction(self.slices[i].units, each) for i, each in lines}) == 1 else None

    def check_kit(self, kit, lines, together, now):
        if self.slices[lines[0][0]].market not in together.markets:
            return
        ready = [not self.slices[i].barred and self.slices[i].not_before <= now for i, _ in lines]
        if any(ready):
            self.same(f"the lines of {kit}", together.lines.get(kit), lines)
        given = {Fraction(together.awards(self.slices[i].market)[i], each) for i, each in lines}
        self.check(len(given) == 1 and all(x.denominator == 1 for x in given), f"{kit} is not shipped in proportion: {given}")
        it, kits = self.slices[lines[0][0]], min(given)
        whole = it.units // lines[0][1]
        least = min(it.min_shipment // lines[0][1], whole) if it.partial else whole
        self.check(kits == 0 or kits >= least, f"{kits} of {kit} are less than its smallest shipment")
        more = min(together.could_give(self.slices[i].market, i) // each for i, each in lines) if all(ready) else 0
        self.check(more == 0 or kits + more < least, f"{more} more of {kit} could be served of what is left")

    def divide(self, queue, left):
        run, is_first = self.run, True
        while True:
            if left > 0:
                left = yield from self.share_out("all", queue, left, is_first)
                for i in run.with_caps_left():
                    left = yield from self.offer(i, left)
            left = yield from self.divide_held(queue, left)
            if left + sum(run.held) == 0 or not run.raise_caps():
                return left
            is_first = False

    def offer(self, i, left):
        offer = self.run.could_use_alone(left, i)
        return left - offer + (yield from self.share_out("all", [i], offer, False)) if offer else left

    def divide_held(self, queue, left):
        """Each reserve among those it is for; then what is left anywhere, slice by slice."""
        run = self.run
        if not sum(run.held):
            return left
        for k in range(len(run.held)):
            members = [i for i in queue if run.is_for(k, i)]
            if run.held[k] and members:
                run.held[k] = yield from self.share_out("all", members, run.held[k], False)
        for i in queue:
            reach = run.within_reach(i, left)
            if reach > 0:
                run.look_at_caps_of(i)
                left = run.take(i, reach - (yield from self.offer(i, reach)), left)
        return left

    def share_out(self, name, members, supply, is_first):
        """A node: is sent the divisions of it and of all below it, and gives what nobody there can use."""
        run, left, is_again = self.run, supply, False
        cells = yield
        level, priorities = cells["level"], {}
        family = run.claimants(level, members)
        names = list(family)
        while left > 0 and names:
            guaranteed = run.guaranteed(level, {k: family[k] for k in names}, left)
            tier_left, todo, priority, got = left - sum(guaranteed.values()), set(names), None, {}
            while todo:
                cells = cells or (yield)
                self.same("the market", (cells["supplier"], cells["product"]), self.market)
                self.same("the node", (cells["node"], cells["level"]), (name, level))
                self.check((cells["tier"] == 0) == (priority is None), "its tier is not the next one")
                self.check(priority is None or cells["priority"] < priority, "tiers are not from the highest down")
                self.same("its supply", cells["supply"], tier_left)
                priority = cells["priority"]
                tier_left -= sum(cells["awards"])
                self.check_claims(cells, family, guaranteed, todo)
                self.check_awards(cells, is_first and not is_again)
                for k, units in zip(cells["claimants"], cells["awards"]):
                    got[k], priorities[k] = guaranteed[k] + units, priority
                todo -= set(cells["claimants"])
                cells = None
            if level == "order":
                for k in names:
                    run.awards[int(k)] += got[k]
                return tier_left
            back = yield from self.hand_down(family, got, names, is_first and not is_again)
            left -= sum(got.values()) - sum(back.values())
            if not any(back.values()):
                break
            names, is_again = [k for k in names if not back[k]], True
        if is_again:
            for k in sorted(family, key=lambda k: -priorities[k]):
                offer = {k: run.could_use(left, level, k, family[k])}
                back = yield from self.hand_down(family, offer, [k], False)
                left -= offer[k] - back[k]
        return left

    def hand_down(self, family, units, names, is_first):
        back = {}
        for k in names:
            back[k] = (yield from self.share_out(k, family[k], units[k], is_first)) if units[k] > 0 else 0
        return back

    def check_claims(self, cells, family, guaranteed, todo):
        names, level, run = cells["claimants"], cells["level"], self.run
        self.same("the lot", cells["lot"], self.lots[cells["product"]])
        for i, name in enumerate(names):
            if name not in todo:
                self.check(False, f"{name} has no claim, or claims twice")
                continue
            most, least = run.bounds(level, name, family[name])
            self.same(f"{name}'s guarantee", cells["guaranteed"][i], guaranteed[name])
            self.same(f"{name}'s claim", cells["claims"][i] + guaranteed[name], run.claim(family[name]))
            self.same(f"what {name} may get", cells["caps"][i] + guaranteed[name], most)
            if most > 0:
                self.same(f"{name}'s smallest shipment", cells["minimums"][i], max(0, least - guaranteed[name]))
            if level == "order":
                self.same(f"{name}'s weight", cells["weights"][i], 1)
                self.same(f"{name}'s priority", cells["priority"], self.slices[int(name)].priority)
        self.check_order(cells, family)

    def check_order(self, cells, family):
        names = [name for name in cells["claimants"] if name in family]
        if cells["rule"] == "random_order":
            return
        places = {name: k for k, name in enumerate(family)}
        key = places.__getitem__
        if cells["rule"] == "earliest_due":
            due = {name: self.slices[family[name][0]].due for name in names}
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

    def check_awards(self, cells, is_first):
        names, lot, awards = cells["claimants"], cells["lot"], cells["awards"]
        before, after = ([Fraction(x) * GRID for x in cells[k]] for k in ("carry", "carry_after"))
        self.same("the carries before", before, [self.carry(cells, name) for name in names])
        if "orders_drawn" in cells:
            self.check_sampled(cells)
        else:
            weights = [Fraction(w) for w in cells["weights"]]
            right = divide(cells["rule"], cells["supply"], lot, cells["claims"], cells["caps"], cells["minimums"],
                           weights, before, self.terms_of(cells))
            self.same("awards", awards, right[0])
            carries = right[2] if is_first else before
            self.same("the carries after", [float(x / GRID) for x in after], [float(x / GRID) for x in carries])
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
                right += self.run.received(cells, name)
                self.check(abs(said - right) <= 1e-9 * max(1, right), f"{name} received {right}, not {said}")
        if cells["rule"] == "auction":
            self.same("bids", terms["bids"], [self.slices[int(name)].bid for name in names])
        return terms

    def check_sampled(self, cells):
        self.check(cells["rule"] == "random_arrival" and len(cells["claims"]) > 12, "so few are not to be sampled")
        alike = set(zip(cells["claims"], cells["caps"], cells["minimums"], cells["entitlements"]))
        self.check(len(alike) == len({it[:3] for it in alike}), "equal claims have unequal awards")
        lot, rows = cells["lot"], zip(cells["claims"], cells["caps"], cells["entitlements"], cells["awards"])
        for claim, cap, r, x in rows:
            self.check(0 <= x <= min(claim, cap) and x % lot == 0 and abs(x - r) < lot, f"{x} for {r} of {claim}")
        if not any(cells["minimums"]):
            self.same("all awards", sum(cells["awards"]), cells["supply"] // lot * lot)
