#include <algorithm>
#include <cmath>

#include "allot/answers.hpp"
#include "allot/metric.hpp"
#include "allot/reports.hpp"
#include "base/text.hpp"
#include "report/decisions_words.hpp"
#include "report/figures.hpp"
#include "report/render.hpp"
#include "report/table.hpp"
#include "report/trade_words.hpp"
#include "report/wording.hpp"

namespace allot {
namespace {

using report::Align;
using report::Cell;

report::Figures figures_of(const Trade& trade, const Trades& trades) {
  std::vector<double> numbers;
  for (const TradeEffect& it : trade.effects) numbers.push_back(it.change.estimate.mean);
  const bool is_exact = std::all_of(trade.effects.begin(), trade.effects.end(), [](const TradeEffect& it) {
    return it.change.estimate.min == it.change.estimate.max;
  });
  return report::figures_for(numbers, metric_named(trades.metric)->unit,
                             is_exact ? report::Precision::exact : report::Precision::rounded, trades.currency);
}

std::string spread(const Estimate& it, const report::Figures& figures) {
  if (it.min == it.max || !std::isfinite(it.p10.value)) return "";
  return report::signed_range({it.p10.value, it.p90.value}, figures);
}

// Those who take part, and others who lose.
bool is_shown(const TradeEffect& it) { return it.takes_part || it.is_harmed; }

report::Table effects_of(const Trade& trade, const Trades& trades) {
  const report::Figures figures = figures_of(trade, trades);
  report::Table table;
  table.columns = {{"Who", "", Align::left},
                   {"change", figures.unit},
                   {"p10 to p90", ""},
                   {"gains at least", "in " + report::percent(trades.sure)},
                   {"not worse", "in"}};
  for (const TradeEffect& it : trade.effects) {
    if (!is_shown(it)) continue;
    const Estimate& change = it.change.estimate;
    const bool shows_interval = change.ci95 && change.min != change.max;
    table.rows.push_back({{Cell{report::shown_name(trades.labels, EntityKind::organisation, it.organisation), ""},
                           Cell{report::signed_figure(change.mean, figures),
                                shows_interval ? report::signed_range(*change.ci95, figures) : ""},
                           Cell{spread(change, figures), ""}, Cell{report::signed_figure(it.at_least, figures), ""},
                           Cell{report::percent(it.not_worse), ""}}});
  }
  return table;
}

std::string others_in(const Trade& trade, const Style& style) {
  const auto count =
      std::count_if(trade.effects.begin(), trade.effects.end(), [](const TradeEffect& it) { return !is_shown(it); });
  if (count == 0) return {};
  return report::quiet_lines(counted_text(count, "other") + (count == 1 ? " is" : " are") +
                                 " touched by it, and no worse off on average as far as can be told from chance.",
                             style);
}

std::string as_text(const Trades& trades, const Style& style) {
  const Answer answer = answer_of(trades);
  std::string text = report::bold_lines(report::one_line(trades.scenario) + ": what could change hands", style);
  text +=
      report::wrapped(
          "Worse off is who has " +
              std::string(metric_named(trades.metric)->better == Better::less ? "more " : "fewer ") +
              report::measured_words(trades.metric, trades.currency) +
              ", or fewer units delivered by the end: nobody may be on average, nor in more than " +
              report::percent(1 - trades.sure) + " of the replications" +
              (trades.overlook > 0 ? "; less than " + trimmed(100 * trades.overlook, 4) + "%" + " is overlooked" : "") +
              ". " + report::counted(trades.replications, "replication") + ", seed " + std::to_string(trades.seed) +
              ", the same chance with and without.",
          style.width) +
      "\n";
  std::size_t next = 0;
  const auto say_next = [&] { text += report::wrapped(answer.statements[next++].text, style.width); };
  const auto tell = [&](const Trade& it) {
    say_next();
    text += "\n" + report::text_of(effects_of(it, trades), style) + others_in(it, style) + "\n";
  };
  if (trades.free.empty()) say_next();
  for (const Trade& it : trades.free) tell(it);
  for (const Trade& it : trades.paid) tell(it);
  if (trades.nearest) tell(*trades.nearest);
  say_next();
  return text;
}

}  // namespace

std::string render(const Trades& trades, Format format, const Style& style) {
  return report::rendered(trades, format, [&](const Trades& it) { return as_text(it, report::wide_enough(style)); });
}

}  // namespace allot
