#include "metrics/journeys.hpp"

#include <algorithm>
#include <deque>
#include <tuple>
#include <utility>

namespace allot::metrics {
namespace {

using engine::Index;
using engine::JournalEntry;
using engine::Model;
using engine::Observations;
using engine::SliceRecord;
using engine::SliceState;

using model::at;

bool is_ahead(const SliceRecord& a, const SliceRecord& b) {
  return std::tie(a.placed, a.rank, a.age) < std::tie(b.placed, b.rank, b.age);
}

/// Units of a lot in stock; of none where it was planned for no time.
struct Stock {
  Units units = 0;
  Time planned = -1, came = -1;
  Index piece = model::none;
};

/// A lot that came.
struct Lot {
  Time planned = -1, came = -1;
  Index piece = model::none;
};

/// Goes through the journal once and keeps the journeys of the slices that are asked for.
class Reader {
 public:
  Reader(const Model& model, const Observations& seen, std::vector<char> is_asked)
      : model_(model),
        seen_(seen),
        is_asked_(std::move(is_asked)),
        journeys_(seen.slices.size()),
        lots_(at(model.pegs)),
        open_(model.markets()),
        free_(model.markets()),
        served_(model.markets()) {
    ask_for_whole_slices();
  }

  Journeys read() {
    for (const JournalEntry& entry : seen_.journal) {
      if (entry.at != run_at_) finish_run();
      read(entry);
    }
    finish_run();
    for (std::size_t i = 0; i < journeys_.size(); ++i)
      if (is_asked_[i]) close(static_cast<Index>(i), journeys_[i]);
    return {std::move(journeys_), std::move(lines_)};
  }

 private:
  using Kind = JournalEntry::Kind;

  const SliceRecord& slice(Index index) const { return seen_.slices[at(index)]; }
  std::size_t market_of(Index index) const {
    return at(slice(index).terms->supplier) * model_.products.size() + at(slice(index).terms->product);
  }

  // What was cut off a slice has the past of the slice.
  void ask_for_whole_slices() {
    for (auto entry = seen_.journal.rbegin(); entry != seen_.journal.rend(); ++entry)
      if (entry->kind == Kind::split && is_asked_[at(entry->other)]) is_asked_[at(entry->slice)] = 1;
  }

  void read(const JournalEntry& entry) {
    const bool is_of_slice = entry.kind != Kind::lot && entry.kind != Kind::run_ends && entry.kind != Kind::stock;
    if (is_of_slice && !is_asked_[at(entry.slice)]) return read_of_others(entry);
    Journey& journey = journeys_[is_of_slice ? at(entry.slice) : 0];
    switch (entry.kind) {
      case Kind::split: return read_split(entry);
      case Kind::state: return enter(entry.slice, static_cast<SliceState>(entry.other), entry.at);
      case Kind::stage_ends: end_stage(journey, entry.other, entry.at); return;
      case Kind::reroute_begins: journey.reroute_since = entry.at; return;
      case Kind::reroute_ends:
        journey.reroute += entry.at - journey.reroute_since;
        journey.reroute_since = -1;
        journey.stage_since = entry.at;
        return;
      case Kind::lot: lots_[at(entry.slice)] = {entry.when, entry.at, entry.other}; return;
      case Kind::run_ends: return hold_by_minimum(entry);
      case Kind::gated:
      case Kind::frozen:
      case Kind::kit: return hold(journey, entry);
      case Kind::claims_again: return end_hold(journey, entry.at);
      case Kind::embargoed:
        if (entry.other == 1)
          hold(journey, entry);
        else
          end_hold(journey, entry.at);
        return;
      case Kind::stock: return move_stock(entry);
      case Kind::transfer: return;
    }
  }

  // Of them it matters only when they were served.
  void read_of_others(const JournalEntry& entry) {
    const bool is_award = entry.kind == Kind::state && static_cast<SliceState>(entry.other) == SliceState::allocated;
    if (is_award) serve(entry.slice, entry.at);
  }

  // First in, first out: a slice is served from what has been in stock longest.
  void move_stock(const JournalEntry& entry) {
    auto& free = free_[at(entry.slice)];
    if (entry.units > 0) return free.push_back({entry.units, entry.when, entry.at, entry.from});
    Stock last;
    for (Units left = -entry.units; left > 0 && !free.empty();) {
      last = free.front();
      const Units taken = std::min(left, free.front().units);
      left -= taken;
      free.front().units -= taken;
      if (free.front().units == 0) free.pop_front();
    }
    if (entry.other == model::none || last.planned < 0) return;
    journeys_[at(entry.other)].planned_lot = last.planned;
    journeys_[at(entry.other)].lot = last.came;
    journeys_[at(entry.other)].piece = last.piece;
  }

