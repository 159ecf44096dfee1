"""Lines of the table of ratios."""
import statistics

from comparing import differing, ratios

HEAD = f"{'case':<32} {'ours':>8}  {'against':<20} {'theirs':>8} {'best':>8} {'median':>8}  {'8 of 10 in':<15} {'apart':>6}  target"


def number(x):
    """Three figures, as a person reads them."""
    return f"{x:.3g}" if abs(x) < 100 else f"{x:,.0f}"


def duration(milliseconds):
    """A time in the unit that suits it."""
    for unit, size in (("s", 1e3), ("ms", 1), ("us", 1e-3)):
        if milliseconds >= 0.95 * size:
            return f"{number(milliseconds / size)} {unit}"
    return f"{number(milliseconds * 1e6)} ns"


def print_ratio(case, ours, against, theirs, agreement, target=""):
    """One comparison; `agreement` says how the results compare."""
    it = ratios(ours, theirs)
    spread = f"{number(it['low'])}-{number(it['high'])}"
    print(f"{case:<32} {duration(statistics.median(ours)):>8}  {against:<20} {duration(statistics.median(theirs)):>8} "
          f"{number(it['best']):>8} {number(it['median']):>8}  {spread:<15} {agreement:>6}  {target}".rstrip(), flush=True)


def print_alone(case, ours, words=""):
    """A time with nothing beside it."""
    print(f"{case:<32} {duration(statistics.median(ours)):>8}  {words}".rstrip(), flush=True)


def print_skipped(case, why):
    """What could not be measured here."""
    print(f"{case:<32} skipped: {why}", flush=True)


def print_measured(case, measured, target=""):
    """A measured case, our side against each other one. Gives whether all agree."""
    sides = list(measured["sides"].items())
    _, ours = sides[0]
    if len(sides) == 1:
        print_alone(case, ours["times"])
    agree = True
    for against, theirs in sides[1:]:
        exactly = measured.get("exactly", False)
        words, apart = differing(measured["numbers"], exactly, ours["values"], theirs["values"])
        print_ratio(case, ours["times"], against, theirs["times"], "same" if exactly and not words else f"{apart:.1f}", target)
        for it in words:
            print(f"    {against} does not agree: {it}")
        agree = agree and not words
    return agree
