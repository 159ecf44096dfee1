#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace allot {

/// A distribution of one real quantity, in the base unit of its kind (a delay: seconds; a date: seconds since
/// 1970; a power: watts). Whoever builds one states parameters in that unit.
///
/// shape: `parameters` by family, textbook form:
///   fixed {value}; uniform {min, max}; triangular {min, mode, max}; pert {min, mode, max};
///   normal {mean, sd} (cut at 0: a draw below 0 is 0); lognormal {mu, sigma}; gamma {shape, scale};
///   weibull {shape, scale}; exponential {mean}; erlang {shape, mean}; beta {alpha, beta, min, max};
///   discrete: `values` with weights, ascending in value; mixture: `parts` with weights
/// `plus` shifts every draw.
struct Distribution {
  enum class Family : unsigned char {
    fixed,
    uniform,
    triangular,
    pert,
    normal,
    lognormal,
    gamma,
    weibull,
    exponential,
    erlang,
    beta,
    discrete,
    mixture
  };
  Family family = Family::fixed;
  std::vector<double> parameters;
  struct Part;
  std::vector<std::pair<double, double>> values;  // discrete: value, weight
  std::vector<Part> parts;                        // mixture
  double plus = 0;

  /// The same family, parameters and shift: not whether they describe the same chance in other words.
  friend bool operator==(const Distribution& one, const Distribution& other);
};

/// One part of a mixture. Not a std::pair: with one, a distribution that holds itself is more than Clang 14 takes.
struct Distribution::Part {
  Part(Distribution part, double its_weight) : distribution(std::move(part)), weight(its_weight) {}
  Distribution distribution;
  double weight;

  friend bool operator==(const Part& one, const Part& other) {
    return one.weight == other.weight && one.distribution == other.distribution;
  }
};

inline bool operator==(const Distribution& one, const Distribution& other) {
  return one.family == other.family && one.parameters == other.parameters && one.values == other.values &&
         one.parts == other.parts && one.plus == other.plus;
}

/// The value below which a share u of draws falls (inverse distribution function; type 1 for `discrete`).
/// Non-decreasing in u.
///
/// units:  u in (0,1)
/// errors: none; parameters outside their range are a broken promise (see `validation_error`)
double quantile(const Distribution& distribution, double u);

/// The mean; for `normal` that of the cut distribution.
double mean(const Distribution& distribution);

/// The standard deviation.
double standard_deviation(const Distribution& distribution);

/// The smallest and the largest value a draw can take; infinite where there is no bound.
std::pair<double, double> support(const Distribution& distribution);

/// What is wrong with the parameters, or "" if nothing is: "sigma must be positive, found -1".
std::string validation_error(const Distribution& distribution);

/// How the numbers of a distribution are told to people: values, and what is a difference of values (of dates a
/// duration). Each is asked for numbers only.
struct WrittenAs {
  std::function<std::string(double)> value, spread;
};

/// The same in these words: "max must be above min (8w), found 4w".
std::string validation_error(const Distribution& distribution, const WrittenAs& written);

/// Ways to state a distribution of positive values by what people know. Each gives textbook parameters.
///
/// errors: the result has a non-empty `validation_error` if no such distribution exists
/// source: moments and quantiles in closed form; gamma and Weibull by a monotone search on the shape
///         (Johnson, Kotz, Balakrishnan (1994), Continuous Univariate Distributions 1, chapters 14, 17, 21)
Distribution from_mean_sd(Distribution::Family family, double mean, double sd);
Distribution from_median_p90(Distribution::Family family, double median, double p90);
Distribution from_median_sigma(double median, double sigma);  // lognormal
Distribution from_p10_p90(Distribution::Family family, double p10, double p90);
Distribution beta_from_mean_sd(double mean, double sd, double min, double max);

}  // namespace allot
