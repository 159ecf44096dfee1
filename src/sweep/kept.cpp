#include "sweep/kept.hpp"

#include <algorithm>
#include <memory>
#include <set>

#include "base/pattern.hpp"

namespace allot::sweep_kept {
namespace {

const std::set<std::string_view> kept_always = {"entities", "metrics", "milestones", "differences",
                                                "milestone_differences"};
const std::set<std::string_view> kept_over_time = {"series", "difference_series"};

std::string text_in(const Answer::Row& row, std::size_t place) {
  const auto* text = std::get_if<std::string>(&row[place]);
  return text ? *text : std::string();
}

// KIND.ENTITY.METRIC of a row that has these.
std::string path_in(const Answer::Table& table, const Answer::Row& row) {
  const std::string entity = text_in(row, table.place("entity"));
  const std::string kind = text_in(row, table.place("kind")), metric = text_in(row, table.place("metric"));
  return entity.empty() ? kind + "." + metric : kind + "." + entity + "." + metric;
}

bool has_metrics(const Answer::Table& table) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [](const Answer::Column& it) { return it.name == "metric"; });
}

Answer::Table fitting(Answer::Table table, const std::vector<std::string>& patterns) {
  const auto rows = std::make_shared<std::vector<Answer::Row>>();
  for (std::size_t i = 0; i < table.size; ++i) {
    Answer::Row row = table.row(i);
    if (fits_any(patterns, path_in(table, row))) rows->push_back(std::move(row));
  }
  table.size = rows->size();
  table.row = [rows](std::size_t i) { return (*rows)[i]; };
  return table;
}

}  // namespace

Answer of_point(Answer answer, const Sweep& sweep) {
  std::vector<Answer::Table> tables;
  for (Answer::Table& it : answer.tables) {
    if (!kept_always.contains(it.id) && !(sweep.with_series && kept_over_time.contains(it.id))) continue;
    const bool is_cut = !sweep.metrics.empty() && has_metrics(it);
    tables.push_back(is_cut ? fitting(std::move(it), sweep.metrics) : std::move(it));
  }
  answer.tables = std::move(tables);
  answer.statements.clear();
  return answer;
}

}  // namespace allot::sweep_kept
