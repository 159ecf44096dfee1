"""What tests/statistics/fit_test.cpp expects of maximum likelihood, by SciPy: densities, distribution functions and a search
(Nelder-Mead) that share nothing with ours. Prints a line for each sample and family.

Usage: fit_references.py      (Debian: python3-scipy)
"""

import numpy
from scipy import optimize, stats

SHARED = [3, 7, 7, 12, 15, 18.5, 21, 21, 28, 34, 40, 55, 71, 96]
SAMPLES = {
    "exact": [(it, it) for it in SHARED],
    "open": [(it, it) for it in SHARED] + [(it, numpy.inf) for it in (10, 25, 60, 60, 110)],
    "between": [(0, 7), (0, 14), (7, 14), (7, 14), (14, 21), (14, 28), (21, 28), (28, 42), (42, 70), (70, numpy.inf)],
}
# From two numbers without bounds to a distribution; the logarithms of scale and shape, as a search likes them.
FAMILIES = {
    "exponential": lambda a, _: stats.expon(scale=numpy.exp(a)),
    "lognormal": lambda a, b: stats.lognorm(s=numpy.exp(b), scale=numpy.exp(a)),
    "gamma": lambda a, b: stats.gamma(numpy.exp(b), scale=numpy.exp(a)),
    "weibull": lambda a, b: stats.weibull_min(numpy.exp(b), scale=numpy.exp(a)),
    "normal": lambda a, b: stats.norm(loc=numpy.exp(a + b), scale=numpy.exp(a)),
}


def log_likelihood(family, at, rows):
    dist = FAMILIES[family](*at)
    total = 0.0
    for low, high in rows:
        if low == high:
            total += dist.logpdf(low)
        elif high == numpy.inf:
            total += dist.logsf(low)
        else:
            # A normal cut at 0 puts what lies below 0 on 0.
            with numpy.errstate(divide="ignore"):
                total += numpy.log(dist.cdf(high) - (dist.cdf(low) if low > 0 else 0))
    return total


def parameters(family, at):
    scale, shape = numpy.exp(at[0]), numpy.exp(at[1])
    return {"exponential": [scale], "lognormal": [at[0], shape], "gamma": [shape, scale], "weibull": [shape, scale],
            "normal": [scale * shape, scale]}[family]


def interval(family, rows, best, at, number):
    """The profile likelihood interval of a number that is a scale times a function of the shape."""
    limit = best - stats.chi2(1).ppf(0.95) / 2

    def profile(log_value):
        if family == "exponential":
            return log_likelihood(family, (log_value - numpy.log(number(family, 0)), 0), rows)
        found = optimize.minimize_scalar(
            lambda b: -log_likelihood(family, (log_value - numpy.log(number(family, b)), b), rows),
            bounds=(at[1] - 3, at[1] + 3), method="bounded", options={"xatol": 1e-10})
        return -found.fun

    top = at[0] + numpy.log(number(family, at[1]))
    ends = [optimize.brentq(lambda v: profile(v) - limit, top, top + step, xtol=1e-10) for step in (-1.5, 2.5)]
    return numpy.exp(ends)


def median_of_unit(family, b):
    return FAMILIES[family](0.0, b).ppf(0.5)


# Breast cosmesis after radiotherapy, in months: Finkelstein, Wolfe (1985), Biometrics 41, 933-945.
COSMESIS = [(6, 10), (0, 7), (7, 16), (7, 14), (37, 44), (0, 8), (4, 11), (11, 15), (25, 37), (26, 40), (27, 34), (36, 44),
            (36, 48), (17, 25), (11, 18), (5, 12), (0, 5), (5, 11), (19, 35), (17, 25), (19, 26)] + [
    (it, numpy.inf) for it in (45, 46, 46, 17, 15, 22, 46, 46, 46, 46, 46, 37, 40, 46, 38, 37, 18, 24, 36, 24, 32, 33, 37, 34, 36)]


def likeliest_shares(rows):
    """The likeliest shares between neighbouring bounds, no family given, by a general search under constraints."""
    ends = sorted({it for row in rows for it in row})
    covers = numpy.array([[low <= a and b <= high for a, b in zip(ends, ends[1:])] for low, high in rows], float)
    places = covers.shape[1]
    found = optimize.minimize(lambda w: -numpy.log(covers @ w + 1e-300).sum(), numpy.full(places, 1 / places),
                              jac=lambda w: -covers.T @ (1 / (covers @ w + 1e-300)), method="SLSQP", bounds=[(0, 1)] * places,
                              constraints={"type": "eq", "fun": lambda w: w.sum() - 1}, options={"ftol": 1e-14, "maxiter": 5000})
    return {high: share for high, share in zip(ends[1:], found.x) if share > 1e-6}


print(", ".join(f"{{{it}, {share:.4f}}}" for it, share in likeliest_shares(COSMESIS).items()))
for name, rows in SAMPLES.items():
    for family in FAMILIES:
        if (name, family) == ("between", "normal"):
            continue  # without a lower end of its median's interval
        best = None
        for start in ((3, 0), (3.5, 0.5), (3, -0.5)):
            found = optimize.minimize(lambda at: -log_likelihood(family, at, rows), start, method="Nelder-Mead",
                                      options={"xatol": 1e-10, "fatol": 1e-13, "maxiter": 20000})
            if best is None or found.fun < best.fun:
                best = found
        numbers = ", ".join(f"{it:.8g}" for it in parameters(family, best.x))
        low, high = interval(family, rows, -best.fun, best.x, median_of_unit)
        print(f'    {{"{name}", Family::{family}, {-best.fun:.9g}, {{{numbers}}}, {low:.7g}, {high:.7g}}},')
