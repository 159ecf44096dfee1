#pragma once

#include <compare>
#include <optional>
#include <utility>
#include <vector>

#include "engine/facts.hpp"
#include "engine/replication.hpp"

/// One replication as somebody sees it who knows all of it beforehand and may award as they please: units that come, units
/// that are wanted, where they may stand, and how long they are on their way at least. Nothing here depends on a rule.
namespace allot::foresight {

using engine::Index;
using model::at;

/// So many units by then, over time.
class Supply {
 public:
  void add(Time at, Units units) { steps_.emplace_back(at, units); }
  /// Once, when all are added.
  void close();
  Units by(Time time) const;
  /// When they come; the second numbers are sums.
  const std::vector<std::pair<Time, Units>>& steps() const { return steps_; }
  void round_down(Duration grain);
  bool operator==(const Supply&) const = default;

 private:
  std::vector<std::pair<Time, Units>> steps_;
};

/// A stock that awards are made from: a supplier's of one product, or lots that some orders are pegged to. What those do
/// not need is anybody's (`falls_to`).
struct Source {
  Index market = 0;
  Index falls_to = model::none;
  Supply supply;
  bool operator==(const Source&) const = default;
};

/// Where units of a kind may end up: online at one of these sites, or at once where there is none to go through.
struct Destination {
  std::vector<Index> sites;  ///< in order
  bool is_free = false;
  auto operator<=>(const Destination&) const = default;
};

/// Units that are wanted alike: from which stock, when from, how long on their way at least and how long from the dock into
/// service at least, by when.
struct Wish {
  std::vector<Index> sources;  ///< in order
  Index destination = 0;
  Index product = 0;
  Index owner = 0;
  Units units = 0;
  Time placed = 0, from = 0, due = never;
  Duration way = 0, service = 0;
  double value = 0;            ///< the most that a unit can bring
  std::optional<Int128> lent;  ///< unit-seconds that all of them can be online at most, by their terms
  bool operator==(const Wish&) const = default;
};

/// Units that were shipped before the start, or ran.
struct HeadStart {
  Index destination = 0, product = 0, owner = 0;
  Units units = 0;
  Time placed = 0, from = 0, due = never;
  bool needs_crew = false;
  bool is_ordered = false;
  Index may_return_to = model::none;  ///< a source: they may be awarded from it again
  bool operator==(const HeadStart&) const = default;
};

/// What a site can run, from each moment on; the smaller of room and power, in units.
struct Limit {
  Time at = 0;
  Units units = 0;
  bool is_power = false;
  bool operator==(const Limit&) const = default;
};

/// How much a crew can have installed: units in a time.
struct Crew {
  Int128 units = 0, per = 0;  ///< per 0: as many as come
  Time from = 0;              ///< no unit is there before
  Duration service = 0;       ///< from then into service, at least
  Units by(Time time) const;
  /// The first second by which so many can be.
  Time when(Units done) const;
  bool operator==(const Crew&) const = default;
};

struct Site {
  std::vector<Limit> limits;
  Crew crew;
  bool operator==(const Site&) const = default;
};

struct World {
  Time from = 0, end = 0;   ///< what is counted
  Time counted_orders = 0;  ///< orders placed from then on count where orders are counted
  std::vector<Source> sources;
  std::vector<Destination> destinations;
  std::vector<Wish> wishes;
  std::vector<HeadStart> head_starts;
  std::vector<Site> sites;
  std::vector<Units> ordered;  ///< by organisation
  bool operator==(const World&) const = default;
};

/// How long a unit of these can be online in what is counted, at most.
Duration most_online(const World& world, const Wish& wish);

/// shape: the replication was run with `Recording::facts`
World world_of(const engine::Replication& sim);

}  // namespace allot::foresight
