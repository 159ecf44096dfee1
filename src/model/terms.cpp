#include "model/terms.hpp"

#include <algorithm>

#include "model/substitutes.hpp"

namespace allot::model {
namespace {

const Preference* preference_of(const allot::Order& order) { return order.preference.get(); }
const Preference* preference_of(const allot::Stream&) { return nullptr; }

std::int64_t turnover_of(const Model& model, const Contract& contract) {
  if (!contract.term) return 0;
  const double back = contract.return_time ? model.mean_of(*contract.return_time) : 0;
  const double seconds = model.mean_of(*contract.term) + back;
  return (std::int64_t{1} << 40) / std::max<Duration>(1, whole_seconds(seconds));
}

// Orders without anything beside their units share none.
Index contract_of(Compilation& in, const allot::Contract& contract, Ref product) {
  if (contract == allot::Contract{}) return none;
  Contract& out = in.model.contracts.emplace_back();
  if (contract.patience) out.patience = in.translate.delay(*contract.patience);
  out.is_cancellable = contract.cancellable;
  if (contract.deposit) out.deposit = each(*contract.deposit, in.scenario.products[product.at()]);
  if (contract.cancel_fee) out.cancel_fee = each(*contract.cancel_fee, in.scenario.products[product.at()]);
  if (contract.term) out.term = in.translate.delay(*contract.term);
  if (contract.return_time) out.return_time = in.translate.delay(*contract.return_time);
  out.notice = in.translate.amount(contract.notice);
  out.turnover = turnover_of(in.model, out);
  out.payments = payments_of(contract.payments);
  return static_cast<Index>(in.model.contracts.size()) - 1;
}

template <class OrderOrStream>
Terms terms_from(Compilation& in, const OrderOrStream& order) {
  Terms terms;
  terms.owner = order.organisation.index;
  terms.supplier = order.supplier.index;
  terms.product = order.product.index;
  terms.sites = in.lists.of(order.sites);
  terms.route = route_for(in, order.supplier, order.organisation, order.sites);
  terms.substitutes = substitutes_of(in.scenario, in.model, order.product, preference_of(order));
  terms.priority = order.priority;
  terms.min_shipment = order.min_shipment;
  terms.is_partial = order.partial;
  terms.contract = contract_of(in, order.contract, order.product);
  terms.bid = order.bid.value_or(in.scenario.products[order.product.at()].price);
  return terms;
}

}  // namespace

Index route_for(const Compilation& in, Ref supplier, Ref organisation, const std::vector<Ref>& sites) {
  const std::vector<std::string>& regions = in.model.suppliers[supplier.at()].route_regions;
  const std::string& own = in.scenario.organisations[organisation.at()].region;
  const std::string& at_site = sites.empty() ? own : in.scenario.sites[sites.front().at()].region;
  const std::string wanted[] = {at_site.empty() ? own : at_site, own, "default"};
  for (const std::string& region : wanted) {
    const auto found = std::find(regions.begin(), regions.end(), region);
    if (found != regions.end()) return static_cast<Index>(found - regions.begin());
  }
  return static_cast<Index>(regions.size());
}

double each(const Fee& fee, const allot::Product& product) { return fee.share * product.price + fee.money; }

Terms terms_of(Compilation& in, const allot::Order& order) { return terms_from(in, order); }
Terms terms_of(Compilation& in, const allot::Stream& stream) { return terms_from(in, stream); }

}  // namespace allot::model
