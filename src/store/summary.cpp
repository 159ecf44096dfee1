#include "allot/sweep_summary.hpp"

#include <algorithm>

#include "allot/error.hpp"
#include "store/facts.hpp"
#include "store/tables.hpp"

namespace allot {
namespace {

using store::Database;
using store::Facts;
using store::Statement;

constexpr std::size_t most_ranges = 40, most_values = 20'000;

std::string fact(const Facts& facts, const std::string& name) {
  const auto found = facts.find(name);
  return found == facts.end() ? "" : found->second;
}

Shard shard_in(const std::string& text) {
  const std::size_t slash = text.find('/');
  return {std::stoull(text.substr(0, slash)), std::stoull(text.substr(slash + 1))};
}

std::string text_of(const Answer::Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell);
  return text ? *text : "";
}

double number_of(const Answer::Cell& cell) {
  const auto* number = std::get_if<double>(&cell);
  return number ? *number : 0;
}

std::vector<SweepSummary::Axis> axes_in(const Database& database) {
  std::vector<SweepSummary::Axis> out;
  Statement axes = database.prepare(
      "SELECT pointer, label, kind, (SELECT count(DISTINCT value) FROM design AS d WHERE d.axis = a.axis),"
      " (SELECT value FROM design AS d WHERE d.axis = a.axis ORDER BY number, point LIMIT 1),"
      " (SELECT value FROM design AS d WHERE d.axis = a.axis ORDER BY number DESC, point DESC LIMIT 1)"
      " FROM axes AS a ORDER BY axis");
  while (axes.step())
    out.push_back({text_of(axes.cell(0)), text_of(axes.cell(1)), text_of(axes.cell(2)),
                   static_cast<std::size_t>(axes.integer(3)), text_of(axes.cell(4)), text_of(axes.cell(5))});
  return out;
}

// The least mean and the point that has it: SQLite gives beside min() the other columns of that row.
std::string least_and_most(bool is_compared, bool is_chosen) {
  const std::string table = is_compared ? "differences" : "metrics", variant = "variant";
  const std::string pair = is_compared ? "variant, baseline" : "'' AS variant, '' AS baseline";
  const std::string which = is_chosen ? "" : " AND kind = 'organisation' AND metric = 'online_gpu_days'";
  const auto half = [&](const std::string& end) {
    return "SELECT " + pair + ", kind, entity, metric, unit, " + end + "(mean) AS mean, point, row FROM " + table +
           " WHERE mean IS NOT NULL" + which + " GROUP BY 1, 2, kind, entity, metric";
  };
  return "SELECT l.variant, l.baseline, l.kind, l.entity, l.metric, l.unit, l.mean, l.point, m.mean, m.point,"
         " (SELECT label FROM entities AS e WHERE e.kind = l.kind AND e.id = l.entity LIMIT 1)"
         " FROM (" +
         half("min") + ") AS l JOIN (" + half("max") +
         ") AS m USING (variant, baseline, kind, entity, metric) ORDER BY l.row, l.variant";
}

void add_ranges(const Database& database, SweepSummary& out, bool is_chosen) {
  Statement rows = database.prepare(least_and_most(database.has("differences"), is_chosen));
  while (rows.step()) {
    if (out.ranges.size() == most_ranges) {
      ++out.more_ranges;
      continue;
    }
    SweepSummary::Range it;
    it.variant = text_of(rows.cell(0));
    it.baseline = text_of(rows.cell(1));
    it.kind = text_of(rows.cell(2));
    it.entity = text_of(rows.cell(3));
    it.metric = text_of(rows.cell(4));
    it.unit = text_of(rows.cell(5));
    it.low = number_of(rows.cell(6));
    it.low_point = static_cast<std::size_t>(rows.integer(7));
    it.high = number_of(rows.cell(8));
    it.high_point = static_cast<std::size_t>(rows.integer(9));
    it.label = text_of(rows.cell(10));
    out.ranges.push_back(std::move(it));
  }
}

std::vector<std::vector<std::string>> design_in(const Database& database, std::size_t points, std::size_t axes) {
  std::vector<std::vector<std::string>> out(points, std::vector<std::string>(axes));
  Statement rows = database.prepare("SELECT point, axis, value FROM design");
  while (rows.step()) {
    const auto point = static_cast<std::size_t>(rows.integer(0)), axis = static_cast<std::size_t>(rows.integer(1));
    if (point < points && axis < axes) out[point][axis] = text_of(rows.cell(2));
  }
  return out;
}

std::optional<double> known(const Answer::Cell& cell) {
  const auto* number = std::get_if<double>(&cell);
  return number ? std::optional(*number) : std::nullopt;
}

void add_values(const Database& database, SweepSummary& out) {
  const bool is_compared = database.has("differences");
  Statement rows = database.prepare(
      std::string("SELECT point, mean, ci95_low, ci95_high, p10, p90 FROM ") +
      (is_compared ? "differences WHERE variant = ? AND baseline = ? AND" : "metrics WHERE ? = '' AND ? = '' AND") +
      " kind = ? AND entity = ? AND metric = ? AND mean IS NOT NULL ORDER BY point");
  for (std::size_t range = 0; range < out.ranges.size(); ++range) {
    const SweepSummary::Range& of = out.ranges[range];
    int place = 1;
    for (const std::string* it : {&of.variant, &of.baseline, &of.kind, &of.entity, &of.metric}) rows.bind(place++, *it);
    while (rows.step())
      out.values.push_back({static_cast<std::size_t>(rows.integer(0)), range, number_of(rows.cell(1)),
                            known(rows.cell(2)), known(rows.cell(3)), known(rows.cell(4)), known(rows.cell(5))});
    rows.reset();
  }
}

std::vector<SweepSummary::Failure> failures_in(const Database& database) {
  std::vector<SweepSummary::Failure> out;
  Statement rows = database.prepare("SELECT point, message FROM failures ORDER BY point");
  while (rows.step()) out.push_back({static_cast<std::size_t>(rows.integer(0)), text_of(rows.cell(1))});
  return out;
}

}  // namespace

SweepSummary summary_of(const std::filesystem::path& path) {
  const Database database(path, store::Access::read);
  store::expect_ours(database);
  const Facts facts = store::facts_in(database);
  SweepSummary out;
  out.file = path.string();
  out.scenario = fact(facts, "scenario");
  out.question = fact(facts, "question");
  out.hash = fact(facts, "hash");
  out.version = fact(facts, "version");
  out.seed = fact(facts, "seed");
  out.replications = fact(facts, "replications");
  out.precision = fact(facts, "precision");
  out.sampling = fact(facts, "sampling");
  out.currency = fact(facts, "currency");
  out.start = fact(facts, "start");
  out.end = fact(facts, "end");
  out.points = std::stoull(fact(facts, "points"));
  out.shard = shard_in(fact(facts, "shard"));
  out.wanted = out.points * out.shard.part / out.shard.of - out.points * (out.shard.part - 1) / out.shard.of;
  out.done = store::done_in(database).size();
  out.is_finished = store::is_finished(database);
  out.axes = axes_in(database);
  add_ranges(database, out, !fact(facts, "metrics").empty());
  if (out.points * std::max<std::size_t>(1, out.ranges.size()) <= most_values) {
    out.design = design_in(database, out.points, out.axes.size());
    add_values(database, out);
  }
  out.failures = failures_in(database);
  return out;
}

}  // namespace allot
