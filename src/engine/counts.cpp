#include "engine/counts.hpp"

#include "base/contract.hpp"

namespace allot::engine {
namespace {

using Counted = model::Condition::Counted;
using Owner = model::Condition::Owner;

/// Collects rows; a level that is kept by product has one of each.
struct Rows {
  const Layout& layout;
  std::vector<std::size_t> rows{};

  template <class Level>
  void add(Index entity, Level level) {
    rows.push_back(layout.of(entity, level));
  }
  template <class Level>
  void add_by_product(Index entity, Level level) {
    for (std::size_t p = 0; p < layout.products(); ++p) rows.push_back(layout.of(entity, level) + p);
  }
};

void of_organisation(Rows& rows, Index organisation, Counted counted) {
  using Level = OrganisationLevel;
  switch (counted) {
    case Counted::ordered: return rows.add(organisation, Level::ordered);
    case Counted::allocated: return rows.add(organisation, Level::allocated);
    case Counted::delivered: return rows.add(organisation, Level::delivered);
    case Counted::online: return rows.add_by_product(organisation, Level::online);
    case Counted::cancelled: return rows.add(organisation, Level::cancelled);
    case Counted::backlog: return rows.add(organisation, Level::backlog);
    case Counted::in_transit: return rows.add(organisation, Level::in_transit);
    case Counted::stranded: return rows.add(organisation, Level::stranded);
    case Counted::retired: return rows.add(organisation, Level::retired);
    case Counted::returned: return rows.add(organisation, Level::returned);
    default: expects(false, "an organisation has such a count");
  }
}

void of_site(Rows& rows, Index site, Counted counted) {
  if (counted == Counted::online) return rows.add_by_product(site, SiteLevel::online);
  if (counted == Counted::retired) return rows.add(site, SiteLevel::retired);
  expects(counted == Counted::stranded, "a site has such a count");
  rows.add(site, SiteLevel::stranded);
}

void of_supplier(Rows& rows, Index supplier, Counted counted) {
  using Level = SupplierLevel;
  switch (counted) {
    case Counted::produced: return rows.add(supplier, Level::produced);
    case Counted::scrapped: return rows.add(supplier, Level::scrapped);
    case Counted::stock: return rows.add(supplier, Level::stock);
    case Counted::returned: return rows.add(supplier, Level::returned);
    case Counted::in_transit: return rows.add(supplier, Level::in_transit);
    default: expects(false, "a supplier has such a count");
  }
}

void of_order(Rows& rows, Index order, Counted counted) {
  using Level = OrderLevel;
  switch (counted) {
    case Counted::allocated: return rows.add(order, Level::allocated);
    case Counted::delivered: return rows.add(order, Level::delivered);
    case Counted::online: return rows.add(order, Level::online);
    case Counted::cancelled: return rows.add(order, Level::cancelled);
    case Counted::backlog: return rows.add(order, Level::backlog);
    case Counted::in_transit: return rows.add(order, Level::in_transit);
    case Counted::stranded: return rows.add(order, Level::stranded);
    case Counted::returned: return rows.add(order, Level::returned);
    case Counted::placed: return rows.add(order, Level::backlog), rows.add(order, Level::allocated);
    case Counted::on_its_way: return rows.add(order, Level::in_transit), rows.add(order, Level::delivered);
    default: expects(false, "an order has such a count");
  }
}

bool is_of_supplier(Counted counted) {
  return counted == Counted::produced || counted == Counted::scrapped || counted == Counted::stock;
}

}  // namespace

std::vector<std::size_t> rows_of(const Model& model, const Layout& layout, const model::Condition& it) {
  Rows rows{layout};
  if (it.owner == Owner::site) of_site(rows, it.entity, it.counted);
  if (it.owner == Owner::supplier) of_supplier(rows, it.entity, it.counted);
  if (it.owner == Owner::order) of_order(rows, it.entity, it.counted);
  const bool is_system = it.owner == Owner::system;
  for (std::size_t o = 0; o < model.organisations.size(); ++o) {
    const auto organisation = static_cast<Index>(o);
    const bool is_in = it.owner == Owner::organisation ? organisation == it.entity
                       : it.owner == Owner::group      ? model.is_member(organisation, it.entity)
                                                       : is_system && !is_of_supplier(it.counted);
    if (is_in) of_organisation(rows, organisation, it.counted);
  }
  for (std::size_t s = 0; is_system && is_of_supplier(it.counted) && s < model.suppliers.size(); ++s)
    of_supplier(rows, static_cast<Index>(s), it.counted);
  return std::move(rows.rows);
}

}  // namespace allot::engine
