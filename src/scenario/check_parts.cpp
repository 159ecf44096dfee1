#include "scenario/sections.hpp"

/// What products are made of: nothing of itself, and of parts that whoever builds it has.
namespace allot::scenario {
namespace {

bool is_made_of(const Scenario& scenario, Ref product, Ref part, std::size_t depth = 0) {
  if (!product || depth > scenario.products.size()) return false;
  for (const ProductUnits& it : scenario.products[product.at()].made_of)
    if (it.product == part || is_made_of(scenario, it.product, part, depth + 1)) return true;
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
    const Ref self{static_cast<std::int32_t>(i)};
    if (is_made_of(scenario, self, self)) reader.problem(at.member("made_of"), "'" + entry.id + "' is made of itself");
  }
  for (std::size_t i = 0; i < scenario.suppliers.size(); ++i) {
    const Entry& entry = sections.suppliers[i];
    check_supplier(reader, suppliers.entry(entry.key, entry.id, *entry.node, defaults_of(root, "suppliers")), scenario,
                   {static_cast<std::int32_t>(i)});
  }
}

}  // namespace allot::scenario
