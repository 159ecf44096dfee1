#!/usr/bin/env python3
"""Works out again what `allot cash` says, from the ledger and the scenario alone: audit_cash.py PROGRAM GENERATOR COUNT
SCENARIO...

Where the program asks what has been paid for a unit that stands so far, this goes event by event, and writes down each
bill; where it sums prices over changes, this goes slice by slice and cuts its time at months and at points of the curve.
Lines, depreciation, book value and net present value have to be the same to the cent. Scenarios without `money` are
passed over, and so are prices that chance decides.
"""
import json
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from pathlib import Path

from ledger_books import seconds

LINES = ("order", "award", "shipment", "delivery", "handed_over", "cancel_fees", "energy", "hall_rent", "revenue", "decisions")
DOCKED = ("delivered", "installing", "commissioning", "unpowered", "online", "retired", "resold")
IN_HALL = ("installing", "commissioning", "unpowered", "online")
YEAR = 365 * 86400


def on_calendar(moment):
    return datetime(1970, 1, 1) + timedelta(seconds=moment)


def month(moment):
    return on_calendar(moment).strftime("%Y-%m")


def next_month(moment):
    on = on_calendar(moment)
    return int((datetime(on.year + on.month // 12, on.month % 12 + 1, 1) - datetime(1970, 1, 1)).total_seconds())


def months_between(begin, end):
    """The parts of a time, each within one month: from, until, the month's name, where the whole month ends."""
    while begin < end:
        following = next_month(begin)
        yield begin, min(end, following), month(begin), following
        begin = following


class Money:
    """Currencies and curves as the scenario has them."""

    def __init__(self, scenario):
        self.scenario = scenario
        self.terms = scenario["money"]
        self.currency = self.terms.get("currency")
        self.start = seconds(scenario["start"])

    def rate(self, currency, moment):
        if self.currency is None:
            self.currency = currency
        if currency == self.currency:
            return 1.0
        rate = self.terms["rates"][currency]
        return rate if isinstance(rate, (int, float)) else line([(seconds(day), number) for day, number in rate], moment)

    def amount(self, text, moment=None):
        number, currency = text.split()
        return float(number) * self.rate(currency, self.start if moment is None else moment)

    def curve(self, price):
        """The points of a price: one where it is an amount."""
        if price not in self.scenario.get("price_curves", {}):
            return [(self.start, self.amount(price))]
        it = self.scenario["price_curves"][price]
        scale = it.get("scale", 1)
        return [(seconds(day), self.amount(money, seconds(day)) * scale) for day, money in it["points"]]


def line(points, moment):
    i = bisect_right([at for at, _ in points], moment)
    if i == 0:
        return points[0][1]
    if i == len(points):
        return points[-1][1]
    (a, low), (b, high) = points[i - 1], points[i]
    return low + (high - low) * (moment - a) / (b - a)


def integral(points, begin, end):
    cuts = [begin] + [at for at, _ in points if begin < at < end] + [end]
    return sum((b - a) * (line(points, a) + line(points, b)) / 2 for a, b in zip(cuts, cuts[1:]))


class Slice:
    def __init__(self, **cells):
        self.price = self.docked = self.site = None
        self.is_new = False  # came into the books at what it cost
        self.paid = [0.0] * 4  # for a unit, by line
        self.since = {}
        self.__dict__.update(cells)
        self.payer = self.__dict__.get("payer", self.owner)  # not who uses it, while it is leased

    def copy(self, units):
        other = Slice(**self.__dict__)
        other.units, other.paid, other.since = units, list(self.paid), dict(self.since)
        return other


class CashAudit:
    def __init__(self, scenario):
        self.money = Money(scenario)
        self.scenario = scenario
        self.slices, self.fees = {}, {}
        self.prices = {id: self.money.amount(it["price"]) if "price" in it else 0.0
                       for id, it in scenario["products"].items()}
        self.first_prices = dict(self.prices)
        self.start, self.end = seconds(scenario["start"]), seconds(scenario["end"])
        self.today = seconds(scenario["as_of"]) if "as_of" in scenario else self.start
        self.rate = scenario["money"].get("discount_rate", 0)
        self.cash, self.npv = defaultdict(float), defaultdict(float)  # by organisation, month and line; by organisation
        self.lost, self.book, self.power_each = defaultdict(float), defaultdict(float), {}
        self.sites, self.happened = {}, set()

    # Bills

    def present(self, moment):
        return (1 + self.rate) ** (-(moment - self.today) / YEAR) if moment >= self.today else 0.0

    def pay(self, organisation, line, moment, money, name=None):
        self.cash[organisation, name or month(moment), line] -= money
        self.npv[organisation] -= money * self.present(moment)

    def bill(self, it, step, now, is_before=False):
        """The next part of the price of a slice that takes a step."""
        price = self.first_prices[it.product] if step == 0 else it.price
        due = max(it.deposit, it.up_to[step] * price) - sum(it.paid)
        it.paid[step] += due
        if not is_before:
            self.pay(it.payer, LINES[step], now + it.net[step], it.units * due)

    def refund(self, it, step, now, left=0.0):
        """All that was paid by that step is given back, but for so much of a unit."""
        self.pay(it.payer, LINES[step], now + it.net[step], -it.units * (it.paid[step] - left))
        it.paid[step] = left

    # Lines of the ledger

    def read(self, lines):
        for text in lines:
            cells = json.loads(text)
            handler = getattr(self, "on_" + cells["event"], None)
            if handler:
                handler(seconds(cells["time"]), cells)
        for it in self.slices.values():
            for what in list(it.since):
                self.close(it, what, self.end)
        self.leave()

    def on_site(self, now, cells):
        self.sites[cells["site"]] = cells["organisation"]
        self.power_each[cells["site"]] = dict(zip(cells["products"], cells["power_each"]))

    def on_online_at_start(self, now, cells):
        it = Slice(order=None, owner=cells["organisation"], product=cells["product"], units=cells["units"],
                   state="online", site=cells["site"])
        self.slices[cells["slice"]] = it
        self.look(it, self.start)

    def terms(self, cells):
        return {"owner": cells["organisation"], "product": cells["product"], "units": cells["units"],
                "order": cells["order"], "deposit": cells["deposit"], "up_to": cells["paid_up_to"],
                "net": cells["net_seconds"]}

    def on_shipped_before_start(self, now, cells):
        it = Slice(**self.terms(cells), state=cells["state"], site=cells.get("site"))
        it.price = self.first_prices[it.product]
        for step in range(3 if it.state == "in_transit" else 4):
            self.bill(it, step, now, is_before=True)
        if it.state == "online":
            it.docked = min(self.start, seconds(cells["date"]))
        self.slices[cells["slice"]] = it
        self.look(it, self.start)

    def on_order(self, now, cells):
        it = Slice(**self.terms(cells), state="planned")
        self.slices[cells["slice"]] = it
        self.bill(it, 0, now, is_before=seconds(cells["placed"]) < self.start)

    def on_split(self, now, cells):
        it = self.slices[cells["slice"]]
        self.slices[cells["part"]] = it.copy(cells["units"])
        it.units -= cells["units"]

    def on_price(self, now, cells):
        self.prices[cells["product"]] = cells["price"]

    def on_award(self, now, cells):
        it = self.slices[cells["slice"]]
        it.price = cells.get("price", self.prices[it.product])

    def on_substituted(self, now, cells):
        it = self.slices[cells["slice"]]
        before = it.units * it.paid[0]
        it.units, it.product = cells["units"], cells["product"]
        it.paid[0] = max(it.deposit, it.up_to[0] * self.first_prices[it.product])
        self.pay(it.payer, "order", now + it.net[0], it.units * it.paid[0] - before)

    def on_transfer(self, now, cells):
        it = self.slices[cells["slice"]]
        if cells["to"] == it.owner:
            return
        for what in list(it.since):
            self.close(it, what, now)
        self.pay(it.payer, "handed_over", now, -it.units * sum(it.paid))
        it.owner = it.payer = cells["to"]
        self.pay(it.payer, "handed_over", now, it.units * sum(it.paid))
        self.look(it, now)

    def on_leased(self, now, cells):
        it = self.slices[cells["slice"]]
        if "runs" in it.since:
            self.close(it, "runs", now)
        it.owner = cells["to"]
        self.look(it, now)

    def on_cancelled(self, now, cells):
        it = self.slices[cells["slice"]]
        fee = cells.get("fee", 0) - it.units * it.deposit
        self.refund(it, 0, now, left=it.deposit)
        self.pay(it.payer, "cancel_fees", now, fee)

    def on_state(self, now, cells):
        it, to = self.slices[cells["slice"]], cells["to"]
        if cells["from"] == "planned" or to == "cancelled":
            it.state = to
            return
        if to == "open":
            for step in (1, 2):
                self.refund(it, step, now)
        elif it.order is not None:
            steps = 2 if to == "allocated" else 3 if to == "in_transit" else 4
            done = {"open": 1, "allocated": 2, "in_transit": 3}.get(cells["from"], 4)
            for step in range(done, steps):
                self.bill(it, step, now)
        if to in DOCKED and it.docked is None:
            it.docked = now
        it.state = to
        if to in IN_HALL and "site" in cells:
            it.site = cells["site"]
        self.look(it, now, is_new=cells["from"] not in DOCKED)

    # Decisions

    def on_intervention(self, now, cells):
        self.happened.add((cells["intervention"], now))

    def on_spent(self, now, cells):
        """What was just done is paid at once, by whoever pays."""
        it = self.scenario["interventions"][cells["intervention"]]
        if cells["times"] and (cells["intervention"], now) not in self.happened:
            raise ValueError(f"{cells['intervention']} is paid for when it did not happen")
        if cells.get("organisation") != it.get("paid_by"):
            raise ValueError(f"{cells['intervention']} is paid by {cells.get('organisation')}")
        if "paid_by" not in it:
            return
        for count, what in (("times", "once"), ("units", "per_unit"), ("unit_seconds", "per_unit_day")):
            each = it["cost"].get(what)
            if each is not None:
                number = cells[count] / (86400 if count == "unit_seconds" else 1)
                self.pay(it["paid_by"], "decisions", now, number * self.money.amount(each))

    # Hours and worth

    def look(self, it, now, is_new=False):
        """Begins and ends the times in which it runs, stands in a hall and is in the books."""
        runs = it.state == "online"
        stands = it.state in IN_HALL and it.site is not None
        kept = it.order is not None and it.state in DOCKED and it.state != "resold" and \
            "depreciation" in self.scenario["products"][it.product]
        for what, holds in (("runs", runs), ("stands", stands), ("kept", kept)):
            if holds and what not in it.since:
                it.since[what] = now
                it.is_new = is_new if what == "kept" else it.is_new
            elif not holds and what in it.since:
                self.close(it, what, now)
                if what == "kept" and it.state == "returning":  # written off
                    self.lost[it.payer, month(now)] += it.units * self.worth(it, now)
        if it.state not in IN_HALL:
            it.site = None

    def close(self, it, what, now):
        begin = it.since.pop(what)
        getattr(self, what)(it, begin, now)

    def by_month(self, it, line, begin, end, points, each):
        for a, b, name, following in months_between(begin, end):
            money = it.units * integral(points, a, b) * each(a, following)
            self.pay(it.owner if line == "revenue" else it.payer, line, min(following, self.end), -money, name)

    def runs(self, it, begin, end):
        product = self.scenario["products"][it.product]
        if "revenue" in product:
            share = product.get("utilisation", 1) / 3600
            self.by_month(it, "revenue", begin, end, self.money.curve(product["revenue"]), lambda a, b: share)
        site = self.scenario["sites"][it.site] if it.site is not None else {}
        if "energy_price" in site:
            watts = self.power_each[it.site][it.product]
            each = -watts / 1000 * site.get("load", 1) / 3600
            self.by_month(it, "energy", begin, end, self.money.curve(site["energy_price"]), lambda a, b: each)

    def stands(self, it, begin, end):
        site = self.scenario["sites"][it.site]
        if "rent" not in site:
            return
        number, unit = self.scenario["products"][it.product]["power"].split()
        watts = int(float(number) * {"W": 1, "kW": 1000, "MW": 1e6}[unit] + 0.5)
        whole = lambda a, following: following - seconds(month(a) + "-01")
        self.by_month(it, "hall_rent", begin, end, self.money.curve(site["rent"]),
                      lambda a, following: -watts / 1000 / whole(a, following))

    def worth(self, it, moment):
        terms = self.scenario["products"][it.product]["depreciation"]
        base = line(self.money.curve(terms["value"]), moment) if "value" in terms else it.price
        if "life" not in terms:
            return base
        life = {"d": 86400, "w": 604800}[terms["life"][-1]] * float(terms["life"][:-1])
        return base * (1 - (1 - terms.get("residual", 0)) * min(1.0, (moment - it.docked) / life))

    def kept(self, it, begin, end):
        for a, b, name, _ in months_between(begin, end):
            first = it.price if a == begin and it.is_new else self.worth(it, a)
            self.lost[it.payer, name] += it.units * (first - self.worth(it, b))
        if begin == end and it.is_new:
            self.lost[it.payer, month(begin)] += it.units * (it.price - self.worth(it, end))
        if end == self.end:
            self.book[it.payer] += it.units * self.worth(it, end)

    def leave(self):
        for it in self.slices.values():
            if it.order is not None and it.state in ("open", "allocated", "in_transit") and \
                    "depreciation" in self.scenario["products"][it.product]:
                self.book[it.payer] += it.units * sum(it.paid)
        for organisation, money in self.book.items():
            self.npv[organisation] += money * self.present(self.end)


def said(program, path):
    """What the program says: of lines by organisation and month, and of what there is in all."""
    command = [program, "cash", path, "--replication", "0", "--format", "json", "--quiet"]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    by_line = {(it["organisation"], it["period"], it["line"]): it["mean"] for it in found["cash"] if it["organisation"]}
    whole = {(it["organisation"], it["metric"]): it["mean"] for it in found["present"] if it["organisation"]}
    return by_line, whole


def differences(audit, by_line, whole):
    right = {key: money for key, money in audit.cash.items()}
    right.update({(who, name, "depreciation"): money for (who, name), money in audit.lost.items()})
    for key in sorted(set(right) | {key for key in by_line if key[2] in LINES or key[2] == "depreciation"}):
        yield key, by_line.get(key, 0.0), right.get(key, 0.0)
    for who in sorted({who for who, _ in whole} | set(audit.npv) | set(audit.book)):  # nothing is said of who has no money
        yield (who, "npv"), whole.get((who, "npv"), 0.0), audit.npv[who]
        yield (who, "book_value"), whole.get((who, "book_value"), 0.0), audit.book[who]


def is_decided_by_chance(scenario):
    """Whether a price or share is drawn, which a ledger does not tell."""
    parts = [it.get(key) for section, keys in (("products", ("revenue", "utilisation", "depreciation")), ("sites", ("energy_price", "load", "rent")),
                                               ("price_curves", ("scale",)))
             for it in scenario.get(section, {}).values() for key in keys]
    parts += [each for it in scenario.get("interventions", {}).values() for each in (it.get("cost") or {}).values()]
    parts += [scenario["money"].get("discount_rate"), *(it.get("value") for it in parts if isinstance(it, dict))]
    return any(isinstance(it, dict) and "life" not in it and "value" not in it for it in parts)


def problems_of(program, path, folder):
    scenario = json.loads(subprocess.run([program, "validate", path, "--resolved"], check=True,
                                         capture_output=True, text=True).stdout)
    if "money" not in scenario or is_decided_by_chance(scenario):
        return None, []
    ledger = Path(folder) / "ledger.jsonl"
    subprocess.run([program, "run", path, "--replication", "0", "--trace", str(ledger), "--quiet"], check=True,
                   capture_output=True)
    audit = CashAudit(scenario)
    with open(ledger, encoding="utf-8") as lines:
        audit.read(lines)
    found = list(differences(audit, *said(program, path)))
    wrong = [f"{key} is {is_said:.4f}, should be {right:.4f}" for key, is_said, right in found
             if abs(is_said - right) > 0.005 + 1e-9 * abs(right)]
    return len(found), wrong


def main(program, generator, count, *scenarios):
    counts = Counter()
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.json"

        def runs():
            yield from scenarios
            for seed in range(1, int(count) + 1):
                text = subprocess.run([generator, str(seed)], check=True, capture_output=True, text=True).stdout
                if '"money"' in text:
                    made.write_text(text, encoding="utf-8")
                    yield f"generated scenario {seed}"

        for name in runs():
            path = str(made) if name.startswith("generated") else name
            numbers, wrong = problems_of(program, path, folder)
            if numbers is None:
                continue
            counts.update(scenarios=1, numbers=numbers, wrong=bool(wrong))
            for problem in wrong[:5]:
                print(f"{name}: {problem}")
    print(f"worked out again: {counts['numbers']} amounts of {counts['scenarios']} scenarios")
    return 1 if counts["wrong"] or not counts["scenarios"] else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
