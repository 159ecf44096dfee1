#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "allot/answer.hpp"

/// What answers say of one scenario, looked up by what a page asks of it. Numbers are those of the tables' cells, and know
/// their rows, so that a sentence can name the cell that it rests on.
namespace allot::page {

struct Range {
  double low = 0, high = 0;
  bool operator==(const Range&) const = default;
};

/// A row of estimates: of a metric or of a difference.
struct Estimated {
  std::string table;
  std::size_t row = 0;
  std::string unit;
  double mean = 0;
  std::optional<Range> ci95;
  std::optional<double> p10, p50, p90;
  std::optional<double> p_less, p_equal, p_greater, p_value, variance_ratio;  ///< of a difference
};

/// Over the grid.
struct Levels {
  std::string table;
  std::size_t first_row = 0;
  std::string unit;
  std::vector<double> mean, p10, p50, p90;
};

/// A variant and what it is compared with; a policy, or one reading of what nobody knows.
struct Reading {
  std::string label, variant, baseline;
};

struct Thing {
  std::string id, label;
};

struct MilestoneDates {
  std::size_t row = 0;
  std::string id, label;
  double reached = 0;
  std::string p10, p50, p90;  ///< empty: not reached by the end
};

struct Happening {
  std::string kind, id, label, planned;
  double share = 0;
  std::string p10, p50, p90;
};

struct Moved {
  std::size_t row = 0;
  std::string intervention, from, to;
  double units = 0, delivered = 0, gpu_days = 0;
  std::string first, p50, p90, last;
  std::vector<std::pair<std::string, double>> months = {};  ///< "2023-12", and what came in it
};

struct Part {
  std::size_t row = 0;
  std::string part;
  double value = 0;
  std::optional<Range> ci95;
};

/// An assumption moved alone, for one headline of one reading.
struct MovedAssumption {
  std::size_t row = 0;
  std::string pointer, label, low, high, now, value;  ///< value: where the headline turns; empty: nowhere
  double sign = 0;
};

struct MovedPoint {
  std::string value;
  std::string unit;
  double mean = 0;
  std::optional<Range> ci95;
  std::optional<double> p10, p90;
};

struct Assumed {
  std::string pointer, label, value, confidence, source, note;
};

struct Asked {
  std::string command, arguments;
};

struct Story {
  std::vector<Asked> asked;
  std::string scenario, question, hash, seed, start, end, currency;
  std::size_t replications = 0;
  bool is_random = true;
  std::string run_name;  ///< of the variant of an answer of `run`

  std::vector<std::string> grid;
  std::vector<Reading> readings;
  std::vector<Thing> organisations, sites;
  std::map<std::pair<std::string, std::string>, std::string> labels;  ///< by kind and id

  /// By kind, entity and metric; of each reading, or of each variant.
  using Metrics = std::map<std::tuple<std::string, std::string, std::string>, Estimated>;
  std::vector<Metrics> differences;
  std::map<std::string, Metrics> metrics;
  /// GPUs online by organisation; "" is everyone.
  std::vector<std::map<std::string, Levels>> difference_series;
  std::map<std::string, std::map<std::string, Levels>> series;
  /// By variant and site, and gate and level.
  std::map<std::pair<std::string, std::string>, std::map<std::pair<std::string, std::string>, Levels>> room;

  std::map<std::string, std::vector<MilestoneDates>> milestones;        ///< by variant
  std::vector<std::map<std::string, Estimated>> milestone_differences;  ///< by reading, and milestone
  std::map<std::string, std::vector<Happening>> timeline;               ///< by variant
  std::map<std::string, std::vector<Moved>> transfers;                  ///< by variant
  std::vector<std::map<std::string, std::vector<double>>> quantiles;  ///< of GPU-days online, by reading, organisation
  std::map<std::string, std::vector<double>> run_quantiles;           ///< the same of a run
  std::map<std::string, std::vector<Part>> lateness, attribution;     ///< by organisation
  std::map<std::string, Estimated> lateness_total;                    ///< by organisation
  std::map<std::string, double> attribution_total;                    ///< by organisation
  std::vector<std::map<std::string, std::vector<MovedAssumption>>> moved;  ///< by reading and headline
  std::map<std::tuple<std::size_t, std::string, std::string>, std::vector<MovedPoint>>
      points;  ///< reading, headline, pointer
  std::vector<Assumed> assumptions;

  std::string label(const std::string& kind, const std::string& id) const;
  const Estimated* difference(std::size_t reading, const std::string& kind, const std::string& id,
                              const std::string& metric) const;
  const Estimated* metric(const std::string& variant, const std::string& kind, const std::string& id,
                          const std::string& metric) const;
  /// Whether all readings are compared with one baseline, and are more than a few: rules of division, say.
  bool is_of_policies() const;
  /// What a reading is called: "variant" where all have one baseline.
  std::string reading_word() const;
  /// A reading where there are several to choose from, what it is called, and that as an opening, "Room as observed. ";
  /// of one alone nothing.
  std::optional<std::size_t> choice_of(std::size_t reading) const;
  std::string name_of(std::size_t reading) const;
  std::string opening_of(std::size_t reading) const;
};

/// shape:  answers of one scenario, each question once
/// errors: RequestError where they are not of one scenario, or none of them is of `run` or `compare`
Story story_of(const std::vector<Answer>& answers);

/// Of an answer only what it is of and how it was asked.
Story story_without_findings(const Answer& answer);

}  // namespace allot::page
