#include "report/decisions_levers.hpp"

#include <algorithm>
#include <cmath>

#include "report/decisions_words.hpp"
#include "report/names.hpp"
#include "report/sentence.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

constexpr std::size_t most_beside_everyone = 2;
constexpr std::size_t longest_lever = 28;
constexpr std::ptrdiff_t before_domination = 4;  // the name, the cost, GPU-days and how many for each unit of money

bool is_everyones(const Won& it) { return it.kind == EntityKind::system; }

const Won* won_of(const PricedLever& lever, std::optional<EntityKind> kind, const std::string& entity,
                  std::string_view metric) {
  for (const Won& it : lever.won)
    if (it.kind == kind && it.entity == entity && it.metric == metric) return &it;
  return nullptr;
}

// Whom this lever moves most, where that is not what it brings everyone.
std::vector<std::string> moved_by(const PricedLever& lever) {
  std::vector<std::pair<double, std::string>> found;
  const double everyones = lever.won.front().won.mean;
  const auto is_everyones = [&](double mean) { return std::abs(mean - everyones) <= 1e-9 * std::abs(everyones); };
  for (const Won& it : lever.won)
    if (it.kind == EntityKind::organisation && it.metric == judged_by && it.won.mean != 0 && !is_everyones(it.won.mean))
      found.emplace_back(std::abs(it.won.mean), it.entity);
  std::stable_sort(found.begin(), found.end(), [](const auto& x, const auto& y) { return x.first > y.first; });
  found.resize(std::min(found.size(), most_beside_everyone));
  std::vector<std::string> out;
  for (auto& [size, id] : found) out.push_back(std::move(id));
  return out;
}

/// One thing that is won, as a column and what it comes to for each unit of money.
struct WonColumn {
  std::string metric, milestone;
  std::string head;
  Figures figures;
  double money = 1;  ///< for each so many units of money
};

template <class Use>
void visit_wins(const Comparison& comparison, const WonColumn& column, Use&& use) {
  for (const PricedLever& lever : comparison.levers)
    for (const Won& it : lever.won)
      if (it.metric == column.metric && (it.kind ? column.milestone.empty() : it.entity == column.milestone)) use(it);
}

// So that the largest of them reads as a number of some size.
double money_for(const Comparison& comparison, const WonColumn& column) {
  double most = 0;
  visit_wins(comparison, column, [&](const Won& it) { most = std::max(most, std::abs(it.per_money.value_or(0))); });
  double money = 1;
  for (; most > 0 && most * money < 1 && money < 1e9; money *= 1000) {
  }
  return money;
}

WonColumn column_of(const Comparison& comparison, std::string metric, std::string milestone, std::string head,
                    Measure measure, const Reading& reading) {
  WonColumn out{std::move(metric), std::move(milestone), std::move(head), {}, 1};
  std::vector<double> numbers;
  visit_wins(comparison, out, [&](const Won& it) { numbers.push_back(it.won.mean); });
  out.figures = figures_for(numbers, measure, reading.precision(), reading.currency);
  out.money = money_for(comparison, out);
  return out;
}

std::vector<WonColumn> columns_of(const Comparison& comparison, const Reading& reading) {
  std::vector<WonColumn> out = {
      column_of(comparison, "online_gpu_days", "", "wins, online", Measure::gpu_days, reading)};
  const PricedLever& first = comparison.levers.front();
  const auto saves = [](const Won& it) { return is_everyones(it) && it.metric == "delay_cost"; };
  if (std::any_of(first.won.begin(), first.won.end(), saves))
    out.push_back(column_of(comparison, "delay_cost", "", "saves, delay", Measure::money, reading));
  for (const Won& it : first.won)
    if (!it.kind)
      out.push_back(column_of(comparison, "date", it.entity,
                              "earlier, " + shown_milestone(comparison.labels, it.entity), Measure::days, reading));
  return out;
}

std::string amount_of_money(double money, const std::string& currency) {
  if (money == 1) return currency;
  const char* words = money == 1e3 ? "1,000" : money == 1e6 ? "million" : "billion";
  return std::string(words) + " " + currency;
}

Cell cell_of_mean(const Estimate& it, const Figures& figures, const Reading& reading) {
  if (it.count == 0) return {"-", ""};
  if (it.min == 0 && it.max == 0) return {"0", ""};
  const bool has_range = reading.is_spread && it.ci95 && it.ci95->low != it.ci95->high;
  return {signed_figure(it.mean, figures), has_range ? signed_range(*it.ci95, figures) : ""};
}

