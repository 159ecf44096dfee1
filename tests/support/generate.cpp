#include "support/generate.hpp"

#include <algorithm>

#include "allot/time.hpp"
#include "support/generate_draft.hpp"

namespace allot {
namespace generated {
namespace {

constexpr Date start = 19'723 * day;  // 2024-01-01

// So that what stands idle is counted; else they cost nothing, which shares of the price have to be told.
void price_products(Draft& draft, bool is_dear) {
  for (auto& [id, product] : draft.json["products"].items()) {
    product["price"] = is_dear ? "365 USD" : "0 USD";
    if (is_dear) product["price_decay"] = 0.5;
  }
}

std::string days(int n) { return std::to_string(n) + "d"; }

}  // namespace

std::vector<std::string> Draft::ids(const char* section) const {
  std::vector<std::string> found;
  if (json.contains(section))
    for (const auto& [id, entry] : json.at(section).items()) found.push_back(id);
  return found;
}

std::string Draft::date(int at, bool at_noon) const {
  return format_date(start + at * day + (at_noon ? 12 * hour : 0));
}

int Draft::round_day(int least) {
  const int step = dice.pick({1, 5, 5, 10});
  return std::max(least,
                  std::min(days - 1, least + dice.between(0, (days - 1 - std::min(least, days - 1)) / step) * step));
}

Json Draft::uncertain_date(int least) {
  const int first = round_day(least);
  if (!features.chance || !dice.once_in(3)) return date(first, dice.once_in(6));
  if (dice.once_in(3)) return {{"parameter", "wait"}, {"from", date(first)}};
  return {{"triangular", {{"min", date(first)}, {"mode", date(first + 3)}, {"max", date(first + 20)}}}};
}

namespace {

// Of so many days on average, in one of the ways that people state it.
Json distribution(Dice& dice, int typical) {
  const Json mean = generated::days(typical), twice = generated::days(2 * typical),
             half = std::to_string(12 * typical) + "h";
  switch (dice.between(1, 19)) {
    case 1:
    case 2: return {{"exponential", {{"mean", mean}}}};
    case 3:
    case 4: return {{"triangular", {{"min", "0d"}, {"mode", mean}, {"max", twice}}}};
    case 5: return {{"gamma", {{"mean", mean}, {"sd", "1d"}}}};
    case 6: return {{"gamma", {{"mean", mean}, {"cv", 0.7}}}};
    case 7: return {{"weibull", {{"mean", mean}, {"cv", 0.4}}}};
    case 8: return {{"weibull", {{"median", mean}, {"p90", twice}}}};
    case 9: return {{"lognormal", {{"median", mean}, {"p90", twice}}}};
    case 10: return {{"lognormal", {{"mean", mean}, {"sd", twice}}}};
    case 11: return {{"lognormal", {{"median", mean}, {"sigma", 0.5}}}};
    case 12: return {{"lognormal", {{"p10", half}, {"p90", twice}}}};
    case 13: return {{"uniform", {{"min", half}, {"max", twice}}}};
    case 14: return {{"pert", {{"min", "0d"}, {"mode", mean}, {"max", twice}}}};
    case 15: return {{"normal", {{"mean", mean}, {"sd", half}}}};
    case 16: return {{"erlang", {{"shape", 3}, {"mean", mean}}}};
    case 17: return {{"fixed", mean}};
    case 18:
      return {{"mixture",
               Json::array({Json::array({{{"exponential", {{"mean", mean}}}}, 0.7}), Json::array({twice, 0.3})})}};
    default:
      return {
          {"discrete", Json::array({Json::array({mean, 0.5}), Json::array({"1d", 0.25}), Json::array({"0d", 0.25})})}};
  }
}

}  // namespace

Json Draft::delay(int most_days) {
  const int typical = dice.between(0, most_days);
  if (!features.chance || typical == 0 || dice.once_in(3)) return generated::days(typical);
  if (dice.once_in(12)) return {{"parameter", "wait"}};
  Json delay = distribution(dice, typical);
  if (dice.once_in(8)) delay["plus"] = "1d";
  return delay;
}

Json Draft::open_units(int units) {
  if (dice.once_in(8)) return {{"parameter", "part"}, {"times", 2 * units}};
  if (!features.chance || !dice.once_in(6)) return units;
  return {{"parameter", "share"}, {"times", 2 * units}};
}

std::vector<std::string> Draft::groups_at(int depth) const {
  std::vector<std::string> found;
  for (const std::string& id : ids("groups"))
    if (const auto it = depth_of_group.find(id); (it == depth_of_group.end() ? 0 : it->second) == depth)
      found.push_back(id);
  return found;
}

Json Draft::shared_slip() {
  Json with = {{"factor", dice.pick({"storm", "strike"})}, {"correlation", dice.pick({0.2, 0.7, 1.0})}};
  if (dice.once_in(2)) with["every"] = dice.pick({"2w", "10d"});
  return with;
}

int Draft::lots(const std::string& product, int most) {
  return json.at("products").at(product).at("lot").get<int>() * dice.between(1, most);
}

}  // namespace generated

Features features_of(std::uint64_t seed) { return {.chance = seed % 2 == 1}; }

std::string generate_scenario(std::uint64_t seed, const Features& features) {
  generated::Draft draft{Dice(seed), features};
  draft.nesting = Dice(seed * 0x9E3779B97F4A7C15 + 1);
  draft.kits = Dice(seed * 0x9E3779B97F4A7C15 + 2);
  draft.days = draft.dice.pick({30, 45, 60, 90, 120});
  draft.is_weighted = features.several_levels && draft.dice.once_in(2);
  draft.has_groups = features.several_levels && draft.dice.once_in(2);
  draft.is_crowded = draft.dice.once_in(3);
  draft.is_scarce = draft.dice.once_in(2);
  draft.is_busy = draft.dice.once_in(3);
  draft.has_terms = features.buyers && seed % 3 == 2;
  draft.json = {{"allot", 1},
                {"name", "generated-" + std::to_string(seed)},
                {"start", draft.date(0)},
                {"end", draft.date(draft.days)}};
  draft.json["parameters"] = {{"part", 0.575}};
  if (features.chance) {
    draft.json["parameters"]["wait"] = {{"triangular", {{"min", "0d"}, {"mode", "5d"}, {"max", "20d"}}}};
    draft.json["parameters"]["share"] = {{"triangular", {{"min", 0.25}, {"mode", 0.5}, {"max", 0.75}}}};
  }
  add_products(draft);
  add_organisations(draft);
  if (features.sites) add_sites(draft);
  add_suppliers(draft);
  add_orders(draft);
  if (features.streams && draft.dice.once_in(3)) add_streams(draft);
  if (features.buyers && draft.dice.once_in(3)) add_behaviours(draft);
  if (features.interventions) add_interventions(draft);
  add_terms_of_orders(draft);
  generated::add_kits(draft);
  add_milestones(draft);
  generated::name_placed_orders(draft);
  const bool is_dear = draft.dice.once_in(2);
  generated::price_products(draft, is_dear);
  if (draft.dice.once_in(2)) add_needs(draft);
  if (draft.dice.once_in(2)) generated::add_costs(draft);
  if (features.money && is_dear && draft.dice.once_in(2)) generated::add_money(draft);
  return draft.json.dump(1);
}

}  // namespace allot
