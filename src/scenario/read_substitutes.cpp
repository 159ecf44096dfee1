#include "scenario/sections.hpp"

/// Which products may stand for which.
namespace allot::scenario {
namespace {

Preference& preference_of(std::shared_ptr<Preference>& preference) {
  if (!preference) preference = std::make_shared<Preference>();
  return *preference;
}

}  // namespace

void read_field(Reader& reader, const Cursor& at, const Spec&, std::vector<Substitute>& substitutes) {
  if (!at.node().is(Draft::Type::array)) return reader.mismatch(at, "a list of objects");
  for (std::size_t i = 0; i < at.node().items.size(); ++i) {
    const std::string index = std::to_string(i);
    const Cursor item = at.item(i, index);
    Substitute substitute;
    read_fields(reader, item, substitute);
    for (const Substitute& before : substitutes)
      if (before.product == substitute.product && substitute.product)
        reader.problem(item, "this product stands in the list before");
    substitutes.push_back(substitute);
  }
}

void read_field(Reader& reader, const Cursor& at, const Spec& spec, ProductChoice choice) {
  if (!at.node().is(Draft::Type::array)) return read_field(reader, at, spec, choice.product);
  std::vector<Ref> products;
  read_field(reader, at, spec, products);
  if (products.empty()) return reader.mismatch(at, "at least one product");
  for (std::size_t i = 1; i < products.size(); ++i)
    if (products[i] && std::find(products.begin(), products.begin() + static_cast<std::ptrdiff_t>(i), products[i]) !=
                           products.begin() + static_cast<std::ptrdiff_t>(i))
      reader.problem(at, "names a product twice");
  choice.product = products.front();
  products.erase(products.begin());
  if (!products.empty()) preference_of(choice.preference).others = std::move(products);
}

void read_field(Reader& reader, const Cursor& at, const Spec& spec, SubstituteAfter it) {
  read_field(reader, at, spec, preference_of(it.preference).after);
}

void check_substitutes(Reader& reader, const Cursor& root, const Sections& sections, const Scenario& scenario) {
  const Cursor section = root.member("products");
  for (std::size_t i = 0; i < scenario.products.size(); ++i) {
    const Product& product = scenario.products[i];
    const Entry& entry = sections.products[i];
    const Cursor at = section.entry(entry.key, entry.id, *entry.node, defaults_of(root, "products"));
    const Cursor list = at.member("substitutes");
    for (std::size_t k = 0; k < product.substitutes.size(); ++k) {
      const Substitute& it = product.substitutes[k];
      const std::string index = std::to_string(k);
      const Cursor item = list.item(k, index);
      if (!it.product) continue;
      const Product& other = scenario.products[it.product.at()];
      if (it.product.at() == i) reader.problem(item, "a product does not stand for itself");
      if (it.by == SubstituteBy::compute && (product.compute == 0 || other.compute == 0))
        reader.problem(item, "'" + (product.compute == 0 ? product : other).id + "' has no compute to count by");
      if (it.by == SubstituteBy::power && (product.power == 0 || other.power == 0))
        reader.problem(item, "'" + (product.power == 0 ? product : other).id + "' has no power to count by");
    }
  }
}

void check_preference(Reader& reader, const Cursor& at, const Scenario& scenario, const Order& order) {
  if (!order.preference || !order.product) return;
  const bool takes_others =
      !order.preference->others.empty() || !scenario.products[order.product.at()].substitutes.empty();
  if (!takes_others)
    reader.problem(at.member("substitute_after"),
                   "no other product stands for '" + scenario.products[order.product.at()].id + "'");
}

}  // namespace allot::scenario
