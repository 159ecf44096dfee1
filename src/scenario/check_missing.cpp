#include <algorithm>
#include <map>

#include "scenario/ever.hpp"
#include "scenario/purchases.hpp"
#include "scenario/sections.hpp"

/// What a product has to say because something counts by it: without it a gate would let any number through, a cost
/// would be nothing.
namespace allot::scenario {
namespace {

/// By product and field, what first asked for it.
using WhoWants = std::map<std::pair<std::size_t, std::string>, std::string>;

void want(WhoWants& wanted, const std::vector<Ref>& products, const char* field, const std::string& why) {
  for (const Ref product : products)
    if (product) wanted.emplace(std::pair(product.at(), field), why);
}

void want_power(WhoWants& wanted, const Scenario& scenario, const std::vector<Purchase>& bought) {
  const std::vector<std::vector<Ref>> products = products_by_site(scenario, bought);
  for (std::size_t i = 0; i < scenario.sites.size(); ++i) {
    const Site& site = scenario.sites[i];
    if (site.energy_price || site.rent)
      want(wanted, products[i], "power",
           "the '" + std::string(site.energy_price ? "energy_price" : "rent") + "' of '" + site.id + "' counts by it");
    const bool room_in_watts = !site.room.empty() && site.room.front().add.kind == Kind::power;
    if (site.power.empty() && !room_in_watts) continue;
    want(wanted, products[i], "power",
         "the " + std::string(site.power.empty() ? "room" : "power") + " of '" + site.id +
             "' counts the watts of what stands there");
  }
}

bool counts_for(const Scenario& scenario, const Milestone& it, Ref organisation) {
  return it.organisation == organisation || scenario.is_member(organisation, it.group);
}

void want_compute(WhoWants& wanted, const Scenario& scenario, const std::vector<Purchase>& bought) {
  const std::vector<std::vector<Ref>> by_site = products_by_site(scenario, bought);
  const std::vector<std::vector<Ref>> by_organisation = products_by_organisation(scenario, bought);
  for (const Milestone& it : scenario.milestones) {
    if (it.online) continue;
    const std::string why = "milestone '" + it.id + "' counts the compute of what is online";
    if (it.site) want(wanted, by_site[it.site.at()], "compute", why);
    for (std::size_t i = 0; i < scenario.organisations.size(); ++i) {
      const Ref organisation{static_cast<std::int32_t>(i)};
      if (counts_for(scenario, it, organisation)) want(wanted, by_organisation[i], "compute", why);
    }
  }
}

// What stands idle costs a share of its price.
void want_price_of_idle(WhoWants& wanted, const Scenario& scenario, const std::vector<Purchase>& bought) {
  const std::vector<std::vector<Ref>> products = products_by_organisation(scenario, bought);
  for (std::size_t i = 0; i < scenario.organisations.size(); ++i)
    if (const Organisation& it = scenario.organisations[i]; it.cost_of_capital > 0)
      want(wanted, products[i], "price", "'cost_of_capital' of '" + it.id + "' is a share of it");
  for (std::size_t i = 0; i < scenario.products.size(); ++i)
    if (scenario.products[i].price_decay > 0)
      want(wanted, {Ref{static_cast<std::int32_t>(i)}}, "price", "'price_decay' is a share of it");
}

bool is_share(const std::optional<Fee>& fee) { return fee && fee->share > 0; }

void want_price_of_fees(WhoWants& wanted, const Purchase& it) {
  if (it.contract.payments) want(wanted, {it.asked()}, "price", "'payments' are shares of it");
  if (is_share(it.contract.deposit)) want(wanted, {it.asked()}, "price", "a 'deposit' is a share of it");
  if (is_share(it.contract.cancel_fee)) want(wanted, {it.asked()}, "price", "a 'cancel_fee' is a share of it");
  if (it.duplicate && is_share(it.duplicate->fee))
    want(wanted, {it.asked()}, "price", "the 'fee' of a duplicate is a share of it");
}

// Who says no bid offers the price.
void want_price_of_bids(WhoWants& wanted, const Scenario& scenario, const std::vector<char>& has_auction,
                        const Purchase& it) {
  if (it.bid || it.has_own_lots) return;
  for (const Ref supplier : it.suppliers)
    if (has_auction[supplier.at()])
      want(wanted, {it.asked()}, "price",
           "it is what orders bid that say no 'bid', in the auction of '" + scenario.suppliers[supplier.at()].id + "'");
}

}  // namespace

void check_missing(Reader& reader, const Cursor& root, const Sections& sections, const Scenario& scenario) {
  const std::vector<Purchase> bought = purchases(scenario);
  const std::vector<char> has_auction = auctions(scenario);
  WhoWants wanted;
  want_power(wanted, scenario, bought);
  want_compute(wanted, scenario, bought);
  want_price_of_idle(wanted, scenario, bought);
  for (const Purchase& it : bought) {
    want_price_of_fees(wanted, it);
    want_price_of_bids(wanted, scenario, has_auction, it);
  }
  const Cursor products = root.member("products");
  for (const auto& [key, why] : wanted) {
    const auto& [product, field] = key;
    const Entry& entry = sections.products[product];
    const Cursor at = products.entry(entry.key, entry.id, *entry.node, defaults_of(root, "products"));
    if (!at.member(field).exists()) reader.problem(at, "'" + field + "' is missing: " + why);
  }
}

}  // namespace allot::scenario
