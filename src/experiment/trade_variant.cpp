#include <algorithm>

#include "allot/trade.hpp"
#include "base/text.hpp"
#include "scenario/build_draft.hpp"
#include "scenario/words.hpp"

namespace allot {
namespace {

Draft side_of(const TradeSide& it, bool is_even) {
  Draft out = scenario::made::object({{"organisation", scenario::made::text(it.organisation)}});
  if (!it.order.empty()) out.set("orders", scenario::made::object({{it.order, scenario::made::whole(it.units)}}));
  if (!is_even) out.set("product", scenario::made::text(it.product));
  if (!is_even) out.set("units", scenario::made::whole(it.units));
  if (it.choose != Choose::earliest)
    out.set("choose", scenario::made::text(scenario::words_of(Choose{})[static_cast<std::size_t>(it.choose)].text));
  return out.items.size() == 1 ? scenario::made::text(it.organisation) : out;
}

Draft intervention_of(const Exchange& exchange) {
  const TradeSide& first = exchange.sides.front();
  const bool is_even = exchange.is_even();
  Draft swap = scenario::made::object({{"product", scenario::made::text(first.product)}});
  if (is_even) swap.set("units", scenario::made::whole(first.units));
  std::vector<Draft> sides;
  for (const TradeSide& it : exchange.sides) sides.push_back(side_of(it, is_even));
  swap.set("between", scenario::made::list(std::move(sides)));
  return scenario::made::object({{"at", scenario::made::text(format_date(exchange.at))}, {"swap", swap}});
}

std::string label_of(const Trade& trade, const Labels& labels) {
  std::string text;
  for (const TradeSide& it : trade.exchanges.front().sides)
    text += (text.empty() ? "" : " and ") + Labels::in(labels.organisations, it.organisation);
  const std::size_t count = trade.exchanges.size();
  return text + (count > 1 ? ": " + std::to_string(count) + " exchanges"
                           : " exchange " + with_thousands(trade.exchanges.front().sides.front().units) + " units");
}

}  // namespace

bool Exchange::is_even() const {
  return std::all_of(sides.begin(), sides.end(), [&](const TradeSide& it) {
    return it.product == sides.front().product && it.units == sides.front().units;
  });
}

Draft variant_of(const Trade& trade, const Labels& labels) {
  Draft interventions = Draft::object_of();
  for (std::size_t i = 0; i < trade.exchanges.size(); ++i)
    interventions.set(trade.exchanges.size() > 1 ? trade.name + "-" + std::to_string(i + 1) : trade.name,
                      intervention_of(trade.exchanges[i]));
  return scenario::made::object(
      {{"label", scenario::made::text(label_of(trade, labels))}, {"interventions", interventions}});
}

Draft variants_of(const Trades& trades, const std::string& asked_of) {
  Draft variants = Draft::object_of();
  for (const std::vector<Trade>* all : {&trades.free, &trades.paid})
    for (const Trade& it : *all) {
      std::vector<Draft> parts;
      for (std::size_t from = 0; from < asked_of.size();) {
        const std::size_t end = std::min(asked_of.find('+', from), asked_of.size());
        parts.push_back(scenario::made::text(asked_of.substr(from, end - from)));
        from = end + 1;
      }
      parts.push_back(variant_of(it, trades.labels));
      variants.set(it.name, parts.size() == 1 ? std::move(parts.front()) : scenario::made::list(std::move(parts)));
    }
  return scenario::made::object({{"variants", std::move(variants)}});
}

}  // namespace allot
