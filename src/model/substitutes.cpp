#include "model/substitutes.hpp"

#include <algorithm>

#include "model/all_terms.hpp"

namespace allot::model {
namespace {

Ratio units_for_one(const allot::Product& asked, const allot::Product& other, const allot::Substitute& it) {
  if (it.by == SubstituteBy::compute) return ratio_of(it.ratio, asked.compute, other.compute);
  if (it.by == SubstituteBy::power) return ratio_of(it.ratio, asked.power, other.power);
  return ratio_of(it.ratio, 1, 1);
}

Substitute compiled(const Scenario& scenario, Ref product, const allot::Substitute& it) {
  return {it.product.index, units_for_one(scenario.products[product.at()], scenario.products[it.product.at()], it),
          it.after};
}

// What an order names has the ratio and the wait that its product says of it, else one for one and at once.
allot::Substitute named(const std::vector<allot::Substitute>& known, Ref other) {
  const auto found =
      std::find_if(known.begin(), known.end(), [&](const allot::Substitute& it) { return it.product == other; });
  if (found != known.end()) return *found;
  allot::Substitute plain;
  plain.product = other;
  return plain;
}

bool is_same(const Substitute& a, const Substitute& b) {
  return a.product == b.product && a.ratio == b.ratio && a.after == b.after;
}

Index kept_once(Model& model, const std::vector<Substitute>& list) {
  const auto same = [&](const std::vector<Substitute>& it) {
    return std::equal(it.begin(), it.end(), list.begin(), list.end(), is_same);
  };
  const auto found = std::find_if(model.substitute_lists.begin(), model.substitute_lists.end(), same);
  const auto index = static_cast<Index>(found - model.substitute_lists.begin());
  if (found == model.substitute_lists.end()) model.substitute_lists.push_back(list);
  return index;
}

}  // namespace

Index substitutes_of(const Scenario& scenario, Model& model, Ref product, const Preference* preference) {
  const std::vector<allot::Substitute>& known = scenario.products[product.at()].substitutes;
  const bool names_them = preference && !preference->others.empty();
  if (known.empty() && !names_them) return 0;
  std::vector<Substitute> list;
  if (names_them)
    for (const Ref other : preference->others) list.push_back(compiled(scenario, product, named(known, other)));
  else
    for (const allot::Substitute& it : known) list.push_back(compiled(scenario, product, it));
  if (preference && preference->after)
    for (Substitute& it : list) it.after = *preference->after;
  return kept_once(model, list);
}

void find_replaced(Model& model) {
  if (model.substitute_lists.size() == 1) return;
  model.replaces.resize(model.markets());
  look_at_all_terms(model, [&](const Terms& terms) {
    for (const Substitute& it : model.substitute_lists[static_cast<std::size_t>(terms.substitutes)]) {
      const auto market =
          static_cast<std::size_t>(terms.supplier) * model.products.size() + static_cast<std::size_t>(it.product);
      std::vector<Index>& products = model.replaces[market];
      if (std::find(products.begin(), products.end(), terms.product) == products.end())
        products.push_back(terms.product);
    }
  });
}

}  // namespace allot::model
