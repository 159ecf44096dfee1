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
#include <span>

#include "engine/policy.hpp"
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

constexpr const char* plain_parts[] = {"reassigned", "lost",        "gained",  "slack",         "lot_slip",
                                       "supply",     "passed_over", "gate",    "frozen",        "minimum",
                                       "reroute",    "room",        "install", "commissioning", "power"};

void add_days(Account& account, std::int64_t unit_seconds) {
  (unit_seconds > 0 ? account.late : account.early) += unit_seconds > 0 ? unit_seconds : -unit_seconds;
}

/// Planned durations of a slice's way.
struct Plan {
  std::vector<Duration> stages;
  Duration commissioning = 0;
};

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
        organisation_places_(places(asked.organisations, model.organisations.size())),
        order_places_(places(asked.orders, model.orders.size())) {
    accounts_.organisations.resize(asked.organisations.size());
    accounts_.orders.resize(asked.orders.size());
    for (auto* list : {&accounts_.organisations, &accounts_.orders})
      for (Account& account : *list)
        for (const char* part : plain_parts) account.parts[part] = 0;
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

  // A planned duration is the mean one.
  Duration planned(const model::Delay& delay) const {
    if (delay.sampler != model::none) return whole_seconds(model_.sampler_means[at(delay.sampler)]);
    return whole_seconds(engine::value(delay.amount, seen_.draws));
  }

  // What was on its way at the start had its stages behind it.
  std::span<const model::Stage> stages_of(const SliceRecord& slice, const model::Terms& terms) const {
    if (slice.origin == engine::Origin::in_transit_at_start) return {};
    return model_.suppliers[at(terms.supplier)].routes[at(terms.route)].stages;
  }

  Plan plan_of(const SliceRecord& slice) const {
    const model::Terms& terms = *slice.terms;
    Plan plan;
    for (const model::Stage& stage : stages_of(slice, terms)) plan.stages.push_back(planned(stage.delay));
    const std::vector<Index>& sites = model_.site_lists[at(slice.sites)];
    const Index site = slice.site != model::none ? slice.site : sites.empty() ? model::none : sites.front();
    if (site != model::none) plan.commissioning = planned(model_.policy.sites[at(site)].commissioning);
    return plan;
  }

  struct Held {
    Duration by_gate = 0, by_window = 0;
  };

  // How long within [from, until) something other than the rule held it back.
  static Held held(const Journey& journey, Time from, Time until) {
    Held sum;
    for (const Hold& hold : journey.holds) {
      const Duration both = std::max<Duration>(0, std::min(until, hold.until) - std::max(from, hold.from));
      (hold.why == JournalEntry::Kind::gated ? sum.by_gate : sum.by_window) += both;
    }
    return sum;
  }

  // What something else held back while an earlier lot would have done is not late for its lot.
  static bool waits_for_its_lot(const SliceRecord& slice, const Journey& journey) {
    if (slice.peg != model::none || slice.origin == engine::Origin::in_transit_at_start) return true;
    const bool was_blocked = journey.blocked >= 0 && journey.blocked < journey.planned_lot;
    const bool was_held = !journey.holds.empty() && journey.holds.front().from < journey.planned_lot;
    return !was_blocked && !was_held;
  }

  void add(Account& account, const SliceRecord& slice, const Journey& journey) const {
    const Plan plan = plan_of(slice);
    const auto part = [&](const std::string& name, Duration seconds) { account.parts[name] += slice.units * seconds; };
    Duration planned = plan.commissioning;
    for (const Duration stage : plan.stages) planned += stage;
    const bool waited = waits_for_its_lot(slice, journey);
    const Time ready = std::max(slice.not_before, waited ? journey.planned_lot : -1);
    const Time lot = std::max(ready, waited ? journey.lot : -1);
    const Time blocked = journey.blocked < 0 ? journey.award : std::clamp(journey.blocked, lot, journey.award);
    part("slack", ready + planned - slice.due);
    part("lot_slip", lot - ready);
    const Held early = held(journey, lot, blocked), late = held(journey, blocked, journey.award);
    part("gate", early.by_gate + late.by_gate);
    part("frozen", early.by_window + late.by_window);
    part("supply", blocked - lot - early.by_gate - early.by_window);
    part(journey.is_held_by_minimum ? "minimum" : "passed_over",
         journey.award - blocked - late.by_gate - late.by_window);
    const model::Terms& terms = *slice.terms;
    const std::span<const model::Stage> stages = stages_of(slice, terms);
    for (std::size_t k = 0; k < stages.size(); ++k)
      part("stage." + stages[k].name, (k < journey.stages.size() ? journey.stages[k] : 0) - plan.stages[k]);
    part("reroute", journey.reroute);
    part("room", journey.room);
    part("install", journey.install);
    part("commissioning", journey.commissioning - plan.commissioning);
    part("power", journey.power);
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
