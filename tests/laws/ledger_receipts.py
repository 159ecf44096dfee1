"""What claimants have received, kept beside a ledger: all that they remember of it, and that of the last period."""
from collections import defaultdict

from ledger_books import Books, seconds
from ledger_periods import Period


class Receipts(Books):
    def __init__(self):
        super().__init__()
        self.memory = defaultdict(lambda: [0.0, None])  # by market, level and claimant: units, when last looked at
        self.received = defaultdict(list)               # likewise: when, and how many
        self.half_lives, self.periods = {}, {}          # by supplier and level: seconds, 0 for ever; periods
        self.given = defaultdict(list)                  # by market, every award: when, order, owner, units
        self.by_hand = None

    def on_memory(self, cells):
        columns = (cells[k] for k in ("levels", "half_lives", "periods", "months"))
        for level, half_life, period, months in zip(*columns):
            self.half_lives[cells["supplier"], level] = half_life
            self.periods[cells["supplier"], level] = Period(self.start, period, months)

    def on_received_before(self, cells):
        market, ago = (cells["supplier"], cells["product"]), cells["seconds_ago"]
        for level, name in (("organisation", cells["organisation"]), *self.group_of[cells["organisation"]].items()):
            half_life = self.half_lives.get((market[0], level), 0)
            share = 2.0 ** (-ago / half_life) if half_life and ago > 1 else 1.0
            self.memory[market, level, name][0] += cells["units"] * share
            self.received[market, level, name].append((self.start - ago, cells["units"]))

    def look(self, market, level, name):
        it, now = self.memory[market, level, name], seconds(self.now)
        half_life = self.half_lives.get((market[0], level), 0)
        if half_life:
            it[0] *= 2.0 ** (-(now - (self.start if it[1] is None else it[1])) / half_life)
        it[1] = now
        return it

    def receive(self, it):
        """An award of that slice."""
        self.given[it.market].append((seconds(self.now), it.order, it.owner, it.units))
        if (it.market[0], "order") not in self.half_lives:
            return
        for level, name in (("order", it.order), ("organisation", it.owner), *self.group_of[it.owner].items()):
            self.look(it.market, level, name)[0] += it.units
            self.received[it.market, level, name].append((seconds(self.now), it.units))

    def unreceive(self, it):
        """The award of that slice is taken back from whoever was awarded it."""
        if it.awarded_to is not None:
            self.given[it.market].append((it.awarded_at, it.order, it.awarded_to, -it.units))
        if (it.market[0], "order") not in self.half_lives or it.awarded_to is None:
            return
        for level, name in (("order", it.order), ("organisation", it.awarded_to), *self.group_of[it.awarded_to].items()):
            half_life = self.half_lives.get((it.market[0], level), 0)
            left = 2.0 ** (-(seconds(self.now) - it.awarded_at) / half_life) if half_life else 1.0
            memory = self.look(it.market, level, name)
            memory[0] = max(0.0, memory[0] - it.units * left)
            self.received[it.market, level, name].append((it.awarded_at, -it.units))

    def remembered(self, cells, name):
        market, level = (cells["supplier"], cells["product"]), cells["level"]
        name = self.slices[int(name)].order if level == "order" else name
        if cells["rule"] == "fair_share":
            return self.look(market, level, name)[0]
        begin, end = self.periods[market[0], level].before(seconds(self.now))
        return sum(units for when, units in self.received[market, level, name] if begin <= when < end)

    def on_by_hand(self, cells):
        self.check(cells["units"] > 0, "nothing is given")
        self.by_hand = cells["order"], cells["units"]

    def award_by_hand(self, it, claimed):
        self.same("what is given by hand", self.by_hand, (it.order, it.units))
        self.check(it.units >= it.least(claimed, self.lots[it.product]), f"{it.units} is less than its smallest shipment")
        self.free[it.market] -= it.units
        self.by_hand = None
