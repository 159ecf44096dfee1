#include "metrics/turnovers.hpp"

#include <algorithm>

#include "base/contract.hpp"

namespace allot::metrics {
namespace {

using engine::Index;
using engine::JournalEntry;
using engine::Model;
using engine::Observations;
using engine::SliceState;

using model::at;
using Pair = std::pair<Index, Index>;

void add_terms(const Model& model, const model::Terms& terms, std::vector<Pair>& to) {
  to.emplace_back(terms.owner, terms.product);
  for (const model::Substitute& it : model.substitute_lists[at(terms.substitutes)])
    to.emplace_back(terms.owner, it.product);
}

void add_moves(const model::Action& action, std::vector<Pair>& to) {
  if (const auto* it = std::get_if<model::Swap>(&action))
    for (const model::Side& gives : it->sides)
      for (const model::Side& side : it->sides) to.emplace_back(side.organisation, gives.product);
  const auto* loan = std::get_if<model::Loan>(&action);
  if (const auto* it = loan ? &loan->there : std::get_if<model::Divert>(&action))
    to.emplace_back(it->from, it->product), to.emplace_back(it->to, it->product);
  if (const auto* it = std::get_if<model::Lease>(&action))
    to.emplace_back(it->from, it->product), to.emplace_back(it->to, it->product);
}

std::vector<Pair> pairs_of(const Model& model) {
  std::vector<Pair> out;
  for (const model::Terms& it : model.order_terms) add_terms(model, it, out);
  for (const model::Stream& it : model.streams) add_terms(model, it.terms, out);
  for (const model::Buyer& buyer : model.buyers)
    for (const model::Terms& it : buyer.offers) add_terms(model, it, out);
  for (const model::Gaming& gaming : model.gamings)
    for (const model::Copy& it : gaming.copies) add_terms(model, it.terms, out);
  for (const model::Site& site : model.sites)
    for (const model::InitialUnits& it : site.online) out.emplace_back(site.owner, it.product);
  for (const model::Intervention& it : model.interventions) add_moves(it.action, out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool is_awarded(SliceState state) {
  return state == SliceState::allocated || state == SliceState::in_transit || has_arrived(state);
}

/// What a slice is at a moment of the journal.
struct Standing {
  Units units = 0;
  Index owner = 0;
  SliceState state = SliceState::planned;
};

class TurnoverReader {
 public:
  TurnoverReader(const TurnoverLayout& layout, const Model& model, const Observations& seen)
      : layout_(layout), model_(model), seen_(seen) {
    out_.of_owners.resize(layout.pairs().size() * layout.periods());
    out_.of_markets.resize(model.markets() * layout.periods());
  }

  Turnovers read() {
    begin();
    for (const JournalEntry& entry : seen_.journal) read(entry);
    count_dues();
    const std::size_t periods = layout_.periods();
    for (std::size_t i = 0; i < out_.of_owners.size(); ++i)
      if (i % periods > 0) {
        out_.of_owners[i].backlog += out_.of_owners[i - 1].backlog;
        out_.of_owners[i].online += out_.of_owners[i - 1].online;
      }
    for (std::size_t i = 0; i < out_.of_markets.size(); ++i)
      if (i % periods > 0) out_.of_markets[i].left += out_.of_markets[i - 1].left;
    return std::move(out_);
  }

 private:
  // As it was before the first entry: the journal is undone, from its end.
  void begin() {
    for (const engine::SliceRecord& it : seen_.slices) slices_.push_back({it.units, it.owner});
    for (auto it = seen_.journal.rbegin(); it != seen_.journal.rend(); ++it) {
      if (it->kind == JournalEntry::Kind::split) slices_[at(it->slice)].units += slices_[at(it->other)].units;
      if (it->kind == JournalEntry::Kind::transfer) slices_[at(it->slice)].owner = it->from;
    }
    for (std::size_t i = 0; i < seen_.slices.size(); ++i)
      if (seen_.slices[i].origin == engine::Origin::online_at_start) {
        slices_[i].state = SliceState::online;
        turnover(static_cast<Index>(i), 0).online += slices_[i].units;
      }
  }

  Turnover& turnover(Index slice, Time when) {
    const std::size_t place = layout_.place(slices_[at(slice)].owner, seen_.slices[at(slice)].product);
    return out_.of_owners[place * layout_.periods() + layout_.period_of(when)];
  }
  MarketTurnover& market_turnover(Index market, Time when) {
    return out_.of_markets[at(market) * layout_.periods() + layout_.period_of(when)];
  }
  Index market_of(Index slice) const {
    const engine::SliceRecord& it = seen_.slices[at(slice)];
    return it.terms->supplier * static_cast<Index>(model_.products.size()) + it.product;
  }

  void read(const JournalEntry& entry) {
    switch (entry.kind) {
      case JournalEntry::Kind::split:
        slices_[at(entry.other)].owner = slices_[at(entry.slice)].owner;
        slices_[at(entry.other)].state = slices_[at(entry.slice)].state;
        slices_[at(entry.slice)].units -= slices_[at(entry.other)].units;
        return;
      case JournalEntry::Kind::state: return enter(entry.slice, static_cast<SliceState>(entry.other), entry.at);
      case JournalEntry::Kind::transfer: return move(entry.slice, entry.to, entry.at);
      case JournalEntry::Kind::lot: market_turnover(entry.from, entry.at).supply += entry.units; return;
      case JournalEntry::Kind::stock: market_turnover(entry.slice, entry.at).left += entry.units; return;
      case JournalEntry::Kind::stage_ends:
      case JournalEntry::Kind::reroute_begins:
      case JournalEntry::Kind::reroute_ends:
      case JournalEntry::Kind::embargoed:
      case JournalEntry::Kind::run_ends:
      case JournalEntry::Kind::gated:
      case JournalEntry::Kind::frozen:
      case JournalEntry::Kind::kit:
      case JournalEntry::Kind::claims_again: return;
    }
  }

  // Of what is awarded or arrived, what was so before the start is told apart by its state before.
  void enter(Index index, SliceState state, Time when) {
    Standing& slice = slices_[at(index)];
    Turnover& out = turnover(index, when);
    const bool was_there =
        seen_.slices[at(index)].origin != engine::Origin::order && slice.state == SliceState::planned;
    const Units awards = was_there ? 0 : slice.units * (is_awarded(state) - is_awarded(slice.state));
    out.awarded += awards;
    if (seen_.slices[at(index)].terms) market_turnover(market_of(index), when).awarded += awards;
    if (!was_there) out.arrived += slice.units * (has_arrived(state) - has_arrived(slice.state));
    out.backlog += slice.units * ((state == SliceState::open) - (slice.state == SliceState::open));
    out.online += slice.units * ((state == SliceState::online) - (slice.state == SliceState::online));
    if (state == SliceState::resold) count_resale(slice, seen_.slices[at(index)].product, when);
    slice.state = state;
  }

  void count_resale(const Standing& slice, Index product, Time when) {
    const Index supplier = model_.organisations[at(slice.owner)].buys_for;
    market_turnover(supplier * static_cast<Index>(model_.products.size()) + product, when).supply += slice.units;
  }

  void move(Index index, Index owner, Time when) {
    Standing& slice = slices_[at(index)];
    for (const Units sign : {Units{-1}, Units{1}}) {
      if (sign > 0) slice.owner = owner;
      Turnover& out = turnover(index, when);
      if (slice.state == SliceState::open) out.backlog += sign * slice.units;
      if (slice.state == SliceState::online) out.online += sign * slice.units;
      if (has_arrived(slice.state)) out.arrived += sign * slice.units;
    }
  }

  void count_dues() {
    for (std::size_t i = 0; i < seen_.slices.size(); ++i) {
      const engine::SliceRecord& it = seen_.slices[i];
      if (it.is_placed && it.due != never && it.due < model_.end)
        turnover(static_cast<Index>(i), it.due).due += it.units;
    }
  }

  const TurnoverLayout& layout_;
  const Model& model_;
  const Observations& seen_;
  std::vector<Standing> slices_;
  Turnovers out_;
};

}  // namespace

TurnoverLayout::TurnoverLayout(const Model& model)
    : pairs_(pairs_of(model)),
      periods_(static_cast<std::size_t>((model.end + model.grid - 1) / model.grid)),
      end_(model.end),
      grid_(model.grid) {}

std::size_t TurnoverLayout::place(Index owner, Index product) const {
  const auto found = std::lower_bound(pairs_.begin(), pairs_.end(), Pair(owner, product));
  expects(found != pairs_.end() && *found == Pair(owner, product), "who may hold a product is known from the model");
  return static_cast<std::size_t>(found - pairs_.begin());
}

std::size_t TurnoverLayout::period_of(Time at) const {
  return static_cast<std::size_t>(std::clamp<Time>(at, 0, end_ - 1) / grid_);
}

Turnovers turnovers(const TurnoverLayout& layout, const Model& model, const Observations& seen) {
  return TurnoverReader(layout, model, seen).read();
}

}  // namespace allot::metrics
