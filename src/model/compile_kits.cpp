#include <algorithm>

#include "model/compilation.hpp"

/// Orders of several products that are shipped together. Their lines ship by the same smallest number of kits, and whole
/// if one of them has to: so that what the rule may give of one, it may give of all.
namespace allot::model {
namespace {

Terms& terms_of(Model& model, const Kit::Line& line) {
  return model.order_terms[at(model.orders[at(line.order)].terms)];
}

Kit kit_of(const Compilation& in, const KitLines& lines) {
  const Units kits = kits_of(in.scenario, lines);
  Kit out;
  out.id = lines.kit;
  for (const std::size_t i : lines.orders) {
    const allot::Order order = in.scenario.orders[i];
    out.supplier = order.supplier.index;
    out.lines.push_back({static_cast<Index>(i), order.product.index, half_up(order.units.number) / kits});
  }
  return out;
}

void put_together(Model& model, const Kit& kit) {
  Units least = 0;
  bool is_partial = true;
  for (const Kit::Line& line : kit.lines) {
    const Terms& terms = terms_of(model, line);
    least = std::max(least, (terms.min_shipment + line.each - 1) / line.each);
    is_partial = is_partial && terms.is_partial;
  }
  for (const Kit::Line& line : kit.lines) {
    Terms& terms = terms_of(model, line);
    terms.kit = static_cast<Index>(model.kits.size());
    terms.min_shipment = least * line.each;
    terms.is_partial = is_partial;
    terms.substitutes = 0;
  }
}

void note_products(Supplier& supplier, const Kit& kit) {
  std::vector<Index>& products = supplier.kit_products;
  for (const Kit::Line& line : kit.lines) products.push_back(line.product);
  std::sort(products.begin(), products.end());
  products.erase(std::unique(products.begin(), products.end()), products.end());
}

}  // namespace

void compile_kits(Compilation& in) {
  for (const KitLines& lines : kits_in(in.scenario)) {
    if (lines.orders.size() < 2) continue;
    Kit kit = kit_of(in, lines);
    put_together(in.model, kit);
    note_products(in.model.suppliers[at(kit.supplier)], kit);
    in.model.kits.push_back(std::move(kit));
  }
}

}  // namespace allot::model
