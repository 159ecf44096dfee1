#include <algorithm>
#include <set>

#include "allot/divergence.hpp"
#include "experiment/design.hpp"
#include "experiment/labels.hpp"
#include "experiment/ledger_events.hpp"

namespace allot {
namespace {

using experiment::Course;
using experiment::What;

/// A deviation and its place among those of the same moment.
struct Found {
  std::size_t phase = 0;
  Deviation deviation;
};

void add(Happened& side, const std::string& when, Units units) {
  if (side.first.empty()) side.first = when;
  side.last = when;
  side.units += units;
}

// What only one of the two has; at a moment that both have, the units that it has more. Something without
// units, such as a milestone, differs by its moment alone.
bool compare(const Course& baseline, const Course& variant, Deviation& out) {
  std::set<std::string> moments;
  for (const Course* course : {&baseline, &variant})
    for (const auto& [when, units] : *course) moments.insert(when);
  for (const std::string& when : moments) {
    const auto one = baseline.find(when), other = variant.find(when);
    const bool both = one != baseline.end() && other != variant.end();
    if (both && one->second == other->second) continue;
    if (out.at.empty()) out.at = when;
    const Units common = both ? std::min(one->second, other->second) : 0;
    if (one != baseline.end() && (!both || one->second > common)) add(out.baseline, when, one->second - common);
    if (other != variant.end() && (!both || other->second > common)) add(out.variant, when, other->second - common);
  }
  return !out.at.empty();
}

Deviation blank(const What& what) {
  Deviation out;
  out.event = what.event;
  out.intervention = what.intervention;
  out.order = what.order;
  out.organisation = what.organisation;
  out.from = what.from;
  out.site = what.site;
  out.supplier = what.supplier;
  out.product = what.product;
  out.name = what.name;
  return out;
}

std::vector<Deviation> found_between(std::span<const LedgerLine> baseline, std::span<const LedgerLine> variant) {
  auto ones = experiment::ledger_events(baseline), others = experiment::ledger_events(variant);
  for (const auto& [what, course] : others) ones.try_emplace(what);
  std::vector<Found> found;
  for (const auto& [what, course] : ones) {
    Found one{what.phase, blank(what)};
    if (compare(course, others[what], one.deviation)) found.push_back(std::move(one));
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return std::tie(a.deviation.at, a.phase) < std::tie(b.deviation.at, b.phase);
  });
  std::vector<Deviation> out;
  for (Found& it : found) out.push_back(std::move(it.deviation));
  return out;
}

/// Looks among the deviations before one for its cause.
class Causes {
 public:
  Causes(const std::vector<Deviation>& all, std::size_t index) : all_(all), index_(index), it_(all[index]) {}

  std::optional<std::size_t> find() const {
    if (it_.event == "intervention") return std::nullopt;
    for (const auto& look : {by_kind(), any("intervention")})
      if (look) return look;
    return index_ > 0 ? std::optional<std::size_t>(0) : std::nullopt;
  }

 private:
  using Place = std::optional<std::size_t>;

  template <class Fits>
  Place last(Fits&& fits) const {
    for (std::size_t i = index_; i-- > 0;)
      if (fits(all_[i])) return i;
    return std::nullopt;
  }
  Place any(std::string_view event) const {
    return last([&](const Deviation& other) { return other.event == event; });
  }
  // Of the same owner if there is one.
  Place of_order(std::initializer_list<std::string_view> events) const {
    const auto fits = [&](const Deviation& other) {
      return other.order == it_.order && std::find(events.begin(), events.end(), other.event) != events.end();
    };
    const Place own = last([&](const Deviation& other) {
      return fits(other) && (other.organisation == it_.organisation || other.from == it_.organisation);
    });
    return own ? own : last(fits);
  }
  Place at_owner(std::string_view event) const {
    return last([&](const Deviation& other) {
      return other.event == event && (it_.organisation.empty() || other.organisation == it_.organisation) &&
             (it_.site.empty() || other.site == it_.site);
    });
  }
  Place in_market(std::initializer_list<std::string_view> events) const {
    return last([&](const Deviation& other) {
      return other.supplier == it_.supplier && other.product == it_.product && other.order != it_.order &&
             std::find(events.begin(), events.end(), other.event) != events.end();
    });
  }

  // A transfer's own intervention; where two orders of one second both change, the later change is no cause.
  Place by_kind() const {
    if (it_.event == "transfer")
      return last([&](const Deviation& other) {
        return other.event == "intervention" && other.intervention == it_.intervention;
      });
    if (it_.event == "award")
      return first_of({of_order({"order", "transfer", "cancelled", "deferred"}), in_market({"lot", "added"}),
                       in_market({"award", "order", "cancelled", "deferred"})});
    if (it_.event == "delivered") return first_of({of_order({"award", "transfer"})});
    if (it_.event == "online" || it_.event == "offline")
      return first_of({of_order({"delivered", "transfer", "award"}), at_site()});
    if (it_.event == "milestone") return first_of({at_owner("online"), at_owner("offline")});
    return std::nullopt;
  }
  Place at_site() const {
    return last([&](const Deviation& other) { return !it_.site.empty() && other.site == it_.site; });
  }
  static Place first_of(std::initializer_list<Place> places) {
    for (const Place& place : places)
      if (place) return place;
    return std::nullopt;
  }

  const std::vector<Deviation>& all_;
  std::size_t index_;
  const Deviation& it_;
};

}  // namespace

std::vector<Deviation> deviations(std::span<const LedgerLine> baseline, std::span<const LedgerLine> variant) {
  std::vector<Deviation> out = found_between(baseline, variant);
  for (std::size_t i = 0; i < out.size(); ++i) out[i].cause = Causes(out, i).find();
  return out;
}

Divergences diverge(const std::vector<std::pair<std::string, Scenario>>& variants, const Sampling& sampling) {
  experiment::expect_fixed_count(sampling, "of a divergence one replication is looked at");
  if (variants.size() < 2) throw RequestError("there is nothing to hold against each other");
  Divergences out;
  out.scenario = variants.front().second.name;
  out.basis = experiment::basis_of(variants.front().second);
  for (const auto& [name, scenario] : variants) out.labels.add(experiment::labels_of(scenario));
  out.seed = sampling.seed;
  out.replication = sampling.only.value_or(0);
  const auto ledger = [&](const Scenario& it) {
    return trace(it, sampling.seed, out.replication, sampling.is_typical);
  };
  const std::vector<LedgerLine> baseline = ledger(variants.front().second);
  for (std::size_t i = 1; i < variants.size(); ++i)
    out.variants.push_back(
        {variants.front().first, variants[i].first, deviations(baseline, ledger(variants[i].second))});
  return out;
}

}  // namespace allot
