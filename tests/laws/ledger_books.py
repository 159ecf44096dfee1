"""The books that an auditor keeps beside a ledger: stock and pegs, slices and who owns them, room and power used."""
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from heapq import heappush

from ledger_periods import of_cells

HELD = {"allocated", "in_transit", "delivered", "installing", "commissioning", "unpowered", "online", "retired",
        "returning"}
ADMITTED = {"installing", "commissioning", "unpowered", "online"}
FOLLOWS = {
    "planned": {"open"},
    "open": {"allocated", "cancelled"},
    "allocated": {"in_transit", "delivered", "online", "resold", "open"},
    "in_transit": {"delivered", "online", "resold", "open"},
    "delivered": {"installing", "online", "resold", "returning"},
    "installing": {"commissioning", "delivered", "returning"},
    "commissioning": {"unpowered", "online", "delivered", "returning"},
    "unpowered": {"online", "delivered", "returning"},
    "online": {"unpowered", "delivered", "retired", "returning"},
    "retired": set(),
    "returning": {"returned"},
    "returned": set(),
    "cancelled": set(),
    "resold": set(),
}


def level_of_groups(depth):
    return "group" if depth == 0 else f"group_{depth + 1}"


def seconds(date):
    return int((datetime.fromisoformat(date) - datetime(1970, 1, 1)).total_seconds())


def date(seconds):
    return (datetime(1970, 1, 1) + timedelta(seconds=seconds)).isoformat()


class Slice:
    def __init__(self, **cells):
        self.order = self.market = self.peg = self.site = self.due = self.awarded_to = self.awarded_at = self.unit_price = None
        self.barred, self.paid = False, None
        self.first = self.carry = 0
        self.__dict__.update(cells)

    def copy(self, **changed):
        return Slice(**{**self.__dict__, **changed})

    def place(self):
        return self.placed, self.rank, self.age

    def least(self, units, lot):
        whole = units // lot * lot
        return min(self.min_shipment, whole) if self.partial else whole


PLACED_BY_A_DECISION = 1 << 62


