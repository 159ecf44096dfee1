#pragma once

namespace allot {

/// A number in (0,1), uniform if `common` and `own` are, and independent of each other: the part of `own` in it is such
/// that two that share `common`, each with that correlation in [0,1], have normal scores so correlated. What is sampled
/// by it keeps its distribution. Source: the one-factor normal copula, Vasicek (1987), Probability of loss on loan
/// portfolio.
double correlated(double common, double own, double correlation);

}  // namespace allot
