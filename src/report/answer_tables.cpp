#include "report/answer_tables.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "allot/metric.hpp"
#include "report/kinds.hpp"
#include "report/moments.hpp"

namespace allot::report {
namespace {

using Kind = Answer::Kind;
using Columns = std::vector<Answer::Column>;

std::string label_of(const Labels& labels, EntityKind kind, const std::string& id) {
  const Labels::ById* by_id[] = {&labels.organisations, &labels.groups, &labels.sites,
                                 &labels.suppliers,     &labels.orders, &labels.interventions};
  if (kind == EntityKind::system) return "everyone";
  const Labels::ById& all = *by_id[static_cast<std::size_t>(kind)];
  const auto found = all.find(id);
  return found == all.end() ? id : found->second;
}

// The items of one list of each results, behind one another.
template <class List>
Places places_of(const NamedResults& all, const List& list) {
  std::vector<std::size_t> sizes;
  for (const auto& [name, results] : all) sizes.push_back(list(*results).size());
  return Places(sizes);
}

Answer::Cell date_cell(const Results& results, std::optional<Time> moment) { return cell(date_text(results, moment)); }

}  // namespace

Places::Places(std::span<const std::size_t> sizes) {
  std::size_t end = 0;
  for (const std::size_t size : sizes) ends_.push_back(end += size);
}

std::pair<std::size_t, std::size_t> Places::operator()(std::size_t row) const {
  const auto list = std::upper_bound(ends_.begin(), ends_.end(), row);
  return {static_cast<std::size_t>(list - ends_.begin()), row - (list == ends_.begin() ? 0 : *std::prev(list))};
}

Answer::Cell cell(double number) { return std::isfinite(number) ? Answer::Cell(number) : Answer::Cell(); }
Answer::Cell cell(const std::optional<double>& number) { return number ? cell(*number) : Answer::Cell(); }
Answer::Cell cell(const std::optional<std::string>& text) { return text ? Answer::Cell(*text) : Answer::Cell(); }

std::string unit_of(std::string_view metric, std::string_view currency) {
  const Metric* known = metric_named(metric);
  if (!known) return "";
  if (known->unit == Unit::money) return std::string(currency);
  return std::string(known->unit == Unit::units ? "GPUs" : word_of(known->unit));
}

void add_estimate_columns(Columns& columns) {
  for (const char* name : {"mean", "sd", "ci95_low", "ci95_high", "p10", "p50", "p90", "min", "max", "values", "nulls"})
    columns.push_back({name, Kind::number});
}

void add_estimate(Answer::Row& row, const Estimate& it) {
  row.push_back(cell(it.mean));
  row.push_back(cell(it.sd));
  row.push_back(it.ci95 ? cell(it.ci95->low) : Answer::Cell());
  row.push_back(it.ci95 ? cell(it.ci95->high) : Answer::Cell());
  for (const double number : {it.p10.value, it.p50.value, it.p90.value, it.min, it.max}) row.push_back(cell(number));
  row.emplace_back(static_cast<double>(it.count));
  row.emplace_back(static_cast<double>(it.nulls));
}

std::vector<std::pair<std::string, Answer::Cell>> provenance_of(const Results& it) {
  return {{"scenario", it.scenario},
          {"hash", it.hash.empty() ? Answer::Cell() : Answer::Cell(it.hash)},
          {"question", it.question.empty() ? Answer::Cell() : Answer::Cell(it.question)},
          {"seed", std::to_string(it.seed)},  // text: a reader of doubles would lose digits
          {"replications", static_cast<double>(it.replications)},
          {"is_random", it.is_random},
          {"start", format_date(it.start)},
          {"end", format_date(it.end)},
          {"currency", it.currency.empty() ? Answer::Cell() : Answer::Cell(it.currency)}};
}

Answer::Table entities_table(const NamedResults& all, const Labels& labels) {
  std::vector<std::pair<EntityKind, std::string>> entities;
  std::set<std::pair<EntityKind, std::string>> seen;
  for (const auto& [name, results] : all)
    for (const MetricColumn& column : results->columns)
      if (seen.emplace(column.kind, column.entity).second) entities.emplace_back(column.kind, column.entity);
  const std::size_t size = entities.size();
  return {"entities",
          "What the metrics are of",
          {{"kind", Kind::text}, {"id", Kind::id}, {"label", Kind::text}},
          size,
          [entities = std::move(entities), labels](std::size_t i) -> Answer::Row {
            const auto& [kind, id] = entities[i];
            return {std::string(name_of(kind)), id, label_of(labels, kind, id)};
          }};
}

Answer::Table assumptions_table(const NamedResults& all) {
  std::vector<Note> notes;
  for (const auto& [name, results] : all)
    for (const Note& note : results->notes)
      if (std::ranges::find(notes, note) == notes.end()) notes.push_back(note);
  const std::size_t size = notes.size();
  return {"assumptions",
          "What the numbers of the scenario rest on",
          {{"pointer", Kind::text}, {"confidence", Kind::text}, {"source", Kind::text}},
          size,
          [notes = std::move(notes)](std::size_t i) -> Answer::Row {
            return {notes[i].pointer, notes[i].confidence, notes[i].source};
          }};
}

Answer::Table metrics_table(const NamedResults& all) {
  Columns columns = {
      {"variant", Kind::id}, {"kind", Kind::text}, {"entity", Kind::id}, {"metric", Kind::text}, {"unit", Kind::text}};
  add_estimate_columns(columns);
  const Places places = places_of(
      all, [](const Results& it) -> const auto& { return it.columns; });
  return {"metrics", "Every metric, with its uncertainty", columns, places.size(),
          [all, places](std::size_t i) -> Answer::Row {
            const auto [which, at] = places(i);
            const Results& it = *all[which].second;
            const MetricColumn& column = it.columns[at];
            Answer::Row row = {all[which].first, std::string(name_of(column.kind)), column.entity, column.metric,
                               unit_of(column.metric, it.currency)};
            add_estimate(row, it.estimates[at]);
            return row;
          }};
}

Answer::Table milestones_table(const NamedResults& all) {
  const Places places = places_of(
      all, [](const Results& it) -> const auto& { return it.milestones; });
  return {"milestones",
          "When milestones are reached",
          {{"variant", Kind::id},
           {"milestone", Kind::id},
           {"label", Kind::text},
           {"reached", Kind::number, "share"},
           {"reached_low", Kind::number, "share"},
           {"reached_high", Kind::number, "share"},
           {"p10", Kind::date},
           {"p50", Kind::date},
           {"p90", Kind::date},
           {"mean_to_end", Kind::date}},
          places.size(),
          [all, places](std::size_t i) -> Answer::Row {
            const auto [which, at] = places(i);
            const Results& it = *all[which].second;
            const auto& [id, date] = it.milestones[at];
            const auto label = it.labels.milestones.find(id);
            return {all[which].first,
                    id,
                    label == it.labels.milestones.end() ? id : label->second,
                    cell(date.share),
                    cell(date.share_ci95.low),
                    cell(date.share_ci95.high),
                    date_cell(it, date.p10.value),
                    date_cell(it, date.p50.value),
                    date_cell(it, date.p90.value),
                    date_cell(it, nearest_second(date.mean_until_end))};
          }};
}

Answer::Table series_table(const NamedResults& all) {
  struct Part {
    std::string variant;
    const Results* results;
    const Series* series;
  };
  std::vector<Part> parts;
  std::vector<std::size_t> sizes;
  for (const auto& [name, results] : all)
    for (const auto* list : {&results->series, &results->fairness})
      for (const Series& one : *list) {
        parts.push_back({name, results, &one});
        sizes.push_back(one.mean.size());
      }
  const Places places(sizes);
  return {"series",
          "Levels over time, at each moment of the grid",
          {{"variant", Kind::id},
           {"kind", Kind::text},
           {"entity", Kind::id},
           {"metric", Kind::text},
           {"unit", Kind::text},
           {"time", Kind::date},
           {"mean", Kind::number},
           {"p10", Kind::number},
           {"p50", Kind::number},
           {"p90", Kind::number}},
          places.size(),
          [parts = std::move(parts), places](std::size_t i) -> Answer::Row {
            const auto [which, at] = places(i);
            const Part& part = parts[which];
            const Series& it = *part.series;
            return {part.variant,
                    std::string(name_of(it.kind)),
                    it.entity,
                    it.metric,
                    unit_of(it.metric, part.results->currency),
                    format_date(part.results->grid[at]),
                    cell(it.mean[at]),
                    cell(it.p10[at]),
                    cell(it.p50[at]),
                    cell(it.p90[at])};
          }};
}

Answer::Table transfers_table(const NamedResults& all) {
  const Places places = places_of(
      all, [](const Results& it) -> const auto& { return it.transfers; });
  return {"transfers",
          "Whose units went to whom, in the mean",
          {{"variant", Kind::id},
           {"intervention", Kind::id},
           {"from", Kind::id},
           {"to", Kind::id},
           {"units", Kind::number, "GPUs"},
           {"delivered", Kind::number, "GPUs"},
           {"cancelled", Kind::number, "GPUs"},
           {"gpu_days", Kind::number, "GPU-days"},
           {"first", Kind::date},
           {"p10", Kind::date},
           {"p50", Kind::date},
           {"p90", Kind::date},
           {"last", Kind::date}},
          places.size(),
          [all, places](std::size_t i) -> Answer::Row {
            const auto [which, at] = places(i);
            const Handover& it = all[which].second->transfers[at];
            Answer::Row row = {all[which].first, it.intervention, it.from,      it.to,
                               it.units,         it.came,         it.cancelled, it.unit_days};
            for (const Date date : {it.days.first, it.days.p10, it.days.p50, it.days.p90, it.days.last})
              row.push_back(it.came > 0 ? Answer::Cell(format_date(date)) : Answer::Cell());
            return row;
          }};
}

}  // namespace allot::report