class Books:
    def __init__(self):
        self.problems, self.counts = [], Counter()
        self.line, self.now, self.event, self.start = 0, None, "", None
        self.lots, self.group_of, self.sites, self.to_close = {}, {}, {}, set()
        self.free, self.reserved, self.needed, self.peg_market = Counter(), Counter(), Counter(), {}
        self.slices, self.ages, self.open, self.waiting = {}, Counter(), defaultdict(set), set()
        self.made, self.scrapped, self.built_in = Counter(), Counter(), Counter()
        self.parts, self.held, self.to_use = defaultdict(dict), Counter(), Counter()
        self.flows = defaultdict(Counter)  # by organisation: ordered, allocated, delivered, cancelled, in, out
        self.capacity, self.used = {}, Counter()
        self.last_split, self.awarded, self.moved, self.gives = None, None, Counter(), {}
        self.pending = []  # who got what in the division before, still to be awarded
        self.every, self.calls, self.decided, self.buys_for = {}, [], {}, {}
        self.patience, self.patient = {}, set()  # by order: until when it waits; who still does
        self.needs, self.need_of, self.served = [], {}, Counter()  # orders that share a need; units delivered by order
        self.of_order = defaultdict(set)
        self.lines_of_kit = defaultdict(dict)  # by kit and order: units for one kit
        self.converting, self.returned = Counter(), None
        self.given_back, self.came_back = None, Counter()  # the slice whose term has ended; units back in stock
        self.leased = {}  # by slice: whose it is while another uses it
        self.money, self.fee_each, self.deposit_each = Counter(), defaultdict(set), Counter()
        self.prices, self.first_prices, self.repriced = {}, {}, Counter()

    def check(self, holds, message):
        if not holds:
            self.problems.append(f"line {self.line}: {self.now} {self.event}: {message}")

    def same(self, what, found, right):
        self.check(found == right, f"{what} is {found}, should be {right}")

    def slice_of(self, cells, state=None):
        it = self.slices[cells["slice"]]
        self.same("its units", cells["units"], it.units)
        if state:
            self.same("its state", it.state, state)
        return it

    # The world

    def on_product(self, cells):
        self.lots[cells["product"]] = cells["lot"]
        self.parts[cells["product"]] = {key[3:]: units for key, units in cells.items() if key.startswith("of_")}
        self.prices[cells["product"]] = self.first_prices[cells["product"]] = cells.get("price")

    def on_supplier(self, cells):
        self.every[cells["supplier"]] = of_cells(self.start, cells, "every_seconds", "every_months")
        self.to_close.add(("supplier", cells["supplier"]))
        for product in self.lots:
            self.call((cells["supplier"], product))

    def on_organisation(self, cells):
        groups = cells.get("groups", [cells["group"]])
        self.group_of[cells["organisation"]] = {level_of_groups(k): it for k, it in enumerate(groups)}
        self.buys_for[cells["organisation"]] = cells.get("buys_for")
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

    def on_shipped_before_start(self, cells):
        it = Slice(order=cells["order"], owner=cells["organisation"], market=(cells["supplier"], cells["product"]),
                   product=cells["product"], units=cells["units"], first=cells["first"], age=cells["age"],
                   state=cells["state"], site=cells.get("site"), sites=cells["sites"])
        self.check(it.state in ("in_transit", "online"), f"what was shipped is {it.state}")
        self.slices[cells["slice"]] = it
        self.ages[it.order] = max(self.ages[it.order], it.age + 1)
        self.made["at start"] += it.units
        for what in ("ordered", "allocated", "in"):
            self.flows[it.owner][what] += it.units
        if it.state == "in_transit":
            return
        self.flows[it.owner]["delivered"] += it.units
        if it.site is not None:
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
        if cells["piece"] != "delivery" and self.parts[market[1]]:
            self.build(market, units)
        self.made[cells["supplier"]] += units
        self.scrapped[cells["supplier"]] += units - good
        self.reserved[peg] += pegged
        self.free[market] += good - pegged
        if good > 0:
            self.call(market)

    def on_held(self, cells):
        self.held[cells["supplier"], cells["product"]] += cells["units"]

    def on_used(self, cells):
        market, units = (cells["supplier"], cells["product"]), cells["units"]
        self.free[market] -= units
        self.built_in[cells["supplier"]] += units
        self.to_use[cells["supplier"], cells["for"], cells["product"]] += units
        self.check(self.free[market] >= 0, "stock is below zero")

    def build(self, market, units):
        """So many units of a lot that waited for parts were built: each has its parts."""
        self.held[market] -= units
        self.check(self.held[market] >= 0, f"more is built than came: {-self.held[market]}")
        for part, each in self.parts[market[1]].items():
            self.same(f"{part} used", self.to_use.pop((*market, part), 0), each * units)

    def on_added(self, cells):
        self.made[cells["supplier"]] += cells["units"]
        self.free[cells["supplier"], cells["product"]] += cells["units"]
        self.decide((cells["supplier"], cells["product"]))

    def on_order(self, cells):
        it = Slice(order=cells["order"], owner=cells["organisation"], placer=cells["organisation"],
                   market=(cells["supplier"], cells["product"]),
                   product=cells["product"], units=cells["units"], first=cells["first"], rank=cells["place"],
                   placed=seconds(cells["placed"]), not_before=seconds(cells["not_before"]), age=cells["age"],
                   due=seconds(cells["due"]) if "due" in cells else None, priority=cells["priority"],
                   partial=cells["partial"], min_shipment=cells["min_shipment"], sites=cells["sites"],
                   peg=cells.get("peg"), bid=cells.get("bid"), state="planned")
        if "kit" in cells:
            self.lines_of_kit[cells["kit"]][cells["order"]] = cells["each"]
        self.check(cells["slice"] not in self.slices, "the slice was there before")
        self.same("units beyond whole lots", it.units % self.lots[it.product], 0)
        self.check(it.units > 0, "it has no units")
        self.slices[cells["slice"]] = it
        if it.peg is not None and it.rank >= PLACED_BY_A_DECISION:  # its need begins now; others' were there at the start
            self.needed[it.peg] += it.units
            self.peg_market.setdefault(it.peg, it.market)
        self.of_order[it.order].add(cells["slice"])
        self.ages[it.order] = max(self.ages[it.order], it.age + 1)
        (self.decide if it.rank >= PLACED_BY_A_DECISION else self.call)(it.market)
        self.expect(cells["slice"])
        self.flows[it.owner]["ordered"] += it.units

    def on_substituted(self, cells):
        it, index = self.slices[cells["slice"]], cells["slice"]
        market, lot = (it.market[0], cells["product"]), self.lots[cells["product"]]
        asked, given = cells["stands_for"], cells["units"]
        self.same("what it stands for", asked, it.units)
        self.same("its state", it.state, "open")
        self.same("units beyond whole lots", (given % lot, asked % self.lots[it.product]), (0, 0))
        worth, of = cells["ratio"]  # units of it, and units asked
        self.check(0 < given * of <= worth * asked < (given + lot) * of + worth * self.lots[it.product],
                   f"{given} for {asked}")
        self.check(it.peg is None and it.placed + cells["after_seconds"] <= seconds(self.now), "it takes another product too early")
        self.flows[it.placer]["ordered"] += given - asked
        self.open[it.market].discard(index)
        self.open[market].add(index)
        it.market, it.product, it.units, it.first = market, cells["product"], given, cells["first"]
        self.pending = [(index, given)]

    def decide(self, market):
        """What a decision brings may be too late for the run of a calendar of this second."""
        self.decided[market] = seconds(self.now)
        self.call(market)

    def call(self, market):
        """What a supplier that divides at every arrival has to answer at once, or a second after it divided."""
        if self.every[market[0]] is None:
            heappush(self.calls, (seconds(self.now) + (self.ran.get(market) == seconds(self.now)), market, -1))

    def expect(self, index):
        """And what it has to answer when a slice may go."""
        it = self.slices[index]
        if it.not_before > seconds(self.now) and self.every[it.market[0]] is None:
            heappush(self.calls, (it.not_before, it.market, index))

    def on_patience(self, cells):
        self.patience[cells["order"]] = seconds(cells["until"])
        self.patient.add(cells["order"])

    def on_need(self, cells):
        for order in cells["orders"]:
            asked = sum(self.slices[i].units for i in self.of_order[order])
            self.same("units ordered for a need", asked, cells["units"])
            self.need_of[order] = len(self.needs)
        self.needs.append({"orders": cells["orders"], "units": cells["units"], "cancels": cells["cancels"]})

    def open_units(self, order):
        return sum(self.slices[i].units for i in self.of_order[order] if self.slices[i].state == "open")

    def left_of(self, need):
        return max(0, need["units"] - sum(self.served[order] for order in need["orders"]))

    def check_buyers(self):
        """Nobody waits beyond its patience, and no order asks for more than is left of its need."""
        for order in [order for order in self.patient if self.patience[order] <= seconds(self.now)]:
            self.same(f"units that wait beyond the patience of {order}", self.open_units(order), 0)
            self.patient.remove(order)
        for need in self.needs:
            if need["cancels"] and need.pop("touched", False):
                left = self.left_of(need)
                for order in need["orders"]:
                    self.check(self.open_units(order) <= left, f"{order} asks for more than {left} that are left of its need")

    def check_cause(self, it, units, cause):
        need = self.needs[self.need_of[it.order]] if it.order in self.need_of else None
        if cause == "patience":
            self.check(self.patience[it.order] <= seconds(self.now), "its patience has not ended")
        elif cause == "duplicate":
            self.check(need and need["cancels"], "nobody cancels its copies")
            self.check(self.open_units(it.order) - units >= self.left_of(need), "more is cancelled than was too much")
        else:
            self.same("the cause", cause, "review")
            if need:
                need["units"] -= units
                need["touched"] = True

    # What happens to slices

    def on_split(self, cells):
        it, units = self.slices[cells["slice"]], cells["units"]
        self.check(0 < units < it.units, f"{units} of {it.units} units are no part")
        self.check(cells["part"] not in self.slices, "the part was there before")
        part = it.copy(units=units, first=cells["first"], age=self.ages[it.order], carry=0)
        self.ages[it.order] += 1
        it.units -= units
        if part.first == it.first:
            it.first += units
        self.check(part.first in (it.first - units, it.first + it.units), "the part is at neither end of the whole")
        self.slices[cells["part"]] = part
        if cells["slice"] in self.leased:
            self.leased[cells["part"]] = self.leased[cells["slice"]]
        self.of_order[it.order].add(cells["part"])
        self.last_split = cells["slice"], cells["part"]
        self.stand(cells["part"], part, part.state)
        if part.state == "open":
            self.expect(cells["part"])

    def on_cancelled(self, cells):
        it = self.slice_of(cells, "open")
        self.flows[it.owner]["cancelled"] += it.units
        self.charge(it, cells.get("fee", 0))
        if "cause" in cells:
            self.check_cause(it, it.units, cells["cause"])
        else:
            self.moved["withdrawn"] += it.units
        self.awarded = cells["slice"]
        self.decide(it.market)
        if it.peg is not None:
            self.needed[it.peg] -= it.units
            surplus = max(0, self.reserved[it.peg] - self.needed[it.peg])
            self.reserved[it.peg] -= surplus
            self.free[it.market] += surplus

    def charge(self, it, fee):
        """Of one order each unit costs its deposit and, by who cancels it, one of two fees."""
        self.money["fees", it.owner] += fee
        self.fee_each[it.order].add(round(fee / it.units, 6))
        self.check(fee >= self.deposit_each[it.order] * it.units - 1e-6, "the deposit is lost with it")
        self.check(len(self.fee_each[it.order]) <= 2, f"units of one order cost {sorted(self.fee_each[it.order])}")

    def on_deposit(self, cells):
        self.money["deposits", cells["organisation"]] += cells["money"]
        self.deposit_each[cells["order"]] = cells["money"] / cells["units"]

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

    # What embargoes, hurries and the like do

    def on_given_back(self, cells):
        it = self.slice_of(cells)
        self.check(it.state in ADMITTED | {"delivered"}, f"nobody can give back what is {it.state}")
        self.given_back = cells["slice"]

    def on_back_in_stock(self, cells):
        it = self.slice_of(cells, "returned")
        self.same("where it came from", (cells["supplier"], cells["product"]), it.market)
        self.free[it.market] += it.units
        self.came_back[it.market[0]] += it.units
        self.flows[it.owner]["out"] += it.units
        self.decide(it.market)

    def on_called_back(self, cells):
        self.moved["withdrawn"] += self.slice_of(cells, "online").units
        self.check(seconds(cells["until"]) >= seconds(self.now), "it is to leave before now")

    def on_leased(self, cells):
        it, index = self.slice_of(cells), cells["slice"]
        self.same("the owner before", cells["from"], it.owner)
        if index in self.leased:
            self.same("whose it is", cells["to"], self.leased.pop(index))
        else:
            self.same("its state", it.state, "online")
            self.leased[index] = it.owner
        self.flows[it.owner]["out"] += it.units
        self.flows[cells["to"]]["in"] += it.units
        if it.order is not None:
            self.flows[it.owner]["delivered"] -= it.units
            self.flows[cells["to"]]["delivered"] += it.units
        it.owner = cells["to"]
        self.moved[cells["intervention"], cells["from"], cells["to"]] += it.units
        self.counts["transfers"] += 1

    def on_price(self, cells):
        self.prices[cells["product"]] = cells["price"]

    def pay(self, it):
        it.paid = self.prices[it.product]
        if it.paid is not None:
            self.repriced[it.market[0]] += it.units * (it.paid - self.first_prices[it.product])

    def on_returned(self, cells):
        it = self.slice_of(cells)
        self.check(it.state in ("allocated", "in_transit"), f"nobody can return what is {it.state}")
        if it.awarded_to is not None:
            self.same("who was awarded it", cells["awarded_to"], it.awarded_to)
        if it.paid is not None:
            self.repriced[it.market[0]] -= it.units * (it.paid - self.first_prices[it.product])
        self.unreceive(it)
        it.placed, it.not_before, it.rank = seconds(cells["placed"]), seconds(cells["not_before"]), cells["place"]
        it.due = seconds(cells["due"]) if "due" in cells else None
        it.priority, it.partial, it.min_shipment = cells["priority"], cells["partial"], cells["min_shipment"]
        it.carry, it.paid, it.bid = 0, None, cells.get("bid")
        self.flows[it.owner]["out"] += it.units
        self.flows[cells["awarded_to"]]["allocated"] -= it.units
        if it.awarded_at is not None:
            self.money["paid", it.awarded_to] -= it.units * (it.unit_price or 0)
            it.awarded_at = None
        if it.peg is None:
            self.free[it.market] += it.units
        else:
            self.reserved[it.peg] += it.units
            self.needed[it.peg] += it.units
        self.returned = cells["slice"]
        self.decide(it.market)

    def on_embargoed(self, cells):
        self.moved["embargoed"] += self.slice_of(cells).units

    def on_barred(self, cells):
        self.slice_of(cells, "open").barred = True

    def on_unbarred(self, cells):
        it = self.slice_of(cells, "open")
        it.barred = False
        self.decide(it.market)

    def on_unpegged(self, cells):
        peg, market = cells["peg"], self.peg_market[cells["peg"]]
        self.needed[peg] -= cells["units"]
        surplus = max(0, self.reserved[peg] - self.needed[peg])
        self.reserved[peg] -= surplus
        self.free[market] += surplus
        if cells["slice"] in self.slices:
            self.same("its peg", peg, self.slice_of(cells).peg)
            self.slices[cells["slice"]].peg = None
        self.decide(market)

    def on_expedited(self, cells):
        it = self.slice_of(cells, "open")
        self.check(cells["priority"] >= it.priority, "a priority is raised, not lowered")
        it.priority = cells["priority"]
        self.moved["withdrawn"] += it.units
        self.decide(it.market)

    def on_hastened(self, cells):
        it = self.slice_of(cells, "in_transit")
        self.check(seconds(cells["stage_ends"]) >= seconds(self.now), "a stage ends before now")
        self.moved["withdrawn"] += it.units

    def on_parted(self, cells):
        it = self.slice_of(cells, "open")
        self.moved["withdrawn"] += it.units
        self.decide(it.market)

    def on_converting(self, cells):
        self.free[cells["supplier"], cells["from"]] -= cells["units"]
        self.converting[cells["supplier"]] += cells["units"]
        self.moved["withdrawn"] += cells["units"]
        self.check(self.free[cells["supplier"], cells["from"]] >= 0, "stock is below zero")

    def on_converted(self, cells):
        supplier, used, gross, good = cells["supplier"], cells["units"], cells["gross"], cells["good"]
        self.check(0 <= good <= gross, f"{good} of {gross} are good")
        self.converting[supplier] -= used
        self.free[supplier, cells["to"]] += good
        self.made[supplier] += max(0, gross - used)
        self.scrapped[supplier] += max(0, used - gross) + gross - good
        self.decide((supplier, cells["to"]))

    def on_retired(self, cells):
        self.moved["withdrawn"] += self.slice_of(cells, "online").units

    def on_spent(self, cells):
        self.check(cells["times"] in (0, 1) and cells["units"] >= 0, "what is paid for is one use, or units of it")

    def on_gives(self, cells):
        self.gives[cells["intervention"], cells["from"], cells["to"]] = cells["units"]

    def on_intervention(self, cells):
        self.check(0 <= cells["moved"] <= cells["asked"], f"{cells['moved']} moved of {cells['asked']} asked")
        for what, units in self.moved.items():
            if isinstance(what, tuple):
                self.same("who moved units", cells["intervention"], what[0])
            self.same(f"moved ({what})", units, self.gives.pop(what, cells["moved"]))
        self.check(not self.gives, f"nobody gave {self.gives}")
        if cells["moved"] > 0:
            self.check(self.moved, "no line says what moved")
        self.moved.clear()

    def on_award(self, cells):
        it, index = self.slice_of(cells, "open"), cells["slice"]
        whole = self.last_split[0] if self.last_split and self.last_split[1] == index else index
        claimed = it.units if whole == index else it.units + self.slices[whole].units
        self.same("order and owner", [cells["order"], cells["organisation"]], [it.order, it.owner])
        self.same("pegged", cells["pegged"], int(it.peg is not None))
        self.same("units beyond whole lots", it.units % self.lots[it.product], 0)
        self.check(it.not_before <= seconds(self.now), "it goes before its time")
        self.check(not it.barred, "it is under an embargo")
        if self.by_hand:
            self.award_by_hand(it, claimed)
        elif it.peg is None:
            self.same("what is awarded", (whole, it.units), self.pending.pop(0) if self.pending else None)
            self.free[it.market] -= it.units
        else:
            self.check(it.units >= it.least(claimed, self.lots[it.product]), f"{it.units} is less than its smallest shipment")
            self.reserved[it.peg] -= it.units
            self.needed[it.peg] -= it.units
            self.check(self.reserved[it.peg] >= 0, "its lot does not have so many")
        self.check(self.free[it.market] >= 0, "stock is below zero")
        self.flows[it.owner]["allocated"] += it.units
        self.flows[it.owner]["in"] += it.units
        self.receive(it)
        self.awarded, it.awarded_to, it.awarded_at = index, it.owner, seconds(self.now)
        self.pay(it)
        it.unit_price = cells.get("price")
        self.money["paid", it.owner] += it.units * (it.unit_price or 0)
        self.counts["awards"] += 1

    def on_state(self, cells):
        it, index, to = self.slice_of(cells), cells["slice"], cells["to"]
        self.same("the state before", cells["from"], it.state)
        self.check(to in FOLLOWS[it.state], f"{to} does not follow {it.state}")
        if to == "open" and it.state != "planned":
            self.same("what was returned", self.returned, index)
            self.returned = None
        if to == "returning":
            self.same("what was given back", self.given_back, index)
            self.given_back = None
        if to in ("allocated", "cancelled"):
            self.same("what was awarded or cancelled", self.awarded, index)
            self.awarded = None
        if it.state in ("allocated", "in_transit") and to in ("delivered", "online", "resold"):
            self.flows[it.owner]["delivered"] += it.units
            self.served[it.order] += it.units
            if it.order in self.need_of:
                self.needs[self.need_of[it.order]]["touched"] = True
            self.check((to != "delivered") == (not it.sites), "only who has no site is online on delivery")
        if it.state == "delivered" and to == "online":
            self.check(not it.sites, "it is online without a site to stand at")
        if to in ("online", "resold") and not it.sites:
            self.same("what becomes of it", to, "online" if self.buys_for[it.owner] is None else "resold")
        if to == "resold":
            market = (self.buys_for[it.owner], it.product)
            self.free[market] += it.units
            self.flows[it.owner]["out"] += it.units
            self.decide(market)
        self.move_in_site(index, it, to, cells.get("site"))
        self.stand(index, it, to)
        it.state = to

    def stand(self, index, it, state):
        """Keeps at hand who waits for stock, for room and for power."""
        (self.open[it.market].add if state == "open" else self.open[it.market].discard)(index)
        (self.waiting.add if state in ("delivered", "unpowered") else self.waiting.discard)(index)

    def move_in_site(self, index, it, to, site):
        if to == "installing":
            self.check(site in it.sites, f"{site} is not where it was going")
            self.same("the owner of the site", self.sites[site]["owner"], self.leased.get(index, it.owner))
            it.site = site
            self.use(it, "room", +1)
        elif it.state in ADMITTED and site is not None:
            self.same("its site", site, it.site)
        if to == "online" and it.site is not None:
            self.use(it, "power", +1)
        if it.state == "online" and it.site is not None:
            self.use(it, "power", -1)
        if it.state in ADMITTED and it.site is not None and to in ("delivered", "retired", "returning"):
            self.use(it, "room", -1)
        if to == "delivered":
            it.site = None

    def use(self, it, gate, sign):
        self.used[it.site, gate] += sign * it.units * self.sites[it.site][gate][it.product]
