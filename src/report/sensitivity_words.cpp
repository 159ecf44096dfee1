#include "report/sensitivity_words.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/text.hpp"
#include "experiment/metric_by_path.hpp"
#include "report/answer_tables.hpp"
#include "report/names.hpp"
#include "report/path_words.hpp"
#include "report/shown_metrics.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

std::string last_word(const std::string& path) { return path.substr(path.rfind('.') + 1); }

bool is_milestone(const std::string& path) { return path.starts_with("milestone."); }

double weight_of(const MetricSensitivity& one, std::size_t factor) {
  for (const char* name : {"total", "shapley"})
    if (const SensitivityMeasure* it = measure_named(one, factor, name)) return it->estimate.value;
  if (const Swing* it = swing_of(one, factor)) return std::abs(it->swing.value);
  if (const SensitivityMeasure* it = measure_named(one, factor, "mu_star")) return it->estimate.value;
  return 0;
}

}  // namespace

std::string words_of_number(const std::string& path, const Labels& labels) {
  const auto [variant, own] = experiment::difference_in(path);
  const std::string words = words_of_path(own, labels);
  return variant.empty() ? words : words + " less the same in " + variant_name(labels, variant);
}

std::string unit_of_number(const std::string& path, const std::string& currency) {
  const std::string own = experiment::difference_in(path).second;
  if (is_milestone(own)) return last_word(own) == "reached" ? "share" : "days";
  return unit_of(last_word(own), currency);
}

Measure measure_of_number(const std::string& path) {
  const std::string own = experiment::difference_in(path).second;
  if (is_milestone(own)) return last_word(own) == "reached" ? Unit::share : Unit::days;
  return measure_of(last_word(own));
}

bool is_date_of_milestone(const std::string& path) {
  const std::string own = experiment::difference_in(path).second;
  return is_milestone(own) && last_word(own) == "date";
}

std::string words_of_factor(const SensitivityFactor& factor) { return one_line(factor.label); }

const SensitivityMeasure* measure_named(const MetricSensitivity& one, std::size_t factor, std::string_view measure) {
  const auto found = std::ranges::find_if(
      one.measures, [&](const SensitivityMeasure& it) { return it.factor == factor && it.measure == measure; });
  return found == one.measures.end() ? nullptr : &*found;
}

const Swing* swing_of(const MetricSensitivity& one, std::size_t factor) {
  const auto found = std::ranges::find(one.swings, factor, &Swing::factor);
  return found == one.swings.end() ? nullptr : &*found;
}

std::vector<std::size_t> factors_by_weight(const Sensitivity& all, const MetricSensitivity& one) {
  std::vector<std::size_t> out(all.factors.size());
  std::iota(out.begin(), out.end(), std::size_t{0});
  std::ranges::stable_sort(out, [&](std::size_t a, std::size_t b) { return weight_of(one, a) > weight_of(one, b); });
  return out;
}

std::string share_text(double share) { return trimmed(100 * share, share < 0.1 ? 1 : 0) + "%"; }

}  // namespace allot::report
