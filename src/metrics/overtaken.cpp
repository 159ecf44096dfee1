#include <algorithm>
#include <optional>
#include <tuple>

#include "metrics/courses.hpp"

namespace allot::metrics {
namespace {

using engine::Index;
using engine::Observations;
using engine::SliceRecord;

using model::at;

/// Where an order stands in the queue of its market.
struct Position {
  std::size_t market = 0;
  Time placed = 0;
  std::uint64_t rank = 0;

  auto key() const { return std::tie(market, placed, rank); }
};

/// Units served in a run.
struct Served {
  Position position;
  Time run = 0;
  Index owner = 0;
  Units units = 0;
};

/// The runs in which an order waited after it had been passed over: from `from` to before `until`.
struct Wait {
  Position position;
  Index order = 0;
  Time from = never, until = 0;
};

/// Sums by run and organisation, and by spans of runs.
class SumsByRun {
 public:
  SumsByRun(std::size_t runs, std::size_t organisations) : width_(organisations), sums_((runs + 1) * organisations) {}

  void add(std::size_t run, Index organisation, Units units) {
    for (std::size_t i = run + 1; i * width_ < sums_.size(); i += i & (~i + 1))
      sums_[i * width_ + at(organisation)] += units;
  }
  /// Adds the sums of the runs before that one, or takes them away.
  void before(std::size_t run, Units sign, std::vector<Units>& to) const {
    for (std::size_t i = run; i > 0; i -= i & (~i + 1))
      for (std::size_t o = 0; o < width_; ++o) to[o] += sign * sums_[i * width_ + o];
  }

 private:
  std::size_t width_;
  std::vector<Units> sums_;
};

Position position_of(const engine::Model& model, const SliceRecord& slice) {
  return {at(slice.terms->supplier) * model.products.size() + at(slice.product), slice.placed, slice.rank};
}

bool takes_part(const SliceRecord& slice) {
  return slice.origin == engine::Origin::order && slice.is_placed && slice.peg == model::none;
}

std::vector<Wait> waits(const engine::Model& model, const Observations& seen, const std::vector<Journey>& journeys) {
  std::vector<std::optional<Wait>> by_order(model.orders.size());
  for (std::size_t i = 0; i < journeys.size(); ++i) {
    const SliceRecord& slice = seen.slices[i];
    if (!takes_part(slice) || journeys[i].blocked < 0 || journeys[i].is_held_by_minimum ||
        at(slice.order) >= by_order.size())
      continue;
    auto& wait = by_order[at(slice.order)];
    if (!wait) wait = Wait{position_of(model, slice), slice.order};
    wait->from = std::min(wait->from, journeys[i].blocked);
    wait->until = std::max(wait->until, journeys[i].award);
  }
  std::vector<Wait> out;
  for (const auto& it : by_order)
    if (it) out.push_back(*it);
  return out;
}

std::vector<Served> served(const engine::Model& model, const Observations& seen, const std::vector<Journey>& journeys) {
  std::vector<Served> out;
  for (std::size_t i = 0; i < journeys.size(); ++i) {
    const SliceRecord& slice = seen.slices[i];
    if (!takes_part(slice) || journeys[i].state == engine::SliceState::open) continue;
    out.push_back({position_of(model, slice), journeys[i].award, slice.owner, slice.units});
  }
  return out;
}

std::vector<Time> runs_of(const std::vector<Served>& served) {
  std::vector<Time> out;
  for (const Served& it : served) out.push_back(it.run);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::size_t place(const std::vector<Time>& runs, Time run) {
  return static_cast<std::size_t>(std::lower_bound(runs.begin(), runs.end(), run) - runs.begin());
}

/// From behind; of equal positions in any order, since sums are whole numbers.
template <class Item>
void sort_from_behind(std::vector<Item>& items) {
  std::sort(items.begin(), items.end(),
            [](const Item& a, const Item& b) { return b.position.key() < a.position.key(); });
}

/// Goes through one market: who waits, and the served that stand behind them.
class Sweep {
 public:
  Sweep(const engine::Model& model, const Observations& seen, const std::vector<Journey>& journeys)
      : organisations_(model.organisations.size()),
        waits_(waits(model, seen, journeys)),
        found_(model.orders.size(), model::none) {
    if (waits_.empty()) return;
    served_ = served(model, seen, journeys);
    runs_ = runs_of(served_);
    sort_from_behind(waits_);
    sort_from_behind(served_);
  }

  std::vector<Index> find() {
    std::size_t next = 0;
    for (std::size_t w = 0; w < waits_.size();) {
      const std::size_t market = waits_[w].position.market;
      SumsByRun sums(runs_.size(), organisations_);
      for (; w < waits_.size() && waits_[w].position.market == market; ++w) {
        for (; next < served_.size() && waits_[w].position.key() < served_[next].position.key(); ++next)
          if (served_[next].position.market == market)
            sums.add(place(runs_, served_[next].run), served_[next].owner, served_[next].units);
        found_[at(waits_[w].order)] = most(sums, waits_[w]);
      }
    }
    return std::move(found_);
  }

 private:
  // Of equals the first.
  Index most(const SumsByRun& sums, const Wait& wait) const {
    std::vector<Units> units(organisations_);
    sums.before(place(runs_, wait.until), 1, units);
    sums.before(place(runs_, wait.from), -1, units);
    const auto found = std::max_element(units.begin(), units.end());
    return *found > 0 ? static_cast<Index>(found - units.begin()) : model::none;
  }

  std::size_t organisations_;
  std::vector<Wait> waits_;
  std::vector<Served> served_;
  std::vector<Time> runs_;
  std::vector<Index> found_;
};

}  // namespace

std::vector<Index> overtaken_by(const engine::Model& model, const Observations& seen,
                                const std::vector<Journey>& journeys) {
  return Sweep(model, seen, journeys).find();
}

}  // namespace allot::metrics