  static bool is_held(const Journey& journey) { return !journey.holds.empty() && journey.holds.back().until < 0; }

  static void end_hold(Journey& journey, Time now) {
    if (is_held(journey)) journey.holds.back().until = now;
  }

  static void hold(Journey& journey, const JournalEntry& entry) {
    if (is_held(journey) && journey.holds.back().why == entry.kind) return;
    end_hold(journey, entry.at);
    journey.holds.push_back({entry.kind, entry.at, -1});
  }

  // What was awarded and came back waits again, as if it had never gone.
  static void come_back(Journey& journey) {
    journey.stages.clear();
    journey.reroute = 0;
    journey.reroute_since = journey.blocked = journey.planned_lot = journey.lot = journey.shipped = -1;
    journey.piece = model::none;
    journey.is_held_by_minimum = false;
    journey.overtakings.clear();
  }

  static void end_stage(Journey& journey, Index stage, Time now) {
    if (journey.stages.size() <= at(stage)) journey.stages.resize(at(stage) + 1);
    journey.stages[at(stage)] += now - journey.stage_since;
    journey.stage_since = now;
  }

  void read_split(const JournalEntry& entry) {
    journeys_[at(entry.other)] = journeys_[at(entry.slice)];
    if (journeys_[at(entry.slice)].state == SliceState::open) wait(entry.other);
  }

  // What is served leaves the list when the run is over.
  void wait(Index index) {
    if (slice(index).peg == model::none && is_asked_[at(index)]) open_[market_of(index)].push_back(index);
  }

  // What the slice did until now is over: the time goes to its part.
  void leave(Journey& journey, SliceState next, Time now) {
    const Duration passed = now - journey.since;
    const bool is_put_out = next == SliceState::delivered;
    switch (journey.state) {
      case SliceState::delivered: journey.room += passed; break;
      case SliceState::installing: (is_put_out ? journey.room : journey.install) += passed; break;
      case SliceState::commissioning: (is_put_out ? journey.room : journey.commissioning) += passed; break;
      case SliceState::unpowered: (is_put_out ? journey.room : journey.power) += passed; break;
      case SliceState::online:
        if (is_put_out || next == SliceState::unpowered) (is_put_out ? journey.room : journey.power) += passed;
        break;
      case SliceState::planned:
      case SliceState::open:
      case SliceState::allocated:
      case SliceState::in_transit:
      case SliceState::retired:
      case SliceState::returning:
      case SliceState::returned:
      case SliceState::cancelled:
      case SliceState::resold: break;
    }
  }

  void enter(Index index, SliceState state, Time now) {
    Journey& journey = journeys_[at(index)];
    if (journey.state == SliceState::in_transit && was_on_its_way(index)) arrive(journey, now);
    leave(journey, state, now);
    const bool was_awarded = journey.state == SliceState::allocated || journey.state == SliceState::in_transit;
    if (state == SliceState::open && was_awarded) come_back(journey);
    if (state == SliceState::open) wait(index);
    if (state == SliceState::allocated) award(index, now);
    note_way(journey, state, now);
    // What is switched off, or out of its room, when its term ends counts up to then.
    const bool leaves_idle = state == SliceState::returning && journey.state != SliceState::online;
    if (state == SliceState::online || state == SliceState::resold || leaves_idle) journey.online = now;
    journey.state = state;
    journey.since = now;
  }

  // Without a route it is shipped and there in the same moment.
  static void note_way(Journey& journey, SliceState state, Time now) {
    const bool is_there = state == SliceState::delivered || state == SliceState::online ||
                          state == SliceState::resold || state == SliceState::installing ||
                          state == SliceState::commissioning || state == SliceState::unpowered;
    if (journey.shipped < 0 && (state == SliceState::in_transit || is_there)) journey.shipped = now;
    if (journey.docked < 0 && is_there) journey.docked = now;
  }

  bool was_on_its_way(Index index) const { return slice(index).origin == engine::Origin::in_transit_at_start; }

  // What was on its way at the start is explained from its arrival on, detours apart.
  static void arrive(Journey& journey, Time now) { journey.award = journey.lot = now - journey.reroute; }

