#include <fmt/core.h>

#include <cmath>

#include "report/answer_tables.hpp"
#include "report/answer_views.hpp"
#include "report/distribution.hpp"
#include "report/sentence.hpp"

namespace allot {
namespace {

using report::CellKind;
using report::Sentence;

constexpr double told_shares[] = {0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};
constexpr std::size_t row_p10 = 2, row_p50 = 4, row_p90 = 6;

bool in_dates(const DistributionAnswer& it) { return it.kind == Kind::date; }

double in_shown_unit(const DistributionAnswer& it, double value) {
  return it.kind == Kind::duration ? value / static_cast<double>(day) : value;
}

std::string unit_of_draws(Kind kind) {
  constexpr std::string_view units[] = {"", "", "days", "GPUs", "per duration", "W", "FLOP/s", "money"};
  return std::string(units[static_cast<std::size_t>(kind)]);
}

// A value of it: a number, or a date in a column of its own.
void add_value(Answer::Row& row, const DistributionAnswer& it, double value) {
  const bool is_date = in_dates(it) && std::isfinite(value);
  row.push_back(in_dates(it) ? Answer::Cell() : report::cell(in_shown_unit(it, value)));
  row.push_back(is_date ? Answer::Cell(format_date(static_cast<Date>(std::floor(value + 0.5)))) : Answer::Cell());
}

std::vector<Answer::Column> value_columns(const DistributionAnswer& it, std::vector<Answer::Column> columns) {
  columns.push_back({"value", CellKind::number, unit_of_draws(it.kind)});
  columns.push_back({"date", CellKind::date});
  return columns;
}

std::vector<Answer::Column> quantile_columns(const DistributionAnswer& it) {
  std::vector<Answer::Column> columns = value_columns(it, {{"share", CellKind::number, "share"}});
  columns.push_back({"name", CellKind::text});
  return columns;
}

Answer::Table quantiles_table(const DistributionAnswer& it) {
  return {"distribution", "The value below which a share of draws lies", quantile_columns(it), std::size(told_shares),
          [&it](std::size_t i) {
            Answer::Row row = {told_shares[i]};
            add_value(row, it, quantile(it.distribution, told_shares[i]));
            row.emplace_back(fmt::format("p{:02.0f}", 100 * told_shares[i]));
            return row;
          }};
}

Answer::Table moments_row(const DistributionAnswer& it) {
  std::vector<Answer::Column> columns = value_columns(it, {});
  columns.push_back({"sd", CellKind::number, in_dates(it) ? "days" : unit_of_draws(it.kind)});
  Answer::Row row;
  add_value(row, it, mean(it.distribution));
  const double sd = standard_deviation(it.distribution);
  row.push_back(report::cell(in_dates(it) ? sd / static_cast<double>(day) : in_shown_unit(it, sd)));
  return report::small_table("moments", "Mean and standard deviation", std::move(columns), {std::move(row)});
}

Answer::Table draws_table(const DistributionAnswer& it) {
  return {"draws", "Draws, in their order", value_columns(it, {{"number", CellKind::number}}), it.draws.size(),
          [&it](std::size_t i) {
            Answer::Row row = {report::count_cell(i + 1)};
            add_value(row, it, it.draws[i]);
            return row;
          }};
}

// "Half of the draws lie below 45 days, and eight of ten between 22.5 days and 90 days."
Answer::Statement halves(const DistributionAnswer& it) {
  const std::string unit = in_dates(it) || unit_of_draws(it.kind).empty() ? "" : " " + unit_of_draws(it.kind);
  Sentence sentence;
  const auto show = [&](std::size_t row) -> Sentence& {
    const double value = quantile(it.distribution, told_shares[row]);
    if (!in_dates(it))
      return sentence.show(trimmed_with_thousands(in_shown_unit(it, value), 4), "distribution", row, "value").say(unit);
    return sentence.show(format_date(static_cast<Date>(std::floor(value + 0.5))), "distribution", row, "date");
  };
  sentence.say("Half of all draws lie at or below ");
  show(row_p50).say(", and eight of ten between ");
  show(row_p10).say(" and ");
  show(row_p90).say(".");
  return sentence.done("distribution", Answer::Certainty::stated);
}

std::string column_of_values(const DistributionAnswer& it) { return in_dates(it) ? "date" : "value"; }

View distribution_tree(const DistributionAnswer& it) {
  const View value = views::cell(column_of_values(it));
  std::vector<Part> parts = {views::entries(views::of("distribution", views::groups("name", value))),
                             {"mean", views::of("moments", value)},
                             {"sd", views::of("moments", views::cell("sd"))}};
  if (!it.draws.empty()) parts.push_back({"draws", views::of("draws", views::each(value))});
  return views::object(std::move(parts));
}

std::vector<Sheet> distribution_sheets(const DistributionAnswer& it) {
  const View value = views::cell(column_of_values(it));
  if (!it.draws.empty()) return {{{"draw"}, {views::of("draws", views::each(views::list({value})))}}};
  return {{{"share", "value"}, {views::of("distribution", views::each(views::list({views::cell("share"), value})))}}};
}

}  // namespace

Answer answer_of(const DistributionAnswer& it) {
  Answer answer;
  answer.provenance = {{"distribution", it.text}};
  answer.statements = {halves(it)};
  answer.tables = {quantiles_table(it), moments_row(it), draws_table(it)};
  answer.tree = distribution_tree(it);
  answer.sheets = distribution_sheets(it);
  return answer;
}

}  // namespace allot
