#include "engine/handlers.hpp"

#include <utility>

namespace allot::engine {

LedgerLine& note(Replication& sim, const char* event) {
  LedgerLine& line = sim.seen.ledger.emplace_back();
  line.cells.emplace_back("time", format_date(sim.model.start + sim.now));
  line.cells.emplace_back("event", std::string(event));
  return line;
}

void note_claim(const Replication& sim, LedgerLine& line, const Slice& it) {
  line.cells.emplace_back("not_before", format_date(sim.model.start + it.not_before));
  if (it.due != never) line.cells.emplace_back("due", format_date(sim.model.start + it.due));
  line.cells.emplace_back("priority", sim.priority(it));
  line.cells.emplace_back("partial", std::int64_t{sim.terms(it).is_partial});
  line.cells.emplace_back("min_shipment", sim.terms(it).min_shipment);
  if (sim.model.has_auction) line.cells.emplace_back("bid", sim.terms(it).bid);
}

void note_payments(const Replication& sim, LedgerLine& line, const Slice& it) {
  if (!sim.model.keeps_cash) return;
  const Index contract = sim.terms(it).contract;
  const model::Contract& terms = contract == model::none ? model::Contract{} : sim.model.contracts[at(contract)];
  line.cells.emplace_back("deposit", terms.deposit);
  line.cells.emplace_back("paid_up_to", std::vector<double>(terms.payments.up_to.begin(), terms.payments.up_to.end()));
  line.cells.emplace_back("net_seconds",
                          std::vector<std::int64_t>(terms.payments.net.begin(), terms.payments.net.end()));
}

namespace {

std::vector<std::string> product_names(const Replication& sim) {
  std::vector<std::string> names;
  for (const model::Product& product : sim.model.products) names.push_back(product.id);
  return names;
}

LedgerLine& note_at_end(Replication& sim, const char* event) {
  LedgerLine& line = note(sim, event);
  line.cells.front().second = format_date(sim.model.start + sim.model.end);
  return line;
}

template <class Level>
void add_level(LedgerLine& line, const Replication& sim, const char* name, Index entity, Level level) {
  line.cells.emplace_back(name, sim.seen.gauges[sim.layout.of(entity, level)].level);
}

template <class Level>
void add_online(LedgerLine& line, const Replication& sim, Index entity, Level online) {
  std::vector<std::int64_t> levels;
  for (std::size_t p = 0; p < sim.layout.products(); ++p)
    levels.push_back(sim.seen.gauges[sim.layout.of(entity, online) + p].level);
  line.cells.emplace_back("products", product_names(sim));
  line.cells.emplace_back("online", std::move(levels));
}

void note_suppliers_at_end(Replication& sim) {
  for (std::size_t s = 0; s < sim.model.suppliers.size(); ++s) {
    const auto supplier = static_cast<Index>(s);
    LedgerLine& line = note_at_end(sim, "supplier_at_end");
    line.cells.emplace_back("supplier", sim.model.suppliers[s].id);
    add_level(line, sim, "produced", supplier, SupplierLevel::produced);
    add_level(line, sim, "scrapped", supplier, SupplierLevel::scrapped);
    add_level(line, sim, "stock", supplier, SupplierLevel::stock);
    if (sim.model.builds) add_level(line, sim, "used", supplier, SupplierLevel::used);
    add_level(line, sim, "in_transit", supplier, SupplierLevel::in_transit);
    std::vector<std::int64_t> free, reserved;
    for (std::size_t p = 0; p < sim.layout.products(); ++p) {
      const Market& market = sim.market_of(supplier, static_cast<Index>(p));
      free.push_back(market.free);
      reserved.push_back(market.reserved);
    }
    line.cells.emplace_back("products", product_names(sim));
    line.cells.emplace_back("free", std::move(free));
    line.cells.emplace_back("reserved", std::move(reserved));
    if (sim.model.changes_prices) line.cells.emplace_back("repriced", sim.seen.repriced[s]);
    if (sim.model.has_terms) add_level(line, sim, "returned", supplier, SupplierLevel::returned);
  }
}

void note_money(LedgerLine& line, const Replication& sim, std::size_t organisation) {
  if (!sim.seen.fees.empty()) {
    line.cells.emplace_back("fees", sim.seen.fees[organisation]);
    line.cells.emplace_back("deposits", sim.seen.deposits[organisation]);
  }
  if (sim.model.has_auction) line.cells.emplace_back("paid", sim.seen.paid[organisation]);
}

void note_organisations_at_end(Replication& sim) {
  using Level = OrganisationLevel;
  for (std::size_t o = 0; o < sim.model.organisations.size(); ++o) {
    const auto organisation = static_cast<Index>(o);
    LedgerLine& line = note_at_end(sim, "organisation_at_end");
    line.cells.emplace_back("organisation", sim.model.organisations[o].id);
    add_level(line, sim, "ordered", organisation, Level::ordered);
    add_level(line, sim, "allocated", organisation, Level::allocated);
    add_level(line, sim, "delivered", organisation, Level::delivered);
    add_level(line, sim, "cancelled", organisation, Level::cancelled);
    add_level(line, sim, "backlog", organisation, Level::backlog);
    add_level(line, sim, "in_transit", organisation, Level::in_transit);
    add_level(line, sim, "stranded", organisation, Level::stranded);
    if (sim.model.retires_units) add_level(line, sim, "retired", organisation, Level::retired);
    if (sim.model.has_terms) add_level(line, sim, "returned", organisation, Level::returned);
    note_money(line, sim, o);
    add_online(line, sim, organisation, Level::online);
  }
}

void note_sites_at_end(Replication& sim) {
  for (std::size_t s = 0; s < sim.model.sites.size(); ++s) {
    const auto site = static_cast<Index>(s);
    LedgerLine& line = note_at_end(sim, "site_at_end");
    line.cells.emplace_back("site", sim.model.sites[s].id);
    add_level(line, sim, "stranded", site, SiteLevel::stranded);
    if (sim.model.retires_units) add_level(line, sim, "retired", site, SiteLevel::retired);
    add_online(line, sim, site, SiteLevel::online);
  }
}

// As whose member it claims at each level of groups.
std::vector<std::string> names_of_groups(const Replication& sim, const model::Organisation& organisation) {
  const auto index = static_cast<Index>(&organisation - sim.model.organisations.data());
  std::vector<std::string> names;
  for (std::size_t depth = 0; depth < sim.model.group_levels; ++depth)
    names.push_back(sim.model.groups[at(sim.model.group_of(index, depth))].id);
  return names;
}

}  // namespace

void note_world(Replication& sim) {
  for (const model::Product& product : sim.model.products) {
    LedgerLine& line = note(sim, "product");
    line.cells.emplace_back("product", product.id);
    line.cells.emplace_back("lot", product.lot);
    if (sim.model.changes_prices) line.cells.emplace_back("price", product.price);
    for (const model::InitialUnits& part : product.made_of)
      line.cells.emplace_back("of_" + sim.model.products[at(part.product)].id, parts_of_one(sim, part));
  }
  for (const model::Supplier& supplier : sim.model.suppliers) {
    LedgerLine& line = note(sim, "supplier");
    line.cells.emplace_back("supplier", supplier.id);
    if (supplier.every && supplier.every->months == 0)
      line.cells.emplace_back("every_seconds", supplier.every->length);
    else if (supplier.every)
      line.cells.emplace_back("every_months", std::int64_t{supplier.every->months});
  }
  for (const model::Organisation& organisation : sim.model.organisations) {
    LedgerLine& line = note(sim, "organisation");
    line.cells.emplace_back("organisation", organisation.id);
    line.cells.emplace_back("group", sim.model.groups[at(organisation.group)].id);
    if (const auto groups = names_of_groups(sim, organisation);
        groups.size() > 1 || groups.front() != sim.model.groups[at(organisation.group)].id)
      line.cells.emplace_back("groups", groups);
    if (organisation.buys_for != model::none)
      line.cells.emplace_back("buys_for", sim.model.suppliers[at(organisation.buys_for)].id);
  }
  for (const model::Site& site : sim.model.sites) {
    LedgerLine& line = note(sim, "site");
    line.cells.emplace_back("site", site.id);
    line.cells.emplace_back("organisation", sim.model.organisations[at(site.owner)].id);
    line.cells.emplace_back("products", product_names(sim));
    line.cells.emplace_back("room_each", site.room.cost);
    line.cells.emplace_back("power_each", site.power.cost);
  }
}

void note_pegs(Replication& sim) {
  for (std::size_t i = 0; i < sim.pegs.size(); ++i) {
    if (sim.pegs[i].needed == 0) continue;
    const Market& market = sim.markets[at(sim.pegs[i].market)];
    LedgerLine& line = note(sim, "peg");
    line.cells.emplace_back("peg", static_cast<std::int64_t>(i));
    line.cells.emplace_back("supplier", sim.model.suppliers[at(market.supplier)].id);
    line.cells.emplace_back("product", sim.model.products[at(market.product)].id);
    line.cells.emplace_back("units", sim.pegs[i].needed);
  }
}

void note_end(Replication& sim) {
  note_suppliers_at_end(sim);
  note_organisations_at_end(sim);
  note_sites_at_end(sim);
}

std::vector<std::string> names_of_sites(const Replication& sim, Index list) {
  std::vector<std::string> names;
  for (const Index site : sim.model.site_lists[at(list)]) names.push_back(sim.model.sites[at(site)].id);
  return names;
}

std::string_view name_of(SliceState state) {
  switch (state) {
    case SliceState::planned: return "planned";
    case SliceState::open: return "open";
    case SliceState::allocated: return "allocated";
    case SliceState::in_transit: return "in_transit";
    case SliceState::delivered: return "delivered";
    case SliceState::installing: return "installing";
    case SliceState::commissioning: return "commissioning";
    case SliceState::unpowered: return "unpowered";
    case SliceState::online: return "online";
    case SliceState::retired: return "retired";
    case SliceState::returning: return "returning";
    case SliceState::returned: return "returned";
    case SliceState::cancelled: return "cancelled";
    case SliceState::resold: return "resold";
  }
  return "";
}

std::string order_name(const Replication& sim, Index order) {
  if (order == model::none) return "";
  if (at(order) < sim.model.order_ids.size()) return std::string(sim.model.order_ids[at(order)]);
  return "order-" + std::to_string(order);
}

}  // namespace allot::engine
