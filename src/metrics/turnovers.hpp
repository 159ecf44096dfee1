#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "engine/observations.hpp"

namespace allot::metrics {

/// Units of one product and owner in one period of the grid: what happened in it, and how it stood at its end.
struct Turnover {
  Units awarded = 0;  ///< less what was taken back
  Units arrived = 0;  ///< at its dock, less what was moved on from there
  Units due = 0;      ///< of what it holds or waits for in the end
  Units backlog = 0;  ///< placed and not awarded
  Units online = 0;
};

/// Units of one product of one supplier in one period.
struct MarketTurnover {
  Units supply = 0;   ///< lots, and what an organisation brought that buys for it
  Units awarded = 0;  ///< less what was taken back
  Units left = 0;     ///< free at the end of the period
};

/// Which owners may hold which products, and where their turnovers stand.
class TurnoverLayout {
 public:
  explicit TurnoverLayout(const engine::Model& model);

  /// Owner and product, by place.
  const std::vector<std::pair<engine::Index, engine::Index>>& pairs() const { return pairs_; }
  std::size_t place(engine::Index owner, engine::Index product) const;
  std::size_t periods() const { return periods_; }
  std::size_t period_of(Time at) const;

 private:
  std::vector<std::pair<engine::Index, engine::Index>> pairs_;  ///< ascending
  std::size_t periods_ = 0;
  Time end_ = 0;
  Duration grid_ = 1;
};

struct Turnovers {
  std::vector<Turnover> of_owners;         ///< by pair, and of it by period
  std::vector<MarketTurnover> of_markets;  ///< by market, and of it by period
};

/// From a replication that kept a journal.
Turnovers turnovers(const TurnoverLayout& layout, const engine::Model& model, const engine::Observations& seen);

}  // namespace allot::metrics
