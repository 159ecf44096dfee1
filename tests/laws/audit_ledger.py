#!/usr/bin/env python3
"""Audits a ledger: audit_ledger.py [FILE.jsonl]. Every division is done again and every unit counted again, from
the ledger alone. Says what is wrong by line and exits 1, or says in one line what was checked.

What the policy says (rule, weights, priorities above orders) is taken from the line of the division; caps, and what is
owed by guarantees, from lines of their own before it. random_arrival among more than 12 is sampled, which a ledger does not tell: there only sums, bounds and
whole lots are looked at.
"""
import json
import sys
from collections import Counter

from ledger_books import HELD, seconds
from ledger_divisions import Divisions


class Auditor(Divisions):
    def __init__(self):
        super().__init__()
        self.totals = None

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
        if self.division is not None and self.event != "division":
            self.check(False, "a run has not come to its end")
            self.run = self.division = None
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

    # After each second

    def end_second(self):
        self.check_buyers()
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
            if it.peg == peg and not it.barred and it.not_before <= now and 0 < units >= it.least(it.units, self.lots[it.product]):
                return True
        return False

    # At the end

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
        self.same("stock", cells["stock"], sum(cells["free"]) + sum(cells["reserved"]) + self.converting[name])
        self.same("produced", cells["produced"], self.made[name])
        self.same("scrapped", cells["scrapped"], self.scrapped[name])
        self.same("used", cells.get("used", 0), self.built_in[name])
        self.same("returned", cells.get("returned", 0), self.came_back[name])
        for market in markets:
            parts = self.parts[market[1]].items()
            could = self.held[market] and parts and all(self.free[name, part] >= each for part, each in parts)
            self.check(not could, f"{market} could have been built")
        repriced = self.repriced[name]
        self.check(abs(cells.get("repriced", 0) - repriced) <= 1e-9 * max(1, abs(repriced)), f"repriced is not {repriced}")
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
        self.same("retired", cells.get("retired", 0), self.units(name, "retired"))
        self.same("returned", cells.get("returned", 0), self.units(name, "returning") + self.units(name, "returned"))
        for what in ("fees", "deposits", "paid"):
            money = self.money[what, name]
            self.check(abs(cells.get(what, 0) - money) <= 1e-6 * max(1, abs(money)), f"{what} is not {money}")
        held = sum(self.units(name, state) for state in HELD)
        self.same("units held and given away", held + flows["out"], flows["in"])

    def on_site_at_end(self, cells):
        name = cells["site"]
        self.to_close.discard(("site", name))
        stranded = self.units("site", name, "delivered") + self.units("site", name, "unpowered")
        self.same("stranded", cells["stranded"], stranded)
        self.same("online", cells["online"], [self.units("site", name, "online", p) for p in cells["products"]])
        self.same("retired", cells.get("retired", 0), self.units("site", name, "retired"))

    def end(self):
        self.event = "at the end"
        stock = sum(self.free.values()) + sum(self.reserved.values()) + sum(self.converting.values())
        held = sum(self.units(state) for state in HELD)
        self.same("stock, scrapped and held", stock + sum(self.scrapped.values()) + sum(self.built_in.values()) + held, sum(self.made.values()))
        self.check(self.division is None and not self.pending, "a division has not come to its end")
        self.counts["units"] = sum(self.made.values())
        self.check(not self.to_use, f"parts were used for nothing: {dict(self.to_use)}")
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