  void award(Index index, Time now) {
    Journey& journey = journeys_[at(index)];
    journey.award = journey.stage_since = now;
    end_hold(journey, now);
    if (slice(index).peg != model::none) {
      const Lot& lot = lots_[at(slice(index).peg)];
      journey.planned_lot = lot.planned;
      journey.lot = lot.came;
      journey.piece = lot.piece;
    }
    serve(index, now);
  }

  // By a rule: what has its own lot stands in no line.
  void serve(Index index, Time now) {
    if (slice(index).peg != model::none) return;
    run_at_ = now;
    served_[market_of(index)].push_back(index);
  }

  bool claims(Index index, Time now) const {
    return journeys_[at(index)].state == SliceState::open && slice(index).peg == model::none &&
           slice(index).not_before <= now;
  }

  // Whoever stands ahead of one that was served, and was not, has been passed over.
  void finish_run() {
    for (std::size_t market = 0; market < served_.size() && run_at_ >= 0; ++market) {
      if (served_[market].empty()) continue;
      std::erase_if(open_[market], [&](Index it) { return journeys_[at(it)].state != SliceState::open; });
      std::sort(served_[market].begin(), served_[market].end(),
                [&](Index a, Index b) { return is_ahead(slice(a), slice(b)); });
      for (const Index waiting : open_[market]) pass_over(waiting, served_[market]);
      lines_.push_back(std::exchange(served_[market], {}));
    }
    run_at_ = -1;
  }

  // By the line of a run, which is the next of `lines_`.
  void pass_over(Index waiting, const std::vector<Index>& line) {
    if (!is_ahead(slice(waiting), slice(line.back())) || !claims(waiting, run_at_) || is_held(journeys_[at(waiting)]))
      return;
    const auto first = std::upper_bound(line.begin(), line.end(), waiting,
                                        [&](Index a, Index b) { return is_ahead(slice(a), slice(b)); });
    const bool is_passed_over =
        std::any_of(first, line.end(), [&](Index it) { return slice(it).order != slice(waiting).order; });
    if (!is_passed_over) return;
    Journey& journey = journeys_[at(waiting)];
    if (journey.blocked < 0) journey.blocked = run_at_;
    journey.overtakings.push_back({lines_.size(), static_cast<std::size_t>(first - line.begin())});
  }

  // Stock was left over and the slice may not take part of it.
  void hold_by_minimum(const JournalEntry& entry) {
    const auto market = at(entry.slice);
    const Units lot = model_.products[market % model_.products.size()].lot;
    if (entry.units < lot) return;
    for (const Index waiting : open_[market]) {
      const model::Terms& terms = *slice(waiting).terms;
      Journey& journey = journeys_[at(waiting)];
      if (!claims(waiting, entry.at) || is_held(journey) || journey.blocked >= 0 ||
          (terms.is_partial && terms.min_shipment == 0))
        continue;
      journey.blocked = entry.at;
      journey.is_held_by_minimum = true;
    }
  }

  void close(Index index, Journey& journey) {
    const Time end = model_.end;
    const SliceState last = journey.state;
    journey.is_open = last != SliceState::online && last != SliceState::resold && last != SliceState::retired &&
                      last != SliceState::returning && last != SliceState::returned;
    if (!journey.is_open) return;
    leave(journey, SliceState::online, end);
    if (last == SliceState::open) journey.award = end;
    end_hold(journey, end);
    if (last == SliceState::allocated || last == SliceState::in_transit) {
      if (journey.reroute_since >= 0) journey.reroute += end - journey.reroute_since;
      if (was_on_its_way(index))
        arrive(journey, end);
      else if (journey.reroute_since < 0)
        end_stage(journey, static_cast<Index>(journey.stages.size()), end);
    }
    journey.online = end;
  }

  const Model& model_;
  const Observations& seen_;
  std::vector<char> is_asked_;
  std::vector<Journey> journeys_;
  std::vector<Lot> lots_;
  std::vector<std::vector<Index>> open_;    ///< by market, of those asked for
  std::vector<std::deque<Stock>> free_;     ///< by market, the longest there first
  std::vector<std::vector<Index>> served_;  ///< by market, in the run that is read
  std::vector<std::vector<Index>> lines_;
  Time run_at_ = -1;
};

}  // namespace

Journeys journeys(const Model& model, const Observations& seen, std::vector<char> is_asked) {
  return Reader(model, seen, std::move(is_asked)).read();
}

}  // namespace allot::metrics
