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
#include <numeric>

#include "metrics/delay_parts.hpp"
#include "metrics/journeys.hpp"
#include "metrics/overtakers.hpp"

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

/// Where the account of each of so many stands; none of those not asked for.
std::vector<Index> places(const std::vector<std::size_t>& asked, std::size_t of) {
  std::vector<Index> out(of, model::none);
  for (std::size_t k = 0; k < asked.size(); ++k) out[asked[k]] = static_cast<Index>(k);
  return out;
}

class Explainer {
 public:
  Explainer(const Model& model, const Observations& seen, const Asked& asked)
      : model_(model),
        seen_(seen),
        parts_(model),
        organisation_places_(places(asked.organisations, model.organisations.size())),
        order_places_(places(asked.orders, model.orders.size())) {
    accounts_.organisations.resize(asked.organisations.size());
    accounts_.orders.resize(asked.orders.size());
    for (auto* list : {&accounts_.organisations, &accounts_.orders})
      for (Account& account : *list)
        for (const char* part : plain_delay_parts()) account.parts[part] = 0;
  }

  Accounts explain() {
    Slices of_organisations(accounts_.organisations.size()), of_orders(accounts_.orders.size());
    std::vector<char> is_asked(seen_.slices.size());
    for (std::size_t i = 0; i < seen_.slices.size(); ++i) {
      if (!counts(seen_.slices[i])) continue;
      const Index organisation = organisation_places_[at(seen_.slices[i].owner)], order = order_place(seen_.slices[i]);
      if (organisation != model::none) of_organisations[at(organisation)].push_back(i);
      if (order != model::none) of_orders[at(order)].push_back(i);
      is_asked[i] = organisation != model::none || order != model::none;
    }
    const Journeys all = journeys(model_, seen_, std::move(is_asked));
    Overtakers overtakers(model_, seen_, all);
    const auto account = [&](const Slices& slices, std::vector<Account>& accounts) {
      for (std::size_t k = 0; k < accounts.size(); ++k) {
        for (const std::size_t i : slices[k]) add(accounts[k], seen_.slices[i], all.of_slices[i]);
        accounts[k].passed_over_by = overtakers.of(slices[k]);
      }
    };
    account(of_organisations, accounts_.organisations);
    account(of_orders, accounts_.orders);
    if (!accounts_.organisations.empty()) add_reassignments();
    return std::move(accounts_);
  }

 private:
  using Slices = std::vector<std::vector<std::size_t>>;

  static bool counts(const SliceRecord& slice) {
    const bool was_here =
        slice.origin == engine::Origin::delivered_at_start || slice.origin == engine::Origin::online_at_start;
    return !was_here && slice.due != never && slice.is_placed;
  }

  Index order_place(const SliceRecord& slice) const {
    return at(slice.order) < order_places_.size() ? order_places_[at(slice.order)] : model::none;
  }

  void add(Account& account, const SliceRecord& slice, const Journey& journey) const {
    parts_.each(seen_, slice, journey, [&](std::size_t part, Duration seconds) {
      account.parts[parts_.names()[part]] += slice.units * seconds;
    });
    account.units += slice.units;
    if (journey.is_open) account.open_units += slice.units;
    add_days(account, slice.units * (journey.online - slice.due));
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
        if (const Index place = organisation_places_[o]; place != model::none)
          pair_up(accounts_.organisations[at(place)], model_.interventions[i].id, dues[o]);
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
  std::vector<Index> organisation_places_, order_places_;
  Accounts accounts_;
};

}  // namespace

Asked everyone(const Model& model) {
  Asked all{std::vector<std::size_t>(model.organisations.size()), std::vector<std::size_t>(model.orders.size())};
  std::iota(all.organisations.begin(), all.organisations.end(), std::size_t{0});
  std::iota(all.orders.begin(), all.orders.end(), std::size_t{0});
  return all;
}

Accounts account_for(const Model& model, const Observations& seen, const Asked& asked) {
  return Explainer(model, seen, asked).explain();
}

}  // namespace allot::metrics
