#include <algorithm>
#include <map>

#include "scenario/judge.hpp"

/// Plans outside the time that is simulated, slips that have nothing to share, parts of what is never built.
namespace allot::scenario {
namespace {

std::string why_never_planned(const Scenario& scenario, const SupplyPiece& it) {
  const bool is_before =
      (it.at && it.at->is_known() && it.at->number < scenario.start) || (it.until && *it.until <= scenario.start);
  if (is_before) return "lots planned before the start do not exist";
  const bool is_after = (it.at && is_over(scenario, *it.at)) || (it.from && *it.from >= scenario.end);
  return is_after ? "it is planned for after the end" : "";
}

std::size_t lots(const SupplyPiece& it) { return it.at || !it.every || next_begin(*it.every, *it.from) >= *it.until ? 1 : 2; }

/// How many slips name each factor, two standing for more.
std::map<std::string, std::size_t> sharers(const Scenario& scenario) {
  std::map<std::string, std::size_t> out;
  for (const Site& site : scenario.sites)
    for (const auto* gate : {&site.room, &site.power})
      for (const Source& it : *gate)
        if (it.slip_with) ++out[it.slip_with->factor];
  for (const Supplier& supplier : scenario.suppliers)
    for (const SupplyPiece& it : supplier.supply)
      if (it.slip_with) out[it.slip_with->factor] += lots(it);
  return out;
}

template <class Slipping>
void judge_shared_slip(Judge& in, const Cursor& at, const Slipping& it, const std::map<std::string, std::size_t>& all) {
  if (!it.slip_with) return;
  in.judge(at.member("slip_with"), is_nothing(it.slip) ? "there is no 'slip' to share"
                                   : all.at(it.slip_with->factor) < 2
                                       ? "nothing else names '" + it.slip_with->factor + "'"
                                       : "");
}

void judge_piece(Judge& in, const Cursor& at, const SupplyPiece& it) {
  in.judge(at, why_never_planned(in.scenario, it), "dates");
  if (it.slip_order == SlipOrder::in_order) return;
  in.judge(at.member("slip_order"), is_nothing(it.slip) ? "there is no 'slip'" : lots(it) < 2 ? "it is one lot" : "");
}

bool is_built(const Scenario& scenario, Ref product) {
  return std::any_of(scenario.suppliers.begin(), scenario.suppliers.end(), [&](const Supplier& supplier) {
    return std::any_of(supplier.supply.begin(), supplier.supply.end(),
                       [&](const SupplyPiece& it) { return it.product == product; });
  });
}

}  // namespace

void judge_supply(Judge& in) {
  const auto all = sharers(in.scenario);
  in.each("suppliers", in.sections.suppliers, [&](const Cursor& at, std::size_t i) {
    const std::vector<SupplyPiece>& pieces = in.scenario.suppliers[i].supply;
    in.each_in(at.member("supply"), "piece", [&](const Cursor& piece, std::size_t k) {
      judge_piece(in, piece, pieces[k]);
      judge_shared_slip(in, piece, pieces[k], all);
    });
  });
  in.each("sites", in.sections.sites, [&](const Cursor& at, std::size_t i) {
    const Site& site = in.scenario.sites[i];
    const auto judge_gate = [&](const char* key, const std::vector<Source>& sources) {
      in.each_in(at.member(key), "source",
                 [&](const Cursor& source, std::size_t k) { judge_shared_slip(in, source, sources[k], all); });
    };
    judge_gate("room", site.room);
    judge_gate("power", site.power);
  });
  in.each("products", in.sections.products, [&](const Cursor& at, std::size_t i) {
    if (!in.scenario.products[i].made_of.empty())
      in.judge(at.member("made_of"),
               is_built(in.scenario, ref(i)) ? "" : "no plan makes '" + in.scenario.products[i].id + "'");
  });
}

}  // namespace allot::scenario
