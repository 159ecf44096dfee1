#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/answer.hpp"
#include "allot/basis.hpp"
#include "allot/comparison.hpp"
#include "allot/labels.hpp"
#include "allot/results.hpp"

/// Tables that several answers have, under the same ids and with the same columns.
namespace allot::report {

using CellKind = Answer::Kind;

/// Results by the name that the answer gives them: of `run` one, of `compare` each variant.
using NamedResults = std::vector<std::pair<std::string, const Results*>>;

/// scenario, question, hash, seed, replications, is_random, start, end, currency: what all of them have in common.
std::vector<std::pair<std::string, Answer::Cell>> provenance_of(const Results& results);

/// Of a question that gives no Results: scenario, hash, question, seed, replications, start, end.
std::vector<std::pair<std::string, Answer::Cell>> provenance_of(const std::string& scenario, const Basis& basis,
                                                                std::uint64_t seed, std::size_t replications);

/// kind, id, label: all that metrics are of.
Answer::Table entities_table(const NamedResults& all, const Labels& labels);
/// The same of things that are named here, each of them once.
Answer::Table entities_table(const std::vector<std::pair<EntityKind, std::string>>& things, const Labels& labels);
/// pointer, confidence, source, value, label: on what the numbers rest that the scenario says.
Answer::Table assumptions_table(const NamedResults& all);
Answer::Table assumptions_table(std::vector<Note> notes);
/// variant, kind, entity, metric, unit, and the estimate of each.
Answer::Table metrics_table(const NamedResults& all);
Answer::Table milestones_table(const NamedResults& all);
Answer::Table transfers_table(const NamedResults& all);
/// variant, intervention, from, to, month, delivered.
Answer::Table transfer_months_table(const NamedResults& all);

/// The unit of a metric as tables say it: "GPUs", "GPU-days", "days", "share", "index", the currency, "FLOP".
std::string unit_of(std::string_view metric, std::string_view currency);

/// A table of few rows, which it holds.
Answer::Table small_table(std::string id, std::string title, std::vector<Answer::Column> columns,
                          std::vector<Answer::Row> rows);

/// A finite number, or nothing.
Answer::Cell cell(double number);
Answer::Cell cell(const std::optional<double>& number);
Answer::Cell cell(const std::optional<std::string>& text);
Answer::Cell count_cell(std::size_t count);
/// A text, or nothing where it is empty.
Answer::Cell text_cell(const std::string& text);
/// The bounds of an interval, one cell each.
void add_interval(Answer::Row& row, const std::optional<Interval>& interval);

/// The columns of an estimate: mean, sd, ci95_low, ci95_high, p10, p50, p90, min, max, values, nulls, and the 95%
/// confidence interval of each quantile: p10_low, p10_high, ...
void add_estimate_columns(std::vector<Answer::Column>& columns);
void add_estimate(Answer::Row& row, const Estimate& estimate);
/// Those of a paired difference: of its estimate, and p_less, p_equal, p_greater, variance_ratio, p_value; of
/// milestones not_reached, and between what their median lies if some are not, p50_least and p50_most.
void add_difference_columns(std::vector<Answer::Column>& columns);
void add_difference(Answer::Row& row, const Difference& difference);

/// Several lists behind one another as rows of one table: which list, and which of its items.
class Places {
 public:
  explicit Places(std::span<const std::size_t> sizes);
  std::size_t size() const { return ends_.empty() ? 0 : ends_.back(); }
  std::pair<std::size_t, std::size_t> operator()(std::size_t row) const;
  /// The first row of a list.
  std::size_t start(std::size_t list) const { return list == 0 ? 0 : ends_[list - 1]; }

 private:
  std::vector<std::size_t> ends_;
};

/// The items that each of several has, behind one another; `size_of` says how many one has.
template <class Owners, class Size>
Places places_of(const Owners& owners, const Size& size_of) {
  std::vector<std::size_t> sizes;
  for (const auto& it : owners) sizes.push_back(size_of(it));
  return Places(sizes);
}

}  // namespace allot::report
