#include <algorithm>
#include <cmath>

#include "engine/handlers.hpp"
#include "random/key.hpp"

/// Orders that are not need: asked for in excess because of what is expected, or at several places at once.
///
/// source: Lee, Padmanabhan and Whang (1997), Information distortion in a supply chain, Management Science 43(4);
///         Armony and Plambeck (2005), The impact of duplicate orders, Management Science 51(10)
namespace allot::engine {
namespace {

using model::Gaming;

Holding& holding(Replication& sim, Index owner, Index product) {
  return sim.holdings[at(owner) * sim.model.products.size() + at(product)];
}

bool has_gone(SliceState state) {
  return state == SliceState::cancelled || state == SliceState::retired || state == SliceState::returning ||
         state == SliceState::returned;
}

bool is_copy(const Replication& sim, Index order) {
  const Index bundle = order == model::none ? model::none : sim.orders[at(order)].bundle;
  return bundle != model::none && sim.bundles[at(bundle)].first_order != order;
}

}  // namespace

void begin_gaming(Replication& sim) {
  const Model& model = sim.model;
  const bool is_needed = !model.buyers.empty() || !model.gamings.empty();
  sim.bundles.clear();
  sim.holdings.assign(is_needed ? model.organisations.size() * model.products.size() : 0, {});
  sim.experiences.assign(model.gamings.size(), {});
  sim.buyers.assign(model.buyers.size(), {});
}

void hold(Replication& sim, const Slice& slice, Units by) {
  if (slice.state == SliceState::planned || has_gone(slice.state)) return;
  Holding& it = holding(sim, slice.owner, slice.product);
  if (slice.state != SliceState::open)
    it.held += by;
  else if (!is_copy(sim, slice.order))
    it.open += by;
}

void learn(Replication& sim, Index index) {
  const Gaming& gaming = sim.model.gamings[at(index)];
  Experience& seen = sim.experiences[at(index)];
  if (seen.last.open == 0) return;
  const Units got =
      std::clamp<Units>(holding(sim, gaming.owner, gaming.product).held - seen.last.held, 0, seen.last.open);
  const double share = static_cast<double>(got) / static_cast<double>(seen.last.open);
  seen.fill = (1 - gaming.learning) * seen.fill + gaming.learning * share;
}

void remember(Replication& sim, Index index) {
  const Gaming& gaming = sim.model.gamings[at(index)];
  sim.experiences[at(index)].last = holding(sim, gaming.owner, gaming.product);
}

Units inflated(Replication& sim, Index index, Index market, Units need) {
  const Gaming& gaming = sim.model.gamings[at(index)];
  if (gaming.inflate == Gaming::Inflate::none) return need;
  const Decimal most = std::max<Decimal>(1, sim.exact(gaming.most));
  const Units all = half_up_of(need, most);
  if (gaming.inflate == Gaming::Inflate::by_lead_time)
    return std::min(all, need + half_up_of(Int128{need} * quoted_lead_time(sim, market), gaming.slope, gaming.span));
  const double fill = sim.experiences[at(index)].fill;
  if (fill * most.real() <= 1) return all;
  return std::min(all, static_cast<Units>(std::floor(static_cast<double>(need) * (1 / fill) + 0.5)));
}

namespace {

void note_need(Replication& sim, Index index) {
  if (!sim.recording.ledger) return;
  const Bundle& bundle = sim.bundles[at(index)];
  std::vector<std::string> orders;
  for (Index i = 0; i < bundle.orders; ++i) orders.push_back(order_name(sim, bundle.first_order + i));
  LedgerLine& line = note(sim, "need");
  line.cells.emplace_back("orders", std::move(orders));
  line.cells.emplace_back("units", bundle.units);
  line.cells.emplace_back("cancels", std::int64_t{bundle.cancels});
}

Bundle bundle_of(const Replication& sim, Index index, const model::Terms& terms, std::uint64_t key, Units units) {
  const Gaming& gaming = sim.model.gamings[at(index)];
  const bool is_bound = terms.contract != model::none && !sim.model.contracts[at(terms.contract)].is_cancellable;
  Bundle bundle;
  bundle.first_order = static_cast<Index>(sim.orders.size());
  bundle.first_slice = static_cast<Index>(sim.slices.size());
  bundle.gaming = index;
  bundle.units = units;
  bundle.cancels = !is_bound && sim.happens(gaming.cancel, combine(key, hash_name("cancels")), 0, sim.now);
  return bundle;
}

}  // namespace

void order_need(Replication& sim, Index index, const model::Terms& terms, std::uint64_t key, std::uint64_t rank,
                Units units, Time due, Time needed) {
  sim.seen.need_apart[at(terms.owner)] -= units;
  const Gaming* gaming = index == model::none ? nullptr : &sim.model.gamings[at(index)];
  if (!gaming || gaming->copies.empty()) {
    order_now(sim, terms, key, rank, units, due, needed, model::none);
    return;
  }
  const auto bundle = static_cast<Index>(sim.bundles.size());
  sim.bundles.push_back(bundle_of(sim, index, terms, key, units));
  order_now(sim, terms, key, rank, units, due, needed, bundle);
  for (const model::Copy& copy : gaming->copies) {
    ++sim.bundles[at(bundle)].orders;
    sim.seen.need_apart[at(terms.owner)] -= units;
    order_now(sim, copy.terms, combine(key, copy.name), rank, units, due, needed, bundle);
  }
  note_need(sim, bundle);
}

void note_delivery(Replication& sim, Index index, Units units) {
  Bundle& bundle = sim.bundles[at(index)];
  bundle.delivered += units;
  if (!bundle.cancels || bundle.is_due) return;
  bundle.is_due = true;
  constexpr std::uint64_t after_patience = 3ull << 62;
  sim.schedule(sim.now, EventKind::need_met, after_patience | static_cast<std::uint64_t>(index), index);
}

void need_less(Replication& sim, Index index, Units units) {
  sim.bundles[at(index)].units -= units;
  note_delivery(sim, index, 0);
}

Holding held_units(const Replication& sim, Index organisation, Index product) {
  return sim.holdings[at(organisation) * sim.model.products.size() + at(product)];
}

// Each of the orders is cut down to what is still to be delivered.
void on_need_met(Replication& sim, Index index) {
  Bundle& bundle = sim.bundles[at(index)];
  bundle.is_due = false;
  const Units left = std::max<Units>(0, bundle.units - bundle.delivered);
  const std::optional<double> fee = sim.model.gamings[at(bundle.gaming)].fee;
  for (Index i = 0; i < bundle.orders; ++i) {
    const Index slice = bundle.first_slice + i;
    const Units open = open_units(sim, slice);
    if (open > left) withdraw_from(sim, slice, open - left, "duplicate", fee);
  }
}

}  // namespace allot::engine
