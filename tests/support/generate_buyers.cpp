#include "support/generate_draft.hpp"

namespace allot::generated {
namespace {

Json fee(Draft& draft) { return draft.dice.pick({0.1, 0.25, 1.0}); }

Json inflate(Draft& draft) {
  Dice& dice = draft.dice;
  Json inflate = {{"by", dice.pick({"fill_rate", "lead_time"})}};
  if (dice.once_in(2)) inflate["max"] = dice.pick({1.0, 2.0, 4.0});
  if (dice.once_in(2)) inflate["learning"] = dice.pick({0.25, 0.5, 1.0});
  if (dice.once_in(2)) inflate["slope"] = dice.pick({0.5, 2.0});
  if (dice.once_in(2)) inflate["span"] = dice.pick({"2w", "13w"});
  return inflate;
}

Json roadmap(Draft& draft) {
  Json points = Json::array();
  int units = 0, day = draft.dice.pick({-10, 0, 10});
  const int most = draft.dice.between(1, 3);
  for (int i = 0; i < most; ++i, day += draft.dice.between(1, 40)) {
    units += draft.dice.between(draft.dice.once_in(4) ? -50 : 0, 200);
    Json wanted = std::max(0, units);
    if (draft.features.chance && draft.dice.once_in(3)) wanted = {{"parameter", "share"}, {"times", 300}};
    points.push_back(Json::array({draft.date(day), wanted}));
  }
  return points;
}

Json target_of(Draft& draft) {
  Dice& dice = draft.dice;
  const std::vector<std::string> suppliers = draft.ids("suppliers");
  const std::string supplier = dice.pick(suppliers);
  Json target = {{"roadmap", roadmap(draft)},
                 {"review", dice.pick({"1w", "2w", "4w", "month"})},
                 {"product", dice.pick(draft.ids("products"))}};
  target["supplier"] = dice.once_in(3) ? Json(suppliers) : Json(supplier);
  if (dice.once_in(3)) target["lead_time"] = dice.pick({"0d", "7d", "30d"});
  if (dice.once_in(4)) target["priority"] = dice.pick({1, -1});
  if (dice.once_in(4)) target["partial"] = false;
  add_contract(draft, target);
  add_gaming(draft, target, target["supplier"].is_string() ? supplier : "");
  return target;
}

}  // namespace

void add_contract(Draft& draft, Json& order) {
  Dice& dice = draft.dice;
  if (dice.once_in(4)) order["patience"] = draft.delay(30);
  if (dice.once_in(8)) order["cancellable"] = false;
  if (dice.once_in(8)) order["deposit"] = fee(draft);
  if (dice.once_in(8)) order["cancel_fee"] = fee(draft);
  if (!draft.has_terms) return;
  if (dice.once_in(2)) order["term"] = draft.delay(40);
  if (dice.once_in(3)) order["notice"] = dice.pick({"0d", "3d", "14d"});
  if ((order.contains("term") || order.contains("notice")) && dice.once_in(3)) order["return_time"] = draft.delay(6);
  if (dice.once_in(6)) order["patience"] = "0d";
}

void add_gaming(Draft& draft, Json& orders, const std::string& supplier) {
  if (draft.dice.once_in(2)) orders["inflate"] = inflate(draft);
  if (supplier.empty() || !draft.dice.once_in(2)) return;
  Json others = Json::array();
  for (const std::string& other : draft.ids("suppliers"))
    if (other != supplier) others.push_back(other);
  if (others.empty()) return;
  orders["duplicate"] = {{"suppliers", others}};
  if (draft.dice.once_in(3)) orders["duplicate"]["cancel"] = draft.dice.pick({0.0, 0.5, 1.0});
  if (draft.dice.once_in(3)) orders["duplicate"]["fee"] = fee(draft);
}

void add_behaviours(Draft& draft) {
  for (const std::string& id : draft.ids("organisations"))
    if (draft.dice.once_in(2)) draft.json["organisations"][id]["order_behaviour"]["target"] = target_of(draft);
}

}  // namespace allot::generated
