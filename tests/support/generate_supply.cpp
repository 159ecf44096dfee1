#include "support/generate_draft.hpp"

namespace allot::generated {
namespace {

void add_terms(Draft& draft, Json& piece) {
  if (draft.dice.once_in(3)) {
    piece["slip"] = draft.delay(12);
    if (draft.features.chance && draft.dice.once_in(3)) piece["slip_with"] = draft.shared_slip();
  }
  if (draft.dice.once_in(3)) piece["slip_order"] = draft.dice.pick({"in_order", "independent", "accumulating"});
  if (draft.dice.once_in(5)) piece["scale"] = draft.dice.pick({0.5, 1.1, 1.3, 0.575, 0.145});
  if (draft.features.chance && draft.dice.once_in(6)) piece["scale"] = {{"parameter", "share"}, {"times", 2}};
  if (draft.dice.once_in(5)) piece["yield"] = draft.dice.pick({0.9, 0.75, 0.285, 0.015});
  if (draft.features.chance && draft.dice.once_in(5)) piece["yield"] = {{"beta", {{"mean", 0.9}, {"sd", 0.05}}}};
}

Json dated_lot(Draft& draft, const std::string& product) {
  Json piece = {
      {"product", product}, {"at", draft.uncertain_date(0)}, {"units", draft.lots(product, draft.is_scarce ? 5 : 20)}};
  if (draft.features.chance && draft.dice.once_in(5)) piece["units"] = {{"parameter", "share"}, {"times", 100}};
  return piece;
}

Json plan(Draft& draft, const std::string& product) {
  Dice& dice = draft.dice;
  const int from = draft.round_day(-20), until = from + dice.between(3, 60);
  Json piece = {{"product", product},
                {"from", draft.date(from)},
                {"until", draft.date(until)},
                {"every", dice.pick({"1w", "5d", "10d", "36h", "month", "quarter"})}};
  const auto rate = [&] {
    return std::to_string(dice.between(0, draft.is_scarce ? 40 : 300)) +
           dice.pick({"/w", ".7/w", "/d", ".29/w", "/999983s"});
  };
  switch (dice.between(1, 3)) {
    case 1: piece["units"] = dice.between(1, draft.is_scarce ? 150 : 800); break;
    case 2: piece["rate"] = rate(); break;
    default:
      for (const int after : {5, 15, 35}) piece["rate"].push_back(Json::array({draft.date(from + after), rate()}));
  }
  return piece;
}

Json route_of(Draft& draft) {
  Json stages = Json::array();
  const int most = draft.dice.between(draft.is_busy ? 1 : 0, 2);
  for (int i = 0; i < most; ++i) {
    Json stage = {{"stage", i == 0 ? "test" : "truck"}, {"delay", draft.delay(draft.is_busy ? 25 : 8)}};
    if (draft.dice.once_in(2)) stage["servers"] = draft.dice.between(1, 2);
    stages.push_back(stage);
  }
  return stages;
}

Json supplier_of(Draft& draft) {
  Dice& dice = draft.dice;
  Json supplier;
  const std::vector<std::string> products = draft.ids("products");
  for (const std::string& product : products)
    if (dice.once_in(3)) supplier["stock"][product] = draft.lots(product, 10);
  const int pieces = dice.between(1, 4);
  for (int i = 0; i < pieces; ++i) {
    const std::string& product = dice.pick(products);
    Json piece = dice.once_in(2) ? dated_lot(draft, product) : plan(draft, product);
    add_terms(draft, piece);
    supplier["supply"]["piece" + std::to_string(i + 1)] = piece;
  }
  if (draft.json.at("products").at("p1").contains("made_of")) {  // who builds p1 needs p2
    Json part = dice.once_in(2) ? dated_lot(draft, "p2") : plan(draft, "p2");
    add_terms(draft, part);
    supplier["supply"]["part"] = part;
  }
  supplier["allocation"] = allocation_of(draft);
  if (!dice.once_in(5)) supplier["routes"]["default"] = route_of(draft);
  for (const char* region : {"us", "eu"})
    if (dice.once_in(3)) supplier["routes"][region] = route_of(draft);
  return supplier;
}

}  // namespace

void add_suppliers(Draft& draft) {
  const int most = draft.dice.between(1, 2);
  for (int i = 0; i < most; ++i) draft.json["suppliers"]["s" + std::to_string(i + 1)] = supplier_of(draft);
  if (most < 2 || !draft.dice.once_in(3)) return;
  const std::string buyer = draft.dice.pick(draft.ids("organisations"));
  for (const std::string& site : draft.ids("sites"))
    if (draft.json.at("sites").at(site).at("organisation") == buyer) return;
  draft.json["suppliers"]["s2"]["buys_as"] = buyer;
}

}  // namespace allot::generated
