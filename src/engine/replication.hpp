#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "engine/chance.hpp"
#include "engine/scratch_memory.hpp"
#include "engine/state.hpp"

namespace allot::engine {

using model::at;

/// One replication while it runs. Handlers are free functions on it, one file a subject.
struct Replication : State {
  const Model& model;
  const Layout layout;
  Recording recording;
  Chance chance;
  const std::vector<char> is_fifo;                           ///< by market
  const std::vector<std::vector<std::size_t>> counted_rows;  ///< by intervention: of gauges, what its condition counts
  std::vector<Decision> decisions;                           ///< by intervention; empty: all are taken
  PolicyNow changed;                                         ///< scratch: what a `set` puts in force
  const ScratchMemory scratch_memory;

  Replication(const Model& m, Recording r, std::uint64_t s, std::uint64_t n);

  /// An empty list for a moment.
  template <class T>
  ScratchVector<T> list() const {
    return scratch_memory.list<T>();
  }

  Decision decision(Index intervention) const {
    return decisions.empty() ? Decision::taken : decisions[at(intervention)];
  }

  double amount(const model::Amount& it) const { return value(it, draws); }
  Decimal exact(const model::Amount& it) const { return engine::exact(it, draws); }
  /// Never below zero.
  Decimal factor(const model::Amount& it) const { return std::max<Decimal>(0, exact(it)); }
  Time moment(const model::Amount& it) const;
  /// Units as stated, or where that is no whole number, or worked out or drawn, to whole lots, halves up.
  Units units(const model::Amount& it, Index product) const;
  /// Of something that began then.
  Duration duration(const model::Delay& delay, std::uint64_t stream, std::uint64_t index, Time began) const;
  /// The same of one that has lasted so long already.
  Duration lasting(const model::Delay& delay, std::uint64_t stream, std::uint64_t index, Duration so_far) const;
  /// A slip of what was planned for then, and what it shares with others. `counts_from` where that is another day, as
  /// where slips add up; `is_open`: it is known not to be over by `as_of`.
  Duration slip(const model::Delay& slip, const std::optional<model::SharedSlip>& with, std::uint64_t stream,
                std::uint64_t index, Time planned, Time counts_from, bool is_open = false) const;
  /// Whether what happens then, or now, is known by `as_of`; where there is none, nothing is, of before the start either.
  bool is_past(Time when) const { return model.as_of > 0 && when < model.as_of; }
  bool is_past() const { return is_past(now); }
  /// Whether what has this probability comes about, if it was to be decided then.
  bool happens(double probability, std::uint64_t stream, std::uint64_t index, Time when) const;
  double mean_seconds(const model::Delay& delay) const;
  /// What is announced of an amount, in whole numbers: with the mean of its draw in place of it.
  std::int64_t planned_amount(const model::Amount& it) const;

  Duration length(const Sampler& sampler, double u, Time began) const;
  bool is_over(const Sampler& sampler, Time began, bool is_open) const;

  void journal(const JournalEntry& entry) {
    if (recording.journal) seen.journal.push_back(entry);
  }

  Gauge& gauge(std::size_t row) { return seen.gauges[row]; }
  /// From when on the present counts: what happened in the warm-up counts from its end.
  Time counted(Time when) const { return model.warm_up < model.end ? std::max(when, model.warm_up) : when; }
  void change(std::size_t row, Units by) { gauge(row).change(counted(now), by); }
  void change_order(Index order, OrderLevel level, Units by) {
    if (layout.counts(order)) change(layout.of(order, level), by);
  }
  Market& market_of(Index supplier, Index product) {
    return markets[at(supplier) * model.products.size() + at(product)];
  }
  Index market_index(Index supplier, Index product) const {
    return supplier * static_cast<Index>(model.products.size()) + product;
  }
  const SupplierPolicyNow& policy_of(Index market) const { return policy.suppliers[at(markets[at(market)].supplier)]; }
  /// The depth of orders in the tree of a market's supplier.
  std::size_t order_depth(Index market) const {
    return model.suppliers[at(markets[at(market)].supplier)].levels.size() - 1;
  }
  /// Who claims at a depth of a tree, which has such a level there, with an order of an owner.
  Index claimant(model::Level level, std::size_t depth, Index owner, Index order) const {
    if (level == model::Level::order) return order;
    return level == model::Level::organisation ? owner : model.group_of(owner, depth);
  }
  const model::Terms& terms(const Slice& slice) const { return *orders[at(slice.order)].terms; }
  std::int64_t priority(const Slice& slice) const {
    const std::int64_t own = terms(slice).priority;
    return slice.raised_to < 0 ? own : std::max(own, model.priorities[static_cast<std::size_t>(slice.raised_to)]);
  }
  const std::vector<Index>& sites_of(const Slice& slice) const { return model.site_lists[at(slice.sites)]; }
  const model::Route& route_of(const Slice& slice) const {
    const model::Terms& it = terms(slice);
    return model.suppliers[at(it.supplier)].routes[at(it.route)];
  }

  /// Puts an event of this second or a later one on the list; what belongs to an earlier phase of this second than the
  /// present one runs in a further pass.
  void schedule(Time when, EventKind kind, std::uint64_t rank, Index subject, std::uint32_t stamp = 0);
  /// The same in the next pass of this second, after the runs of this one.
  void schedule_next_pass(EventKind kind, std::uint64_t rank, Index subject);
};

}  // namespace allot::engine
