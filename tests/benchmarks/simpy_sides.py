"""The benchmark's models as one writes them with SimPy: `simpy_sides.py CASE`, in the words of allot_bench.

Prints one line of JSON: what each replication took and came to.
"""
import collections
import json
import math
import random
import sys
import time

import simpy

DAYS_OF_QUEUE, SECONDS_BETWEEN, SECONDS_SERVED = 230, 1000.0, 800.0
END_OF_RATIONING = 728 + 0.5 + 1 / 86400


class Order:
    """Units that someone waits for."""

    def __init__(self, owner, placed, units):
        self.owner, self.placed, self.left = owner, placed, units


class Rationing:
    """Organisations order at random, and a weekly lot is too small for them."""

    def __init__(self, organisations, rule, luck):
        self.env, self.luck, self.rule = simpy.Environment(), luck, rule
        self.lot = math.floor(organisations * 25 / 1.3 + 0.5)
        self.queue = collections.deque()
        self.lines = [collections.deque() for _ in range(organisations)]
        self.backlog, self.delivered = [0] * organisations, [0] * organisations
        self.stock = self.turn = 0
        self.unit_days = 0.0
        for owner in range(organisations):
            self.env.process(self.order_at_random(owner))
        self.env.process(self.allocate_weekly())

    def order_at_random(self, owner):
        while True:
            yield self.env.timeout(self.luck.expovariate(1 / 14))
            order = Order(owner, self.env.now, self.luck.randint(1, 99))
            (self.queue if self.rule == "fifo" else self.lines[owner]).append(order)
            self.backlog[owner] += order.left

    def on_its_way(self, order, units):
        yield self.env.timeout(self.luck.lognormvariate(math.log(30), 0.5))
        self.delivered[order.owner] += units
        self.unit_days += units * (self.env.now - order.placed)

    def ship(self, line, units):
        while units > 0 and line:
            order = line[0]
            part = min(order.left, units)
            order.left -= part
            units -= part
            self.stock -= part
            self.backlog[order.owner] -= part
            self.env.process(self.on_its_way(order, part))
            if order.left == 0:
                line.popleft()

    def allocate_weekly(self):
        while True:
            yield self.env.timeout(7)
            self.stock += self.lot
            if self.rule == "fifo":
                self.ship(self.queue, self.stock)
            else:
                for line, units in zip(self.lines, self.shares()):
                    self.ship(line, units)

    def shares(self):
        wanted = sum(self.backlog)
        if wanted <= self.stock:
            return list(self.backlog)
        return self.in_proportion(wanted) if self.rule == "proportional" else self.equally()

    def in_proportion(self, wanted):
        out = [self.stock * it // wanted for it in self.backlog]
        by_fraction = sorted(range(len(out)), key=lambda i: (-(self.stock * self.backlog[i] % wanted), i))
        for i in by_fraction[:self.stock - sum(out)]:
            out[i] += 1
        return out

    def equally(self):
        left, level = self.stock, 0
        smallest_first = sorted(self.backlog)
        for i, claim in enumerate(smallest_first):
            level = left // (len(smallest_first) - i)
            if claim > level:
                break
            left -= claim
        out = [min(it, level) for it in self.backlog]
        left = self.stock - sum(out)
        for _ in range(len(out)):
            self.turn = (self.turn + 1) % len(out)
            if left > 0 and self.backlog[self.turn] > level:
                out[self.turn] += 1
                left -= 1
        return out

    def run(self):
        self.env.run(until=END_OF_RATIONING)
        units = sum(self.delivered)
        return [units, self.delivered[0], self.unit_days / units, sum(self.backlog)]


class Queue:
    """Customers at random in front of one server."""

    def __init__(self, luck):
        self.env, self.luck = simpy.Environment(), luck
        self.server = simpy.Resource(self.env, 1)
        self.served, self.stayed = 0, 0.0
        self.env.process(self.come())

    def come(self):
        while True:
            yield self.env.timeout(self.luck.expovariate(1 / SECONDS_BETWEEN))
            self.env.process(self.be_served())

    def be_served(self):
        came = self.env.now
        with self.server.request() as turn:
            yield turn
            yield self.env.timeout(self.luck.expovariate(1 / SECONDS_SERVED))
        self.stayed += self.env.now - came
        self.served += 1

    def run(self):
        self.env.run(until=DAYS_OF_QUEUE * 86400)
        return [self.served, self.stayed / 86400 / self.served]


def maker_of(case):
    """Makes a model from a generator; and how many replications to run."""
    if case == "mm1":
        return Queue, 12
    _, organisations, rule = case.split()
    replications = {10: 100, 100: 25, 1000: 8}.get(int(organisations), 2)
    return lambda luck: Rationing(int(organisations), rule, luck), replications


def main():
    make, replications = maker_of(sys.argv[1])
    times, rows = [], []
    for number in range(replications):
        begin = time.thread_time()
        rows.append(make(random.Random(number)).run())
        times.append((time.thread_time() - begin) * 1e3)
    print(json.dumps({"times": times, "values": [list(column) for column in zip(*rows)]}))


main()
