#include <algorithm>
#include <set>
#include <tuple>

#include "scenario/judge.hpp"

/// Which of what a scenario says has an effect as it stands.
namespace allot {
namespace scenario {

namespace {

void add(std::vector<Ref>& list, const std::vector<Ref>& more) {
  for (const Ref it : more)
    if (std::find(list.begin(), list.end(), it) == list.end()) list.push_back(it);
}

void count_decisions(const Scenario& scenario, std::vector<Buyer>& buyers) {
  for (const Intervention& it : scenario.interventions) {
    for (const Ref side : sides_of(it.action)) ++buyers[side.at()].moves;
    if (const auto* places = std::get_if<PlaceOrder>(&it.action))
      ++buyers[scenario.order(places->order).organisation.at()].placed;
  }
  for (std::size_t i = 0; !scenario.interventions.empty() && i < scenario.orders.size(); ++i)
    buyers[scenario.orders.common(i).organisation.at()].orders.push_back(i);
}

std::vector<Buyer> buyers_of(const Scenario& scenario, const std::vector<Purchase>& bought) {
  std::vector<Buyer> out(scenario.organisations.size());
  for (const Purchase& it : bought) {
    Buyer& buyer = out[it.organisation.at()];
    add(buyer.suppliers, it.suppliers);
    buyer.is_promised = buyer.is_promised || it.is_promised;
  }
  for (const Stream& it : scenario.streams) out[it.organisation.at()].orders_by_itself = true;
  for (std::size_t i = 0; i < out.size(); ++i)
    if (scenario.organisations[i].order_behaviour.target) out[i].orders_by_itself = true;
  count_decisions(scenario, out);
  return out;
}

bool releases_any_peg(const Scenario& scenario) {
  return std::any_of(scenario.interventions.begin(), scenario.interventions.end(), [](const Intervention& it) {
    const auto* embargo = std::get_if<Embargo>(&it.action);
    return embargo && embargo->orders == EmbargoedOrders::release;
  });
}

}  // namespace

Judge::Judge(const ScenarioFile& file, const Scenario& checked)
    : scenario(checked),
      root(file.root),
      load(file.load),
      bought(purchases(checked)),
      buyers(buyers_of(checked, bought)),
      has_auction(auctions(checked)),
      releases_pegs(releases_any_peg(checked)) {
  Reader scratch(file.load);
  sections = find_sections(scratch, root);
}

void Judge::judge(const Cursor& at, const std::string& why_not, std::string_view subject) {
  if (!at.exists()) return;
  const Setting setting{at.place(), std::string(subject)};
  if (why_not.empty())
    effects.felt.push_back(setting);
  else
    effects.remarks.push_back({setting, {at.place(), at.pointer(), "has no effect: " + why_not, "", false}});
}

void Judge::remark(const Cursor& at, const std::string& message) {
  if (at.exists()) effects.remarks.push_back({{at.place(), message}, {at.place(), at.pointer(), message, "", false}});
}

bool meets(const Judge& in, Ref organisation, Ref supplier) {
  const Buyer& it = in.buyers[organisation.at()];
  return it.moves > 0 || std::find(it.suppliers.begin(), it.suppliers.end(), supplier) != it.suppliers.end();
}

bool group_meets(const Judge& in, Ref group, Ref supplier) {
  for (std::size_t i = 0; i < in.scenario.organisations.size(); ++i)
    if (in.scenario.is_member(ref(i), group) && meets(in, ref(i), supplier)) return true;
  return false;
}

bool is_nothing(const Delay& delay) { return delay.value.is_known() && delay.value.number == 0; }

bool is_over(const Scenario& scenario, const Value& date) { return date.is_known() && date.number >= scenario.end; }

}  // namespace scenario

namespace {

using SettingKey = std::tuple<const Text*, std::uint32_t, std::string>;

SettingKey key_of(const Setting& it) { return {it.place.text.get(), it.place.begin, it.subject}; }

}  // namespace

Effects effects(const ScenarioFile& file, const Scenario& checked) {
  scenario::Judge judge(file, checked);
  for (const auto of : {scenario::judge_frame, scenario::judge_standing, scenario::judge_policies,
                        scenario::judge_purchases, scenario::judge_columns, scenario::judge_sites,
                        scenario::judge_regions, scenario::judge_supply, scenario::judge_decisions,
                        scenario::judge_money})
    of(judge);
  scenario::judge_kits(judge);
  return std::move(judge.effects);
}

std::vector<Problem> remarks(std::span<const Effects> all, std::span<const Effects> others) {
  if (std::all_of(all.begin(), all.end(), [](const Effects& it) { return it.remarks.empty(); })) return {};
  std::set<SettingKey> settled;
  for (const auto& them : {all, others})
    for (const Effects& it : them)
      for (const Setting& setting : it.felt) settled.insert(key_of(setting));
  std::vector<Problem> out;
  for (const Effects& it : all)
    for (const Remark& remark : it.remarks)
      if (settled.insert(key_of(remark.setting)).second) out.push_back(remark.said);
  return out;
}

}  // namespace allot
