#pragma once

#include <string>

#include "allot/bound.hpp"
#include "allot/cash.hpp"
#include "allot/comparison.hpp"
#include "allot/compensation.hpp"
#include "allot/divergence.hpp"
#include "allot/explanation.hpp"
#include "allot/fit.hpp"
#include "allot/game.hpp"
#include "allot/locks.hpp"
#include "allot/plan.hpp"
#include "allot/promise.hpp"
#include "allot/ranking.hpp"
#include "allot/report.hpp"
#include "allot/roll.hpp"
#include "allot/sweep_summary.hpp"
#include "allot/sensitivity.hpp"
#include "allot/trade.hpp"

/// What each question ends in, as text: what the program prints. Formats, styles and promises as in allot/report.hpp; a
/// program that wants numbers rather than text takes the answer itself, or its tables (allot/answers.hpp).
///
/// shape: as the functions gave them; an answer put together by hand keeps to the shapes that its struct says
/// gives: equal answers give equal bytes
namespace allot {

/// Of each variant the metrics, then the differences from the baseline; what would reverse them, where it was asked for.
std::string render(const Comparison& comparison, Format format, const Style& style = {});
/// A part for each decision, with its interval.
std::string render(const Attributions& attributions, Format format, const Style& style = {});
/// The best, and of each variant what it comes to and when it was dropped, or how likely it is in the Pareto set.
std::string render(const Ranking& ranking, Format format, const Style& style = {});
/// The value, the curve that led to it, and where it crosses the target again.
std::string render(const Solution& solution, Format format, const Style& style = {});
/// Who loses by a transfer, and what would leave nobody worse off.
std::string render(const Compensation& compensation, Format format, const Style& style = {});
/// Where the days from due to online went, and whom they were lost to.
std::string render(const Explanations& explanations, Format format, const Style& style = {});
/// The date, whom the order displaces, and how such dates are kept.
std::string render(const Promise& promise, Format format, const Style& style = {});
/// How many orders are confirmed on time, who is late and why, and the orders most late. json and csv: all orders.
std::string render(const Plan& plan, Format format, const Style& style = {});
std::string render(const Roll& roll, Format format, const Style& style = {});
/// The same of several orders, one after another. json: {"orders": {ID: {...}}}; csv: a column more, the order.
std::string render(const Promises& promises, Format format, const Style& style = {});
/// What each lock costs, whether it can be kept, and which contradict each other.
std::string render(const Locks& locks, Format format, const Style& style = {});
/// The ordering game. json: {"game", "rules": {RULE: {..., "organisation": {ID: {...}}}}}; csv: a line a rule and
/// organisation.
std::string render(const Game& game, Format format, const Style& style = {});
/// Trades that leave nobody worse off, those that take a payment, and what each changes for whom.
std::string render(const Trades& trades, Format format, const Style& style = {});
/// Where runs part. table: a tree of at most some twenty lines a variant, the earliest; json and csv: all of it, each node
/// with the number of its cause.
std::string render(const Divergences& all, Format format, const Style& style = {});
/// What is worth more, then money by period, a table an organisation. csv: a line a period and line of the cash flow.
std::string render(const CashFlows& cash, Format format, const Style& style = {});
/// What each reached, the best that any rule could have done, and what even the best runs into.
std::string render(const Bound& bound, Format format, const Style& style = {});
/// Which family fits best, what the rows say of it, and the text to paste. csv: a line a group and family.
std::string render(const Fits& fits, Format format, const Style& style = {});
/// What varied in a sweep, and between what its metrics lie; where to read on.
std::string render(const SweepSummary& summary, Format format, const Style& style = {});
/// Whose the spread of each metric is, and what each input makes of it. csv: a line a metric, input and measure.
std::string render(const Sensitivity& sensitivity, Format format, const Style& style = {});

}  // namespace allot
