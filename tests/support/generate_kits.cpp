#include "support/generate_draft.hpp"

/// Orders of several products that are shipped together, on dice of their own: nothing else in a scenario moves by them.
namespace allot::generated {
namespace {

bool mentions(const Json& json, const char* word) { return json.dump().find(word) != std::string::npos; }

// No auction, no readiness gate, no reserves and no caps that rise, now or by a decision; nor a rule that the second
// engine goes through all orders of arrival for.
bool may_sell_kits(const Draft& draft, const std::string& supplier) {
  const Json& policy = draft.json.at("suppliers").at(supplier).at("allocation");
  const Json decisions = draft.json.value("interventions", Json::object());
  const auto gates = [](const Json& it) {
    return mentions(it, "auction") || mentions(it, "readiness") || mentions(it, "reserves") ||
           mentions(it, "allocation/caps") || mentions(it, "random_arrival") ||
           mentions(it.value("caps", Json()), "share");
  };
  for (const Json& it : decisions)
    if (mentions(it, ("/suppliers/" + supplier + "/").c_str()) && gates(it)) return false;
  return !gates(policy);
}

Json line_of(Draft& draft, const Json& kit, const std::string& product) {
  Dice& dice = draft.kits;
  Json line = kit;
  line["product"] = product;
  const int lot = draft.json.at("products").at(product).at("lot");
  line["units"] = lot * dice.pick({1, 2, 3, 4, 6, 8, 12, 24, 40}) * dice.pick({1, 1, 1, 3});
  if (dice.once_in(3)) line["min_shipment"] = lot * dice.between(1, 6);
  if (dice.once_in(4)) line["partial"] = false;
  if (dice.once_in(4)) line["priority"] = dice.pick({1, 2, -1});
  if (dice.once_in(2)) line["due"] = draft.date(dice.between(5, draft.days));
  return line;
}

// Each is served first in one product, so that neither can ship: both give up, and one gets what is left.
void add_rivals(Draft& draft, const std::string& supplier, const std::vector<std::string>& products) {
  Dice& dice = draft.kits;
  const std::string owner = dice.pick(draft.ids("organisations"));
  if (draft.json.at("suppliers").at(supplier).value("buys_as", "") == owner) return;
  for (const bool is_first : {true, false})
    for (std::size_t p = 0; p < 2; ++p) {
      const std::string name = is_first ? "rival-a" : "rival-b";
      const int lot = draft.json.at("products").at(products[p]).at("lot");
      draft.json["orders"][name + "-" + products[p]] = {
          {"organisation", owner}, {"supplier", supplier}, {"product", products[p]},
          {"kit", name},           {"units", lot * 60},    {"priority", is_first == (p == 0) ? 3 : 2}};
    }
}

void decide_on_a_line(Draft& draft, const std::string& line) {
  Dice& dice = draft.kits;
  const std::string at = draft.date(dice.between(1, draft.days - 1));
  Json& decision = draft.json["interventions"]["on-" + line];
  decision = {{"at", at}};
  switch (dice.between(1, 4)) {
    case 1: decision["cancel"] = {{"order", line}, {"units", 8 * dice.between(1, 4)}}; return;
    case 2: decision["defer"] = {{"order", line}, {"by", "9d"}}; return;
    case 3: decision["split"] = {{"order", line}, {"units", 8}}; return;
    default: decision["cancel"] = {{"order", line}}; return;
  }
}

}  // namespace

void add_kits(Draft& draft) {
  Dice& dice = draft.kits;
  std::vector<std::string> suppliers;
  for (const std::string& id : draft.ids("suppliers"))
    if (may_sell_kits(draft, id)) suppliers.push_back(id);
  const std::vector<std::string> products = draft.ids("products");
  if (suppliers.empty() || products.size() < 2 || dice.once_in(4)) return;
  if (dice.once_in(3)) add_rivals(draft, dice.pick(suppliers), products);
  const int most = dice.between(1, 6);
  for (int k = 1; k <= most; ++k) {
    const std::string name = "kit-" + std::to_string(k);
    Json kit = {{"organisation", dice.pick(draft.ids("organisations"))}, {"supplier", dice.pick(suppliers)}};
    if (draft.json.at("suppliers").at(kit.at("supplier").get<std::string>()).value("buys_as", "") ==
        kit.at("organisation"))
      continue;
    kit["kit"] = name;
    if (dice.once_in(2)) kit["placed"] = draft.date(dice.between(-10, draft.days / 2));
    if (dice.once_in(4)) kit["not_before"] = draft.date(dice.between(0, draft.days / 2));
    if (draft.features.buyers && dice.once_in(4)) kit["patience"] = dice.pick({"20d", "40d"});
    for (const std::string& product : products)
      draft.json["orders"][name + "-" + product] = line_of(draft, kit, product);
    if (draft.features.interventions && dice.once_in(4)) decide_on_a_line(draft, name + "-" + products.front());
  }
}

}  // namespace allot::generated
