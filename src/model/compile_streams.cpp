#include <algorithm>

#include "model/compilation.hpp"
#include "model/terms.hpp"
#include "random/key.hpp"

namespace allot::model {
namespace {

// The same terms at another supplier.
Copy copy_for(const Compilation& in, const Terms& terms, Ref supplier, Ref organisation,
              const std::vector<Ref>& sites) {
  Copy copy{terms, hash_path({"copy", in.scenario.suppliers[supplier.at()].id})};
  copy.terms.supplier = supplier.index;
  copy.terms.route = route_for(in, supplier, organisation, sites);
  return copy;
}

// What a stream or a behaviour does beside ordering what it needs; none where it does nothing.
template <class Orders>
Index gaming_of(Compilation& in, const Orders& orders, const Terms& terms) {
  if (!orders.inflate && !orders.duplicate) return none;
  Gaming out;
  out.owner = terms.owner;
  out.product = terms.product;
  if (const auto& inflate = orders.inflate) {
    out.inflate = inflate->by == InflateBy::fill_rate ? Gaming::Inflate::by_fill_rate : Gaming::Inflate::by_lead_time;
    out.learning = inflate->learning;
    out.slope = inflate->slope;
    out.span = inflate->span;
    out.most = in.translate.amount(inflate->max);
  }
  if (const auto& duplicate = orders.duplicate) {
    for (const Ref supplier : duplicate->suppliers)
      out.copies.push_back(copy_for(in, terms, supplier, {terms.owner}, orders.sites));
    out.cancel = duplicate->cancel;
    if (duplicate->fee) out.fee = each(*duplicate->fee, in.scenario.products[static_cast<std::size_t>(terms.product)]);
  }
  in.model.gamings.push_back(std::move(out));
  return static_cast<Index>(in.model.gamings.size()) - 1;
}

// From the award to online, by stages and commissioning.
std::vector<Delay> way_of(Compilation& in, const Terms& terms, const std::vector<Ref>& sites) {
  std::vector<Delay> way;
  for (const Stage& stage : in.model.suppliers[static_cast<std::size_t>(terms.supplier)]
                                .routes[static_cast<std::size_t>(terms.route)]
                                .stages)
    way.push_back(stage.delay);
  if (!sites.empty()) way.push_back(in.translate.delay(in.scenario.sites[sites.front().at()].commissioning));
  return way;
}

Buyer buyer_of(Compilation& in, Ref organisation, const Target& target) {
  Buyer out;
  out.id = in.scenario.organisations[organisation.at()].id;
  out.key = hash_path({"behaviour", out.id});
  for (const Ref supplier : target.suppliers) {
    allot::Order order;
    order.organisation = organisation;
    order.supplier = supplier;
    order.product = target.product;
    order.sites = target.sites;
    order.priority = target.priority;
    order.partial = target.partial;
    order.min_shipment = target.min_shipment;
    order.contract = target.contract;
    out.offers.push_back(terms_of(in, order));
    out.ways.push_back(way_of(in, out.offers.back(), target.sites));
  }
  for (const allot::RoadmapPoint& point : target.roadmap)
    out.roadmap.push_back({point.date - in.scenario.start, in.translate.amount(point.units)});
  out.review = target.review;
  out.lead_time = in.translate.amount(target.lead_time);
  out.gaming = gaming_of(in, target, out.offers.front());
  return out;
}

}  // namespace

void compile_streams(Compilation& in) {
  for (const allot::Stream& stream : in.scenario.streams) {
    Stream& out = in.model.streams.emplace_back();
    out.id = stream.id;
    out.terms = terms_of(in, stream);
    out.gap = in.translate.delay(stream.every);
    for (const allot::RatePoint& point : stream.pace)
      out.pace.push_back({point.date - in.scenario.start, in.translate.amount(point.rate), 1});
    const Delay units = in.translate.delay({stream.units});
    out.units = units.amount;
    out.units_sampler = units.sampler;
    if (stream.due_after) out.due_after = in.translate.amount(*stream.due_after);
    if (stream.needed_after) out.needed_after = in.translate.amount(*stream.needed_after);
    out.from = std::max<Time>(0, stream.from - in.scenario.start);
    out.until = std::min(stream.until, in.scenario.end) - in.scenario.start;
    out.key = hash_path({"stream", stream.id});
    out.gap_stream = hash_path({"stream", stream.id, "gap"});
    out.units_stream = hash_path({"stream", stream.id, "units"});
    out.gaming = gaming_of(in, stream, out.terms);
  }
}

void compile_behaviours(Compilation& in) {
  for (std::size_t i = 0; i < in.scenario.organisations.size(); ++i)
    if (const auto& target = in.scenario.organisations[i].order_behaviour.target)
      in.model.buyers.push_back(buyer_of(in, {static_cast<Index>(i)}, *target));
}

}  // namespace allot::model
