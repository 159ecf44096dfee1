"""What two sides took and came to, beside each other."""
import math
import statistics

MOST_STANDARD_ERRORS = 4


def quantile(values, share):
    """The value below which about this share of the others lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def ratios(ours, theirs):
    """Of the best times, the median, and the middle eight tenths; replication by replication where both ran in turn."""
    if len(ours) == len(theirs):
        pairs = [a / b for a, b in zip(ours, theirs)]
    else:
        pairs = [a / statistics.median(theirs) for a in ours]
    return {"best": min(ours) / min(theirs), "median": statistics.median(pairs),
            "low": quantile(pairs, 0.1), "high": quantile(pairs, 0.9)}


def standard_errors_apart(ours, theirs):
    """Of the difference of two means; None where neither side varies and they differ."""
    means = statistics.fmean(ours), statistics.fmean(theirs)
    if math.isclose(*means, rel_tol=1e-12):  # the same but for the order of a sum
        return 0.0
    difference = abs(means[0] - means[1])
    variance = sum(statistics.variance(x) / len(x) for x in (ours, theirs) if len(x) > 1)
    return difference / math.sqrt(variance) if variance > 0 else None


def differing(numbers, exactly, ours, theirs):
    """What the two sides do not agree on, in words, and how far apart they are at most."""
    worst, words = 0.0, []
    for name, a, b in zip(numbers, ours, theirs):
        if exactly:
            if a != b:
                words.append(f"{name}: not the same")
            continue
        apart = standard_errors_apart(a, b)
        worst = max(worst, math.inf if apart is None else apart)
        if apart is None or apart > MOST_STANDARD_ERRORS:
            words.append(f"{name}: {statistics.fmean(a):.6g} and {statistics.fmean(b):.6g} in the mean, "
                         f"{'for sure' if apart is None else f'{apart:.1f} standard errors apart'}")
    return words, worst
