#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/basis.hpp"
#include "allot/estimate.hpp"
#include "allot/experiment.hpp"
#include "allot/labels.hpp"
#include "allot/scenario_io.hpp"

/// What an answer hangs on: how much of the spread of a metric is what nobody knows, and which of it, and how much the
/// course of events.
///
/// A replication is a pure function of the uncertain values of its scenario (a parameter that is a distribution, a
/// distribution in place of a date or a quantity; allot/value.hpp) and of the course of events, which is everything else
/// that is drawn. Here the uncertain values are chosen by design and not drawn, and the course of events is one more
/// input, whose value is the number of the replication.
namespace allot {

/// tornado: each input at its p10 and at its p90, all else as drawn; morris: mean and deviation of what steps over a grid
/// change; sobol: shares of the variance, of each input alone (first order) and with all that it has to do with (total);
/// shapley: shares of the variance that sum to 1, of dependent inputs too.
enum class SensitivityMethod : std::uint8_t { tornado, morris, sobol, shapley };

std::string_view word_of(SensitivityMethod method);
const std::vector<SensitivityMethod>& sensitivity_methods();

/// A field whose value is known, made an input: "LOW..HIGH", between which all values are alike, or a distribution as a
/// scenario writes it. Drawn once a replication, of a delay as well.
struct VariedField {
  std::string pointer, values;
};

/// Inputs that are looked at as one.
struct InputGroup {
  std::string name;
  std::vector<std::string> pointers;
};

/// Of two inputs, by pointer, the correlation of their ranks (Spearman's rho), in (-1, 1).
struct InputCorrelation {
  std::string one, other;
  double rho = 0;
};

/// What is asked. A pointer "/parameters/hall_ready" may be written "hall_ready".
struct SensitivityQuestion {
  /// Paths as `solve` takes them, difference.NAME.PATH too. None: online GPU-days of the organisations that have most
  /// spread, and of everyone.
  std::vector<std::string> metrics;
  /// None: tornado, and sobol, or where inputs are correlated shapley.
  std::vector<SensitivityMethod> methods;
  std::vector<VariedField> varied;
  std::vector<std::string> only;  ///< inputs to tell apart; all others are looked at as one. None: all
  std::vector<InputGroup> groups;
  std::vector<InputCorrelation> correlations;
};

/// An uncertain value.
struct SensitivityInput {
  std::string pointer, label;
  std::string p10, p50, p90;  ///< as a scenario would write them
};

/// What is told apart: an input, a group of them, all inputs that are not named, the course of events.
struct SensitivityFactor {
  enum class Kind : std::uint8_t { input, group, others, course };
  Kind kind = Kind::input;
  std::string id, label;            ///< of an input its pointer, of a group its name; else "others", "course"
  std::vector<std::size_t> inputs;  ///< none of the course
};

/// What a method says of a factor. Shares of the variance and their intervals are cut at 0 and 1, and a first-order index where
/// the interval of the total ends.
struct SensitivityMeasure {
  std::size_t factor = 0;
  SensitivityMethod method = SensitivityMethod::sobol;
  /// first_order, total, shapley: shares of the variance; mu, mu_star, sigma: in the metric's unit, of a move from the p05
  /// of an input to its p95
  std::string measure;
  PointEstimate estimate;
  bool is_converged = true;
};

/// A metric's mean with a factor at its p10 and at its p90.
struct Swing {
  std::size_t factor = 0;
  double low = 0, high = 0;
  PointEstimate swing;  ///< high less low
  bool is_converged = true;
};

/// Whose the variance V is: of what nobody knows, X, by itself V(E(Y|X)) / V, of the course of events by itself, and of
/// both together, what is left: what the course makes of X that it would not of another X. The three sum to 1; the
/// last two are E(V(Y|X)) / V (law of total variance).
struct VarianceShares {
  PointEstimate nobody_knows, course, both;
  bool is_converged = true;
};

/// What was found of one metric.
struct MetricSensitivity {
  std::string metric;
  double mean = std::numeric_limits<double>::quiet_NaN(), sd = mean;
  std::optional<VarianceShares> shares;  ///< none: it is the same whatever happens, or never a number
  std::vector<SensitivityMeasure> measures;
  std::vector<Swing> swings;  ///< the largest first
  std::optional<PointEstimate> sum_of_first;
  std::size_t left_out = 0;           ///< points at which it is no number
  std::optional<std::size_t> enough;  ///< where something has not converged: how large -n would probably do
};

/// Half of an interval of a share may be so wide before it counts as not converged; of swings and of mu* such a part of the
/// largest of them.
inline constexpr double sensitivity_limit = 0.05, swing_limit = 0.1;

struct Sensitivity {
  std::vector<SensitivityInput> inputs;
  std::vector<SensitivityFactor> factors;
  std::vector<InputCorrelation> correlations;  ///< with pointers in full
  std::vector<SensitivityMethod> methods;
  std::vector<MetricSensitivity> metrics;
  bool has_course = true;  ///< something else is drawn
  std::size_t base = 0;    ///< points of each sample, in `blocks` scrambled apart
  std::size_t blocks = 0;
  std::size_t simulated = 0;  ///< replications, of all methods together
  std::uint64_t seed = 1;
  std::string scenario, currency;
  Labels labels;
  Basis basis;
};

/// Makes the file with such fields set, and then that variant, if any. Given by the caller, who knows what else is edited.
using SensitivityFile = std::function<ScenarioFile(const std::vector<std::pair<std::string, std::string>>& settings,
                                                   const std::string& variant)>;

/// Sampling: `replications` is the size N of a base sample, rounded up to `blocks` times a power of two; `is_typical`
/// leaves the course of events out.
///
/// gives:  the same for the same file, question, seed and build, on any number of threads. Intervals of 95 percent, from
///         blocks that are scrambled apart (statistics/quotient.hpp); of morris from independent walks
/// errors: InputError for varied fields that take no distribution; RequestError for pointers that name no input, groups
///         that overlap or hold nothing, correlations that no inputs can have, methods that do not fit, too small an N;
///         TooMuch; Interrupted
/// cost:   replications, with F factors: 3 N; tornado 2 F N, morris (F + 1) N, sobol F N, shapley F N. 8 bytes each and
///         metric
Sensitivity sensitivity(const SensitivityFile& file, const SensitivityQuestion& question, const Sampling& sampling);
/// The same of a file as it stands.
Sensitivity sensitivity(const ScenarioFile& file, const SensitivityQuestion& question, const Sampling& sampling);

}  // namespace allot
