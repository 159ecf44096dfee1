#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/answer.hpp"
#include "allot/comparison.hpp"
#include "allot/labels.hpp"
#include "allot/results.hpp"

/// Tables that several answers have, under the same ids and with the same columns.
namespace allot::report {

/// Results by the name that the answer gives them: of `run` one, of `compare` each variant.
using NamedResults = std::vector<std::pair<std::string, const Results*>>;

/// scenario, question, hash, seed, replications, is_random, start, end, currency: what all of them have in common.
std::vector<std::pair<std::string, Answer::Cell>> provenance_of(const Results& results);

/// kind, id, label: all that metrics are of.
Answer::Table entities_table(const NamedResults& all, const Labels& labels);
/// pointer, confidence, source: on what the numbers rest that the scenario says.
Answer::Table assumptions_table(const NamedResults& all);
/// variant, kind, entity, metric, unit, and the estimate of each.
Answer::Table metrics_table(const NamedResults& all);
Answer::Table milestones_table(const NamedResults& all);
/// variant, kind, entity, metric, unit, time, mean, p10, p50, p90.
Answer::Table series_table(const NamedResults& all);
Answer::Table transfers_table(const NamedResults& all);

/// The unit of a metric as tables say it: "GPUs", "GPU-days", "days", "share", "index", the currency, "FLOP".
std::string unit_of(std::string_view metric, std::string_view currency);

/// A finite number, or nothing.
Answer::Cell cell(double number);
Answer::Cell cell(const std::optional<double>& number);
Answer::Cell cell(const std::optional<std::string>& text);

/// The columns of an estimate: mean, sd, ci95_low, ci95_high, p10, p50, p90, min, max, values, nulls.
void add_estimate_columns(std::vector<Answer::Column>& columns);
void add_estimate(Answer::Row& row, const Estimate& estimate);

/// Several lists behind one another as rows of one table: which list, and which of its items.
class Places {
 public:
  explicit Places(std::span<const std::size_t> sizes);
  std::size_t size() const { return ends_.empty() ? 0 : ends_.back(); }
  std::pair<std::size_t, std::size_t> operator()(std::size_t row) const;

 private:
  std::vector<std::size_t> ends_;
};

}  // namespace allot::report
