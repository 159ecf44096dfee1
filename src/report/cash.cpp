#include "allot/cash.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>

#include "allot/answers.hpp"
#include "allot/reports.hpp"
#include "base/text.hpp"
#include "report/figures.hpp"
#include "report/names.hpp"
#include "report/render.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::Align;
using report::Cell;
using report::Figures;

/// A column of the table: what of a period stands in it.
struct CashColumn {
  const char* head;
  std::function<double(const CashInPeriod&)> of;
  bool is_always_shown = false;
};

double line_of(const CashInPeriod& it, std::string_view word) {
  const auto words = cash_lines();
  return it.lines[static_cast<std::size_t>(std::find(words.begin(), words.end(), word) - words.begin())].mean;
}

CashColumn column_of(const char* head, std::vector<std::string_view> words) {
  return {head, [words = std::move(words)](const CashInPeriod& it) {
            double sum = 0;
            for (const std::string_view word : words) sum += line_of(it, word);
            return sum;
          }};
}

std::vector<CashColumn> columns_shown(const CashFlow& flow) {
  std::vector<CashColumn> all = {column_of("at order", {"order"}),
                                 column_of("award, shipment", {"award", "shipment"}),
                                 column_of("delivery", {"delivery"}),
                                 column_of("handed over", {"handed_over"}),
                                 column_of("cancel fees", {"cancel_fees"}),
                                 column_of("energy", {"energy"}),
                                 column_of("hall rent", {"hall_rent"}),
                                 column_of("revenue", {"revenue"}),
                                 column_of("decisions", {"decisions"}),
                                 {"net", [](const CashInPeriod& it) { return it.net.mean; }, true},
                                 {"so far", [](const CashInPeriod& it) { return it.so_far.mean; }, true},
                                 {"depreciation", [](const CashInPeriod& it) { return -it.depreciation.mean; }}};
  std::erase_if(all, [&](const CashColumn& column) {
    return !column.is_always_shown && std::all_of(flow.periods.begin(), flow.periods.end(),
                                                  [&](const CashInPeriod& it) { return column.of(it) == 0; });
  });
  return all;
}

Figures figures_of(const CashFlow& flow, const std::vector<CashColumn>& columns, const std::string& currency) {
  std::vector<double> numbers;
  for (const CashInPeriod& it : flow.periods)
    for (const CashColumn& column : columns) numbers.push_back(column.of(it));
  return report::figures_for(numbers, report::Measure::money, report::Precision::rounded, currency);
}

std::string spread_of(const Estimate& it, const Figures& figures) {
  if (it.p10.value == it.p90.value) return "";
  return report::range(it.p10.value, it.mean, it.p90.value, figures);
}

// As if all were sold then: what the cash flow lacks of the present value, but for the discount.
report::Row worth_at_end(const CashFlow& flow, const std::vector<CashColumn>& columns, const Figures& figures) {
  const double so_far = flow.periods.empty() ? 0 : flow.periods.back().so_far.mean;
  report::Row row{{Cell{"worth at the end", ""}}};
  for (const CashColumn& column : columns) {
    const std::string_view head = column.head;
    row.cells.push_back(head == "net"      ? Cell{report::figure(flow.book_value.mean, figures), spread_of(flow.book_value, figures)}
                        : head == "so far" ? Cell{report::figure(so_far + flow.book_value.mean, figures), ""}
                                           : Cell{"", ""});
  }
  return row;
}

std::string flow_as_table(const CashFlow& flow, const CashFlows& all, const Style& style) {
  const std::vector<CashColumn> columns = columns_shown(flow);
  const Figures figures = figures_of(flow, columns, all.currency);
  report::Table table;
  const char* period = all.by == CashPeriod::month ? "Month" : all.by == CashPeriod::quarter ? "Quarter" : "Year";
  table.columns = {{period, "", Align::left}};
  for (const CashColumn& column : columns) table.columns.push_back({column.head, figures.unit, Align::right});
  for (const CashInPeriod& it : flow.periods) {
    report::Row row{{Cell{it.period, ""}}};
    for (const CashColumn& column : columns) {
      const bool is_net = std::string_view(column.head) == "net", is_so_far = std::string_view(column.head) == "so far";
      row.cells.push_back({report::figure(column.of(it), figures), is_net      ? spread_of(it.net, figures)
                                                                   : is_so_far ? spread_of(it.so_far, figures)
                                                                               : ""});
    }
    table.rows.push_back(std::move(row));
  }
  if (flow.book_value.max != 0) table.rows.push_back(worth_at_end(flow, columns, figures));
  return report::text_of(table, style);
}

std::string heading_of(const CashFlow& flow, const CashFlows& all) {
  return flow.organisation.empty() ? "All together"
                                   : report::full_name(all.labels, EntityKind::organisation, flow.organisation);
}

std::string cash_as_table(const CashFlows& all, const Style& style) {
  std::string text = report::bold_lines(report::one_line(all.scenario) + ": cash", style);
  text += report::wrapped(
      (all.replications == 1 ? "Nothing is left to chance, or one replication was asked for."
                             : fmt::format("{}, seed {}: means, below them p10 to p90.",
                                           report::counted(all.replications, "replication"), all.seed)) +
          fmt::format(" What comes in is positive. Present values at {} a year.", report::percent(all.discount_rate)),
      style.width);
  text += "\n";
  for (const Answer::Statement& it : answer_of(all).statements) text += report::wrapped(it.text, style.width);
  for (const CashFlow& flow : all.flows)
    text += "\n" + report::bold_lines(heading_of(flow, all), style) + flow_as_table(flow, all, style);
  return text;
}

}  // namespace

std::string render(const CashFlows& cash, Format format, const Style& style) {
  return report::rendered(cash, format,
                          [&](const CashFlows& it) { return cash_as_table(it, report::wide_enough(style)); });
}

}  // namespace allot
