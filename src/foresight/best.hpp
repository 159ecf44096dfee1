#pragma once

#include <cstdint>
#include <vector>

#include "foresight/world.hpp"

namespace allot::foresight {

/// What would be made as large as can be.
enum class Goal : std::uint8_t {
  online_gpu_days,     ///< of all organisations
  delivered_gpu_days,  ///< likewise: from the dock on
  on_time_units,       ///< delivered by their due
  revenue,             ///< of all suppliers
  least_fill           ///< the smallest share of what an organisation ordered that it was awarded
};

/// What may limit it: a number for each, so that replications add up.
class Limits {
 public:
  explicit Limits(const model::Model& model) : markets_(model.markets()), sites_(model.sites.size()) {}

  enum class Kind : std::uint8_t { supply, orders, start, terms, room, power, crew };
  struct What {
    Kind kind;
    std::size_t index;  ///< of the market or the site
  };

  int supply(Index market) const { return market; }
  int orders() const { return static_cast<int>(markets_); }
  int start() const { return static_cast<int>(markets_) + 1; }
  int terms() const { return static_cast<int>(markets_) + 2; }
  int room(std::size_t site) const { return static_cast<int>(markets_ + 3 + 3 * site); }
  int power(std::size_t site) const { return room(site) + 1; }
  int crew(std::size_t site) const { return room(site) + 2; }
  std::size_t size() const { return markets_ + 3 + 3 * sites_; }
  What operator[](std::size_t limit) const {
    if (limit < markets_) return {Kind::supply, limit};
    if (limit < markets_ + 3) return {static_cast<Kind>(static_cast<std::size_t>(Kind::orders) + limit - markets_), 0};
    const std::size_t of_sites = limit - markets_ - 3;
    return {static_cast<Kind>(static_cast<std::size_t>(Kind::room) + of_sites % 3), of_sites / 3};
  }

 private:
  std::size_t markets_, sites_;
};

/// No rule reaches more. Each part is what one limit lets through; they add up to the whole.
///
/// units:  as the metric of that name
struct Best {
  double value = 0;
  std::vector<double> parts;  ///< by limit
  Duration grain = 1;         ///< to which times were rounded down
};

/// The best of a replication.
///
/// gives:  an upper bound: the sum of cuts, each of which was looked at again (`Network::smallest_cut`)
/// errors: std::runtime_error where the solver fails
Best best(const World& world, Goal goal, const Limits& limits);

}  // namespace allot::foresight