Cell cell_of_cost(const Estimate& it, const Figures& figures) {
  const bool has_range = it.ci95 && it.ci95->low != it.ci95->high;
  return {figure(it.mean, figures), has_range ? range(it.ci95->low, it.mean, it.ci95->high, figures) : ""};
}

std::string rate_text(double rate) { return (rate < 0 ? "-" : "") + plain_number(rate); }

Cell cell_of_rate(const Won& it, double money) {
  if (!it.per_money) return {"-", ""};
  const std::string shown = rate_text(*it.per_money * money);
  if (!it.per_money_ci95) return {shown, ""};
  const std::string low = rate_text(it.per_money_ci95->low * money), high = rate_text(it.per_money_ci95->high * money);
  return {shown, low == high ? "" : low + " to " + high};
}

std::string name_of_lever(const Comparison& comparison, const PricedLever& lever) {
  const VariantDifferences& it = comparison.differences[lever.difference];
  return shortened(it.label.empty() ? variant_name(comparison.labels, it.name) : one_line(it.label), longest_lever);
}

void add_wins(Row& row, const PricedLever& lever, const std::vector<WonColumn>& columns, std::optional<EntityKind> kind,
              const std::string& entity, const Reading& reading) {
  for (const WonColumn& column : columns) {
    const bool is_milestone = !column.milestone.empty();
    const Won* won =
        is_milestone ? (kind == EntityKind::system ? won_of(lever, std::nullopt, column.milestone, "date") : nullptr)
                     : won_of(lever, kind, entity, column.metric);
    row.cells.push_back(won ? cell_of_mean(won->won, column.figures, reading) : Cell{"", ""});
    row.cells.push_back(won ? cell_of_rate(*won, column.money) : Cell{"", ""});
  }
}

Cell cell_of_domination(const Comparison& comparison, const Won& it, const Reading& reading) {
  if (it.dominated_by.empty()) return {"", ""};
  return {shortened(variant_name(comparison.labels, it.dominated_by), longest_lever),
          reading.is_spread ? percent(it.dominated_share) : ""};
}

Table table_of(const Comparison& comparison, const Reading& reading) {
  std::vector<double> costs;
  for (const PricedLever& lever : comparison.levers) costs.push_back(lever.cost.mean);
  const Figures money = figures_for(costs, Measure::money, reading.precision(), reading.currency);
  const std::vector<WonColumn> columns = columns_of(comparison, reading);
  Table table{{{"For everyone", "", Align::left}, {"costs", money.unit}}, {}};
  for (const WonColumn& it : columns) {
    table.columns.push_back({it.head, it.figures.unit});
    table.columns.push_back({"for each", amount_of_money(it.money, reading.currency)});
  }
  table.columns.insert(table.columns.begin() + before_domination, {"dominated by", "", Align::left});
  for (const PricedLever& lever : comparison.levers) {
    Row& all = table.rows.emplace_back();
    all.cells = {{name_of_lever(comparison, lever), ""}, cell_of_cost(lever.cost, money)};
    add_wins(all, lever, columns, EntityKind::system, "", reading);
    all.cells.insert(all.cells.begin() + before_domination, cell_of_domination(comparison, lever.won.front(), reading));
    for (const std::string& id : moved_by(lever)) {
      Row& row = table.rows.emplace_back();
      row.cells = {{"  " + shown_name(comparison.labels, EntityKind::organisation, id), ""}, {"", ""}};
      add_wins(row, lever, columns, EntityKind::organisation, id, reading);
      row.cells.insert(row.cells.begin() + before_domination, {"", ""});
    }
  }
  return table;
}

}  // namespace

std::string lever_section(const Comparison& comparison, const Reading& reading, const Style& style) {
  if (comparison.levers.empty()) return {};
  const bool is_dominated = std::any_of(comparison.levers.begin(), comparison.levers.end(),
                                        [](const PricedLever& it) { return !it.won.front().dominated_by.empty(); });
  std::string note = "Beyond the baseline, in the mean";
  note += reading.is_spread
              ? "; below it the 95% interval, of what is won for each unit of money by Fieller (1954), and "
                "\"-\" where the cost may as well be nothing."
              : "; \"-\" where there is no cost.";
  if (is_dominated) {
    note += " Dominated: another costs no more and wins everyone no fewer GPU-days, and is better in one of the two";
    note += reading.is_spread ? "; below it, in how many replications." : ".";
  }
  return "\n" + bold_lines("What each costs, and what it buys", style) + text_of(table_of(comparison, reading), style) +
         wrapped(note, style.width);
}

}  // namespace allot::report
