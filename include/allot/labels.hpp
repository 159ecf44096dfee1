#pragma once

#include <map>
#include <string>

namespace allot {

/// What reports call things: the label of each that has one, by id. Ids stay what JSON and CSV say, so that a program
/// does not break when a label is worded better; tables and sentences say the label, or the id where there is none.
///
/// shape: one map for each section of a scenario, since an organisation and a site may have the same id; what has no
///        label has no entry
struct Labels {
  using ById = std::map<std::string, std::string, std::less<>>;
  /// The label of an id, or the id.
  static const std::string& in(const ById& labels, const std::string& id) {
    const auto found = labels.find(id);
    return found == labels.end() ? id : found->second;
  }

  ById organisations, groups, products, sites, suppliers, orders, interventions, milestones, parameters, variants;

  /// Takes over the labels of another scenario for what has none here.
  void add(const Labels& other) {
    const auto merge = [](ById& to, const ById& from) { to.insert(from.begin(), from.end()); };
    merge(organisations, other.organisations);
    merge(groups, other.groups);
    merge(products, other.products);
    merge(sites, other.sites);
    merge(suppliers, other.suppliers);
    merge(orders, other.orders);
    merge(interventions, other.interventions);
    merge(milestones, other.milestones);
    merge(parameters, other.parameters);
    merge(variants, other.variants);
  }
};

}  // namespace allot
