// Tables that many answers share, each made in one place: metrics, milestones, differences, series, transfers.
//
// Every question ends in an answer of one form, statements and tidy tables: one kind of fact a table, one fact a row,
// ids and labels apart, the unit of a number in its row. What writes an answer (answer_writers.cpp, and whoever takes
// it in another program) then knows nothing of the question, and a question knows nothing of how it is written, so that
// one more of either is one more file and not a row of files.
//
// Rows are made when they are asked for. A table of a million orders is a function from the number of a row to its
// cells, over what the answer was made of, which has to outlive it; a writer goes through the rows once, and no row is
// kept. What has a varying number of parts (variants times columns) is found by `places_of`, a prefix sum, so that any
// row is reached without going through those before it.
//
// The invariants: a column's name and unit are the same in every answer that has the table; what is not known is
// nothing, never 0 or an empty text; a number of a sentence rests on a cell of a table, which a test checks.
//
// source: Codd (1970), Communications of the ACM 13(6), 377-387, normal form; Wickham (2014), Tidy Data, Journal of
//         Statistical Software 59(10)

#include "report/answer_tables.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "allot/metric.hpp"
#include "report/kinds.hpp"
#include "report/moments.hpp"

namespace allot::report {
namespace {

using Columns = std::vector<Answer::Column>;

constexpr std::size_t columns_of_metrics = 22;

std::string label_of(const Labels& labels, EntityKind kind, const std::string& id) {
  const Labels::ById* by_id[] = {&labels.organisations, &labels.groups, &labels.sites,
                                 &labels.suppliers,     &labels.orders, &labels.interventions};
  if (kind == EntityKind::system) return "everyone";
  return Labels::in(*by_id[static_cast<std::size_t>(kind)], id);
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
Answer::Cell count_cell(std::size_t count) { return static_cast<double>(count); }
Answer::Cell text_cell(const std::string& text) { return text.empty() ? Answer::Cell() : Answer::Cell(text); }

void add_interval(Answer::Row& row, const std::optional<Interval>& it) {
  row.push_back(it ? cell(it->low) : Answer::Cell());
  row.push_back(it ? cell(it->high) : Answer::Cell());
}

Answer::Table small_table(std::string id, std::string title, Columns columns, std::vector<Answer::Row> rows) {
  const std::size_t size = rows.size();
  return {std::move(id), std::move(title), std::move(columns), size,
          [rows = std::move(rows)](std::size_t i) { return rows[i]; }};
}

std::string unit_of(std::string_view metric, std::string_view currency) {
  const Metric* known = metric_named(metric);
  if (!known) return "";
  if (known->unit == Unit::money) return std::string(currency);
  return std::string(known->unit == Unit::units ? "GPUs" : word_of(known->unit));
}

void add_estimate_columns(Columns& columns) {
  for (const char* name : {"mean", "sd", "ci95_low", "ci95_high", "p10", "p50", "p90", "min", "max", "values", "nulls",
                           "p10_low", "p10_high", "p50_low", "p50_high", "p90_low", "p90_high"})
    columns.push_back({name, CellKind::number});
}

void add_estimate(Answer::Row& row, const Estimate& it) {
  row.push_back(cell(it.mean));
  row.push_back(cell(it.sd));
  add_interval(row, it.ci95);
  for (const double number : {it.p10.value, it.p50.value, it.p90.value, it.min, it.max}) row.push_back(cell(number));
  row.emplace_back(static_cast<double>(it.count));
  row.emplace_back(static_cast<double>(it.nulls));
  for (const QuantileEstimate* quantile : {&it.p10, &it.p50, &it.p90}) {
    row.push_back(cell(quantile->low));
    row.push_back(cell(quantile->high));
  }
}

void add_difference_columns(Columns& columns) {
  add_estimate_columns(columns);
  for (const char* name :
       {"p_less", "p_equal", "p_greater", "variance_ratio", "p_value", "not_reached", "p50_least", "p50_most"})
    columns.push_back({name, CellKind::number});
}

void add_difference(Answer::Row& row, const Difference& it) {
  add_estimate(row, it.estimate);
  for (const double share : {it.p_less, it.p_equal, it.p_greater}) row.push_back(cell(share));
  row.push_back(cell(it.variance_ratio));
  row.push_back(cell(it.p_value));
  row.push_back(count_cell(it.open));
  add_interval(row, it.p50_bounds);
}

std::vector<std::pair<std::string, Answer::Cell>> provenance_of(const std::string& scenario, const Basis& basis,
                                                                std::uint64_t seed, std::size_t replications) {
  return {{"scenario", scenario},
          {"hash", text_cell(basis.hash)},
          {"question", text_cell(basis.question)},
          {"seed", std::to_string(seed)},  // text: a reader of doubles would lose digits
          {"replications", count_cell(replications)},
          {"start", format_date(basis.start)},
          {"end", format_date(basis.end)}};
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
  std::vector<std::pair<EntityKind, std::string>> things;
  for (const auto& [name, results] : all)
    for (const MetricColumn& column : results->columns)
      if (things.empty() || things.back() != std::pair(column.kind, column.entity))
        things.emplace_back(column.kind, column.entity);
  return entities_table(things, labels);
}

Answer::Table entities_table(const std::vector<std::pair<EntityKind, std::string>>& things, const Labels& labels) {
  std::set<std::pair<EntityKind, std::string>> seen;
  std::vector<std::pair<EntityKind, std::string>> entities;
  for (const auto& it : things)
    if (seen.insert(it).second) entities.push_back(it);
  const std::size_t size = entities.size();
  return {"entities",
          "What the metrics are of",
          {{"kind", CellKind::text}, {"id", CellKind::id}, {"label", CellKind::text}},
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
      if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
  return assumptions_table(std::move(notes));
}

Answer::Table assumptions_table(std::vector<Note> notes) {
  const std::size_t size = notes.size();
  return {"assumptions",
          "What the numbers of the scenario rest on",
          {{"pointer", CellKind::text},
           {"confidence", CellKind::text},
           {"source", CellKind::text},
           {"value", CellKind::text},
           {"label", CellKind::text}},
          size,
          [notes = std::move(notes)](std::size_t i) -> Answer::Row {
            const Note& it = notes[i];
            return {it.pointer, it.confidence, it.source, text_cell(it.value), text_cell(it.label)};
          }};
}

Answer::Table metrics_table(const NamedResults& all) {
  Columns columns = {{"variant", CellKind::id},
                     {"kind", CellKind::text},
                     {"entity", CellKind::id},
                     {"metric", CellKind::text},
                     {"unit", CellKind::text}};
  add_estimate_columns(columns);
  const Places places = places_of(all, [](const auto& it) { return it.second->columns.size(); });
  return {"metrics", "Every metric, with its uncertainty", columns, places.size(),
          [all, places](std::size_t i) -> Answer::Row {
            const auto [which, at] = places(i);
            const Results& it = *all[which].second;
            const MetricColumn& column = it.columns[at];
            Answer::Row row;
            row.reserve(columns_of_metrics);
            row.emplace_back(all[which].first);
            row.emplace_back(std::string(name_of(column.kind)));
            row.emplace_back(column.entity);
            row.emplace_back(column.metric);
            row.emplace_back(unit_of(column.metric, it.currency));
            add_estimate(row, it.estimates[at]);
            return row;
          }};
}

Answer::Table milestones_table(const NamedResults& all) {
  const Places places = places_of(all, [](const auto& it) { return it.second->milestones.size(); });
  return {"milestones",
          "When milestones are reached",
          {{"variant", CellKind::id},
           {"milestone", CellKind::id},
           {"label", CellKind::text},
           {"reached", CellKind::number, "share"},
           {"reached_low", CellKind::number, "share"},
           {"reached_high", CellKind::number, "share"},
           {"p10", CellKind::date},
           {"p50", CellKind::date},
           {"p90", CellKind::date},
           {"mean_to_end", CellKind::date},
           {"not_reached", CellKind::number}},
          places.size(),
          [all, places](std::size_t i) -> Answer::Row {
            const auto [which, at] = places(i);
            const Results& it = *all[which].second;
            const auto& [id, date] = it.milestones[at];
            return {all[which].first,
                    id,
                    Labels::in(it.labels.milestones, id),
                    cell(date.share),
                    cell(date.share_ci95.low),
                    cell(date.share_ci95.high),
                    date_cell(it, date.p10.value),
                    date_cell(it, date.p50.value),
                    date_cell(it, date.p90.value),
                    date_cell(it, nearest_second(date.mean_until_end)),
                    count_cell(date.count - date.reached)};
          }};
}

Answer::Table transfers_table(const NamedResults& all) {
  const Places places = places_of(all, [](const auto& it) { return it.second->transfers.size(); });
  return {"transfers",
          "Whose units went to whom, in the mean",
          {{"variant", CellKind::id},
           {"intervention", CellKind::id},
           {"from", CellKind::id},
           {"to", CellKind::id},
           {"units", CellKind::number, "GPUs"},
           {"delivered", CellKind::number, "GPUs"},
           {"cancelled", CellKind::number, "GPUs"},
           {"gpu_days", CellKind::number, "GPU-days"},
           {"first", CellKind::date},
           {"p10", CellKind::date},
           {"p50", CellKind::date},
           {"p90", CellKind::date},
           {"last", CellKind::date},
           {"group", CellKind::id}},
          places.size(),
          [all, places](std::size_t i) -> Answer::Row {
            const auto [which, at] = places(i);
            const Transfer& it = all[which].second->transfers[at];
            Answer::Row row = {all[which].first, it.intervention, it.from,      it.to,
                               it.units,         it.delivered,    it.cancelled, it.unit_days};
            for (const Date date : {it.days.first, it.days.p10, it.days.p50, it.days.p90, it.days.last})
              row.push_back(it.delivered > 0 ? Answer::Cell(format_date(date)) : Answer::Cell());
            row.push_back(text_cell(it.group));
            return row;
          }};
}

Answer::Table transfer_months_table(const NamedResults& all) {
  std::vector<Answer::Row> rows;
  for (const auto& [name, results] : all)
    for (const Transfer& it : results->transfers)
      for (const auto& [month, delivered] : it.by_month)
        rows.push_back({name, it.intervention, it.from, it.to, month, cell(delivered)});
  return small_table("transfer_months", "In which months they came",
                     {{"variant", CellKind::id},
                      {"intervention", CellKind::id},
                      {"from", CellKind::id},
                      {"to", CellKind::id},
                      {"month", CellKind::text},
                      {"delivered", CellKind::number, "GPUs"}},
                     std::move(rows));
}

}  // namespace allot::report
