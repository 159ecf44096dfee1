#include "support/generate_draft.hpp"

namespace allot::generated {
namespace {

std::string kilowatts(int n) { return std::to_string(n) + " kW"; }

// Room for that many units, in units or in power.
Json room_of(int units, bool in_power) {
  if (in_power) return kilowatts(units);
  return units;
}

Json step(Draft& draft, int units, int least, bool in_power) {
  Json source = {{"at", draft.uncertain_date(least)}, {"add", room_of(units, in_power)}};
  if (draft.dice.once_in(5)) {
    source["slip"] = draft.delay(6);
    if (draft.features.chance && draft.dice.once_in(2)) source["slip_with"] = draft.shared_slip();
  }
  return source;
}

Json ramp(Draft& draft, int units, bool in_power) {
  const int from = draft.round_day(-5);
  return {{"from", draft.date(from)},
          {"until", draft.date(from + draft.dice.between(1, 20), draft.dice.once_in(4))},
          {"add", room_of(units, in_power)}};
}

Json sources(Draft& draft, bool in_power, int most) {
  Json sources;
  sources["main"] = step(draft, draft.dice.between(1, most), draft.dice.pick({-30, 0, 0}), in_power);
  if (draft.dice.once_in(3)) sources["annex"] = ramp(draft, draft.dice.between(1, most), in_power);
  if (draft.dice.once_in(3)) sources["later"] = step(draft, draft.dice.between(1, most), 5, in_power);
  if (!in_power && draft.dice.once_in(2)) sources["repair"] = step(draft, -draft.dice.between(1, most), 10, in_power);
  return sources;
}

Json site_of(Draft& draft, const std::string& organisation) {
  Dice& dice = draft.dice;
  Json site = {{"organisation", organisation}};
  if (dice.once_in(4)) site["region"] = dice.pick({"us", "eu"});
  if (dice.once_in(3)) site["online"] = {{dice.pick(draft.ids("products")), draft.open_units(dice.between(1, 30))}};
  if (!dice.once_in(5)) site["room"] = sources(draft, dice.once_in(4), 200);
  if (dice.once_in(3)) {
    site["power"] = sources(draft, true, 200);
    if (dice.once_in(2))
      site["power"]["stop"] = {{"at", draft.date_from(10)}, {"add", "-" + kilowatts(dice.between(1, 100))}};
  }
  if (dice.once_in(2)) site["install"] = dice.pick({"8/d", "30/d", "100/w", "1000/d", "1/d", "2.3/d"});
  if (dice.once_in(2)) site["commissioning"] = draft.delay(5);
  if (dice.once_in(3)) site["overhead"] = dice.pick({1.25, 1.1, 1.15});
  return site;
}

Json organisation_of(Draft& draft) {
  Dice& dice = draft.dice;
  Json organisation = {{"weight", draft.is_weighted ? dice.pick({1.0, 2.0, 0.5, 3.0}) : 1.0},
                       {"priority", dice.pick({0, 0, 0, 1, -1})}};
  if (dice.once_in(3)) organisation["region"] = dice.pick({"us", "eu"});
  return organisation;
}

}  // namespace

void add_products(Draft& draft) {
  const int most = draft.dice.between(1, 2);
  for (int i = 0; i < most; ++i)
    draft.json["products"]["p" + std::to_string(i + 1)] = {
        {"lot", draft.dice.pick({1, 8})},
        {"power", draft.dice.pick({"1 kW", "1.4 kW", "0.3 kW", "1.05 kW"})},
        {"compute", draft.dice.pick({"1000 TFLOP/s", "1000 TFLOP/s", "700 TFLOP/s"})}};
  if (most == 2 && draft.dice.once_in(6)) draft.json["products"]["p1"]["made_of"] = {{"p2", draft.dice.between(1, 3)}};
  if (most < 2 || !draft.dice.once_in(3)) return;
  Json substitute = {{"product", "p2"}, {"after", std::to_string(draft.dice.between(0, 12)) + "d"}};
  if (draft.dice.once_in(2)) substitute["ratio"] = draft.dice.pick({0.5, 0.7, 1.5, 2.0, 0.29, 0.57});
  if (draft.dice.once_in(2)) substitute["by"] = draft.dice.pick({"units", "compute", "power"});
  draft.json["products"]["p1"]["substitutes"] = Json::array({substitute});
}

namespace {

// Groups within groups, up to three deep, on dice of their own: nothing else in a scenario moves by them.
void nest_groups(Draft& draft, std::vector<std::string>& groups) {
  Dice& dice = draft.nesting;
  if (dice.once_in(4)) return;
  for (int i = dice.between(1, 2); i > 0; --i) {
    const std::string group = "g" + std::to_string(groups.size() + 1), parent = dice.pick(groups);
    draft.json["groups"][group] = {{"group", parent},
                                   {"weight", draft.is_weighted ? dice.pick({1.0, 2.0}) : 1.0},
                                   {"priority", dice.pick({0, 0, 1})}};
    draft.depth_of_group[group] = 1 + draft.depth_of_group[parent];
    groups.push_back(group);
  }
}

}  // namespace

void add_organisations(Draft& draft) {
  std::vector<std::string> groups;
  if (draft.has_groups) groups = {"g1", "g2"};
  for (const std::string& group : groups)
    draft.json["groups"][group] = {{"weight", draft.is_weighted ? draft.dice.pick({1.0, 2.0}) : 1.0},
                                   {"priority", draft.dice.pick({0, 0, 1})}};
  if (draft.has_groups) nest_groups(draft, groups);
  const int most = draft.dice.between(2, 5);
  for (int i = 0; i < most; ++i) {
    Json organisation = organisation_of(draft);
    if (draft.has_groups && !draft.dice.once_in(3)) organisation["group"] = draft.dice.pick(groups);
    draft.json["organisations"][std::string(1, static_cast<char>('a' + i))] = organisation;
  }
}

void add_sites(Draft& draft) {
  const int most = draft.dice.between(0, 3);
  for (int i = 0; i < most; ++i)
    draft.json["sites"]["site" + std::to_string(i + 1)] = site_of(draft, draft.dice.pick(draft.ids("organisations")));
}

void add_milestones(Draft& draft) {
  const auto organisations = draft.ids("organisations"), sites = draft.ids("sites"), groups = draft.ids("groups");
  draft.json["milestones"]["m1"] = {{"organisation", draft.dice.pick(organisations)},
                                    {"online", draft.open_units(draft.dice.between(0, 100))}};
  draft.json["milestones"]["m2"] = {{"organisation", draft.dice.pick(organisations)}, {"compute", "30 PFLOP/s"}};
  if (!sites.empty())
    draft.json["milestones"]["m3"] = {{"site", draft.dice.pick(sites)}, {"online", draft.dice.between(1, 60)}};
  if (!groups.empty())
    draft.json["milestones"]["m4"] = {{"group", draft.dice.pick(groups)}, {"online", draft.dice.between(1, 200)}};
}

}  // namespace allot::generated
