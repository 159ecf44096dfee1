"""Periods as a ledger states them: a length in seconds from the start, or months of the calendar."""
from datetime import datetime, timedelta

EPOCH = datetime(1970, 1, 1)


class Period:
    def __init__(self, start, length, months):
        self.start, self.length, self.months = start, length, months

    def first_of(self, number):
        return int((datetime(number // 12, number % 12 + 1, 1) - EPOCH).total_seconds())

    def number(self, moment):
        """Of the calendar period that holds it, counted in months."""
        at = EPOCH + timedelta(seconds=moment)
        return (12 * at.year + at.month - 1) // self.months * self.months

    def begin(self, moment):
        """Of the period that holds it; the first begins at the start."""
        if not self.months:
            return self.start + (moment - self.start) // self.length * self.length
        return max(self.start, self.first_of(self.number(moment)))

    def before(self, moment):
        """From when until when the period before lasted; what was before the start belongs to the one before the first."""
        begin = self.begin(moment)
        if not self.months:
            return begin - self.length, begin
        last = self.first_of(self.number(moment) - self.months)
        return (max(self.start, last) if begin > self.start else last), begin

    def next(self, moment):
        if not self.months:
            return self.begin(moment) + self.length
        return self.first_of(self.number(moment) + self.months)

    def beginnings(self, first, until):
        """From then on, before then."""
        moment = first if self.begin(first) == first else self.next(first)
        while moment < until:
            yield moment
            moment = self.next(moment)


def of_cells(start, cells, seconds, months):
    if cells.get(seconds) or cells.get(months):
        return Period(start, cells.get(seconds) or 0, cells.get(months) or 0)
    return None
