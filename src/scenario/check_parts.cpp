#include "scenario/sections.hpp"

/// What products are made of: nothing of itself, and of parts that whoever builds it has.
namespace allot::scenario {
namespace {

// Each product on the way is looked at once: there may be very many ways.
bool is_made_of_itself(const Scenario& scenario, std::size_t product) {
  std::vector<char> is_seen(scenario.products.size());
  std::vector<std::size_t> open{product};
  while (!open.empty()) {
    const std::size_t whole = open.back();
    open.pop_back();
    for (const ProductUnits& it : scenario.products[whole].made_of) {
      if (!it.product || is_seen[it.product.at()]) continue;
      if (it.product.at() == product) return true;
      is_seen[it.product.at()] = 1;
      open.push_back(it.product.at());
    }
  }
  return false;
}

bool brings(const Scenario& scenario, Ref supplier, Ref part) {
  for (const Intervention& it : scenario.interventions) {
    const auto* shock = std::get_if<SupplyShock>(&it.action);
    if (shock && shock->add && shock->supplier == supplier && shock->product == part) return true;
    const auto* convert = std::get_if<Convert>(&it.action);
    if (convert && convert->supplier == supplier && convert->to == part) return true;
  }
  return false;
}

bool ever_has(const Scenario& scenario, Ref supplier, Ref part) {
  const Supplier& it = scenario.suppliers[supplier.at()];
  const auto is_part = [&](const auto& has) { return has.product == part; };
  return it.buys_as || std::any_of(it.stock.begin(), it.stock.end(), is_part) ||
         std::any_of(it.supply.begin(), it.supply.end(), is_part) || brings(scenario, supplier, part);
}

void check_supplier(Reader& reader, const Cursor& at, const Scenario& scenario, Ref supplier) {
  for (const SupplyPiece& piece : scenario.suppliers[supplier.at()].supply) {
    if (!piece.product) continue;
    const Product& product = scenario.products[piece.product.at()];
    for (const ProductUnits& part : product.made_of)
      if (part.product && !ever_has(scenario, supplier, part.product))
        reader.problem(at.member("supply"),
                       "'" + product.id + "' is made of '" + scenario.products[part.product.at()].id +
                           "', and this supplier never has any of that: no plan, no stock, nobody buys for it");
  }
}

}  // namespace

void check_parts(Reader& reader, const Cursor& root, const Sections& sections, const Scenario& scenario) {
  const Cursor products = root.member("products"), suppliers = root.member("suppliers");
  for (std::size_t i = 0; i < scenario.products.size(); ++i) {
    const Entry& entry = sections.products[i];
    const Cursor at = products.entry(entry.key, entry.id, *entry.node, defaults_of(root, "products"));
    if (is_made_of_itself(scenario, i)) reader.problem(at.member("made_of"), "'" + entry.id + "' is made of itself");
  }
  for (std::size_t i = 0; i < scenario.suppliers.size(); ++i) {
    const Entry& entry = sections.suppliers[i];
    check_supplier(reader, suppliers.entry(entry.key, entry.id, *entry.node, defaults_of(root, "suppliers")), scenario,
                   {static_cast<std::int32_t>(i)});
  }
}

}  // namespace allot::scenario
