// Where the days went: from due to online, in parts that sum exactly.
//
// For each slice there is a chain of moments, its due, the day that it could have left, the arrival of its lot, the run
// in which it was first passed over, its award, each stage, room, crew, commissioning, power, online, and the lateness
// is the sum of the steps between them. Each step is compared with what the plan had for it: a stage of 20 days that
// took 26 counts 6, and what the plan itself had too late from the start is `slack`. So the parts telescope: whatever
// is taken from one step is given to another, and `late - early` equals their sum in every replication, to the second.
// A test adds them up.
//
// The one judgement in it is who was "passed over" rather than just short of supply: from the first run on in which a
// unit placed later was served and this one, eligible, was not. Until then nobody behind it was better off, and what
// was missing was supply. Who was served in between is listed beside it.
//
// What decisions reassigned is paired by order of due, first to first, and not unit by unit: units are alike, and
// pairing them as they happened to move would call a swap of equal dates a gain for half of them and a loss for the
// other.
//
// The journal is written by the engine as things happen (journal.hpp) and read once (journeys.cpp); nothing here asks
// the engine again, and a replication that is not to be explained keeps no journal.
//
// source: the parts are ours (docs/model.md, "Where the days went"); telescoping sums of planned and actual as in
//         variance analysis, Horngren, Datar and Rajan (2015), Cost Accounting, chapter 7

#include "metrics/explain.hpp"

#include <algorithm>
#include <set>

#include "metrics/delay_parts.hpp"
#include "metrics/journeys.hpp"

namespace allot::metrics {
namespace {

using engine::Index;
using engine::JournalEntry;
using engine::Model;
using engine::Observations;
using engine::SliceRecord;

using model::at;

void add_days(Account& account, std::int64_t unit_seconds) {
  (unit_seconds > 0 ? account.late : account.early) += unit_seconds > 0 ? unit_seconds : -unit_seconds;
}

class Explainer {
 public:
  Explainer(const Model& model, const Observations& seen) : model_(model), seen_(seen), parts_(model) {
    accounts_.organisations.resize(model.organisations.size());
    accounts_.orders.resize(model.orders.size());
    for (auto* list : {&accounts_.organisations, &accounts_.orders})
      for (Account& account : *list)
        for (const char* part : plain_delay_parts()) account.parts[part] = 0;
  }

  Accounts explain() {
    const std::vector<Journey> all = journeys(model_, seen_);
    std::vector<std::set<Index>> organisation_winners(accounts_.organisations.size()),
        order_winners(accounts_.orders.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      const SliceRecord& slice = seen_.slices[i];
      const bool was_here =
          slice.origin == engine::Origin::delivered_at_start || slice.origin == engine::Origin::online_at_start;
      const bool counts = !was_here && slice.due != never && slice.is_placed;
      if (!counts) continue;
      add(accounts_.organisations[at(slice.owner)], slice, all[i]);
      organisation_winners[at(slice.owner)].insert(all[i].winners.begin(), all[i].winners.end());
      if (at(slice.order) >= accounts_.orders.size()) continue;
      add(accounts_.orders[at(slice.order)], slice, all[i]);
      order_winners[at(slice.order)].insert(all[i].winners.begin(), all[i].winners.end());
    }
    count_winners(organisation_winners, accounts_.organisations);
    count_winners(order_winners, accounts_.orders);
    add_reassignments();
    return std::move(accounts_);
  }

 private:
  void add(Account& account, const SliceRecord& slice, const Journey& journey) const {
    parts_.each(seen_, slice, journey, [&](std::size_t part, Duration seconds) {
      account.parts[parts_.names()[part]] += slice.units * seconds;
    });
    account.units += slice.units;
    if (journey.is_open) account.open_units += slice.units;
    add_days(account, slice.units * (journey.online - slice.due));
  }

  // A unit that overtook several of an entity's counts once.
  void count_winners(const std::vector<std::set<Index>>& winners, std::vector<Account>& accounts) const {
    for (std::size_t i = 0; i < accounts.size(); ++i)
      for (const Index winner : winners[i])
        accounts[i].passed_over_by[model_.organisations[at(seen_.slices[at(winner)].owner)].id] +=
            seen_.slices[at(winner)].units;
  }

  struct Dues {
    std::vector<std::pair<Time, Units>> given, received;
  };

  void add_reassignments() {
    for (std::size_t i = 0; i < model_.interventions.size(); ++i) {
      std::vector<Dues> dues(model_.organisations.size());
      for (const JournalEntry& entry : seen_.journal) {
        if (entry.kind != JournalEntry::Kind::transfer || at(entry.other) != i || entry.when == never) continue;
        dues[at(entry.from)].given.emplace_back(entry.when, entry.units);
        dues[at(entry.to)].received.emplace_back(entry.when, entry.units);
      }
      for (std::size_t o = 0; o < dues.size(); ++o)
        pair_up(accounts_.organisations[o], model_.interventions[i].id, dues[o]);
    }
  }

  // In order of due, one given against one received; what is left on a side is paired with the end.
  void pair_up(Account& account, const std::string& intervention, Dues& dues) const {
    std::stable_sort(dues.given.begin(), dues.given.end());
    std::stable_sort(dues.received.begin(), dues.received.end());
    std::size_t g = 0, r = 0;
    const auto count = [&](const char* part, Duration seconds, Units units) {
      account.parts[part] += units * seconds;
      account.reassigned_by[intervention] += units * seconds;
      add_days(account, units * seconds);
    };
    while (g < dues.given.size() || r < dues.received.size()) {
      const bool has_given = g < dues.given.size(), has_received = r < dues.received.size();
      const Units units = has_given && has_received ? std::min(dues.given[g].second, dues.received[r].second)
                          : has_given               ? dues.given[g].second
                                                    : dues.received[r].second;
      if (has_given && has_received)
        count("reassigned", dues.received[r].first - dues.given[g].first, units);
      else if (has_given)
        count("lost", model_.end - dues.given[g].first, units);
      else
        count("gained", dues.received[r].first - model_.end, units);
      if (has_given && (dues.given[g].second -= units) == 0) ++g;
      if (has_received && (dues.received[r].second -= units) == 0) ++r;
    }
  }

  const Model& model_;
  const Observations& seen_;
  const DelayParts parts_;
  Accounts accounts_;
};

}  // namespace

Accounts account_for(const Model& model, const Observations& seen) { return Explainer(model, seen).explain(); }

}  // namespace allot::metrics
