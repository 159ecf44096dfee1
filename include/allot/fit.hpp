#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "allot/distribution.hpp"
#include "allot/estimate.hpp"

/// From what was observed to a distribution that a scenario can say: candidates by maximum likelihood, of rows that are
/// known exactly, of rows still open, and of rows known to lie between two bounds.
namespace allot {

/// What one row says of a length: it is `low` where both are equal; above `low` where `high` is infinite (an order that
/// is not delivered yet, by how long it has waited); else above `low` and at most `high`.
///
/// shape: 0 <= low <= high, low finite
struct Observation {
  double low = 0, high = 0;

  bool is_exact() const { return low == high; }
  bool is_open() const { return high == std::numeric_limits<double>::infinity(); }
  bool operator==(const Observation&) const = default;
};

/// A number of a fit, and the values that the rows do not contradict at 95%.
///
/// source: profile likelihood; twice the fall of the log-likelihood against chi-squared with one degree of freedom: Wilks
///         (1938), Annals of Mathematical Statistics 9(1); Venzon, Moolgavkar (1988), Applied Statistics 37(1). Of more than
///         1,000 different rows the likelihood is taken as the quadratic that it comes to near its top
struct FitFigure {
  double value = 0;
  std::optional<Interval> ci95;  ///< none where the likelihood does not fall so far on one side
};

/// One family, fitted.
struct FittedFamily {
  Distribution distribution;  ///< in the unit of the observations
  double log_likelihood = 0;
  double aic = 0;                     ///< Akaike (1974), IEEE Transactions on Automatic Control 19(6)
  double bic = 0;                     ///< Schwarz (1978), Annals of Statistics 6(2); n: rows
  std::vector<FitFigure> parameters;  ///< as those of `distribution`
  FitFigure mean, median, p90;
  /// The farthest that the distribution function is from the Kaplan-Meier estimate (Kolmogorov-Smirnov), and in what
  /// share of samples drawn from the fit itself, with open rows of their own, and fitted anew, it is at least as far:
  /// (1 + b) / (1 + samples). Without a value where rows lie between bounds, as nothing says when others would have been
  /// looked at; where the AIC is more than 10 above the lowest; and of more than 100,000 rows, which contradict any family
  /// that is not exactly right.
  ///
  /// source: Davison, Hinkley (1997), Bootstrap Methods and their Application, section 4.2.3 and algorithm 3.1 (rows
  ///         that are delivered meet an open end drawn from its Kaplan-Meier estimate, given that it comes later)
  std::optional<double> distance, p_value;
};

/// A family that could not be fitted, and why, in plain words.
struct FamilyLeftOut {
  Distribution::Family family = Distribution::Family::fixed;
  std::string why;
};

/// A quantile as the rows have it without any family (Kaplan-Meier; Turnbull where rows lie between bounds) and as the best
/// one does.
struct QuantilePair {
  double share = 0, observed = 0, fitted = 0;
};

/// What dropping the open rows would have made of the best family.
struct DroppedFit {
  double mean = 0, median = 0, p90 = 0;
};

/// The fits of one sample.
struct Fit {
  std::string group;  ///< the value of the column of --by; empty: all rows
  std::size_t rows = 0, exact = 0, open = 0, between = 0;
  std::size_t samples = 0;  ///< drawn for each p-value: as asked, or as many as make up 2,000,000 rows, at least 19
  std::vector<FittedFamily> families;  ///< the lowest AIC first; none: nothing could be fitted
  std::vector<FamilyLeftOut> left_out;
  std::optional<double> observed_median, observed_p90;  ///< without any family; none: not reached
  std::vector<QuantilePair> quantiles;
  std::optional<DroppedFit> dropped;  ///< where rows are open, and the others can be fitted
};

/// Whether groups differ: a distribution each, of the family that is best for all rows, against one for all.
///
/// source: likelihood ratio, Wilks (1938)
struct GroupTest {
  Distribution::Family family = Distribution::Family::fixed;
  std::size_t groups = 0;  ///< those in which the family could be fitted, and that are compared
  double statistic = 0, freedom = 0, p_value = 1;
};

/// What `fit` is asked.
struct FitRequest {
  std::vector<Distribution::Family> families = fit_families();
  std::size_t samples = 199;  ///< drawn for each p-value; 0: none
  std::uint64_t seed = 1;

  /// Exponential, lognormal, gamma, Weibull, and normal, cut at 0 as a scenario has it.
  static std::vector<Distribution::Family> fit_families();
};

/// Rows of one value of the column of --by.
struct ObservedGroup {
  std::string name;
  std::vector<Observation> rows;
};

/// The answer of `fit`.
struct Fits {
  Fit all;
  std::vector<Fit> groups;  ///< in the order in which they were given
  std::optional<GroupTest> test;
  FitRequest request;
  std::string file, column, by;  ///< what was read, for whoever reads it; empty: not known
  std::string unit;              ///< of lengths: "days"; empty: plain numbers
};

/// Fits each family to all rows, and to those of each group.
///
/// gives:  equal rows in any order give equal fits; a sample in other units gives the same fit in other units
/// shape:  groups may be empty; with some, `rows` are all of theirs
/// source: maximum likelihood by Newton's method with Levenberg's damping (Levenberg (1944), Quarterly of Applied
///         Mathematics 2(2)) on the logarithms of scale and shape. Rows add the logarithm of the density, of the chance
///         to be longer, or of the chance to lie between (Klein, Moeschberger (2003), Survival Analysis, section 3.5);
///         a normal cut at 0 as Tobin (1958), Econometrica 26(1), has it. Kaplan, Meier (1958), JASA 53; Turnbull (1976),
///         Journal of the Royal Statistical Society B 38(3)
/// errors: RequestError where nothing can be fitted to all rows: none at all, all of them open, all of one value
/// cost:   some milliseconds a family and a thousand rows, a second or two where they lie between bounds; with p-values some
///         fifty times that for each family that is tested
Fits fit(std::span<const Observation> rows, std::span<const ObservedGroup> groups = {}, const FitRequest& request = {});

/// A fit as a scenario writes it, to seven digits: {"lognormal": {"mu": 3.7, "sigma": 0.57}}. Of lengths in days it stands
/// for the same lengths wherever a scenario takes a duration; of plain numbers, wherever it takes a number.
///
/// shape: of one of `fit_families`
std::string as_written(const Distribution& fitted);

/// "lognormal", "mu": as a scenario calls a family, and its parameters.
std::string name_of(Distribution::Family family);
std::vector<std::string> parameters_of(Distribution::Family family);

}  // namespace allot
