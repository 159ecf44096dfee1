#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "allot/experiment.hpp"
#include "allot/plan.hpp"
#include "engine/observations.hpp"
#include "metrics/courses.hpp"
#include "metrics/delay_parts.hpp"
#include "metrics/turnovers.hpp"
#include "model/model.hpp"

/// What a plan keeps of its replications.
namespace allot::experiment {

/// Units, or replications, by what they were counted under; few things.
class Tally {
 public:
  void add(model::Index what, std::int64_t count);
  void add(const Tally& other);
  /// What was counted most, of equals the least, and how much of it. {none_counted, 0} where nothing was.
  std::pair<model::Index, std::int64_t> most() const;
  std::int64_t all() const;

  static constexpr model::Index none_counted = INT32_MIN;

 private:
  std::vector<std::pair<model::Index, std::int64_t>> counts_;  ///< ascending
};

/// What served a unit, where no piece of a plan did.
enum Source : model::Index { before_start = -4, committed = -3, from_stock = -2 };

/// One order over the replications. Sums are whole numbers, so that the order of adding them cannot be told.
struct OrderSums {
  std::int64_t ordered = 0, docked = 0, on_time = 0, late_units = 0, unit_seconds_late = 0, stepping_units = 0;
  Tally sources, sites, overtaken_by;

  void add(const OrderSums& other);
};

struct TurnoverSums {
  std::int64_t backlog = 0, due = 0, due_and_arrived = 0;
};

/// Dates of orders by replication in half the memory: exact to the second where a scenario is shorter than 68 years.
class CompactDates {
 public:
  CompactDates(std::size_t orders, std::size_t replications, Time end);
  void set(std::size_t order, std::size_t replication, Time when);
  /// Those of one order, in any order; of the first replications.
  void gather(std::size_t order, std::vector<Time>& to) const;
  void keep_first(std::size_t replications) { kept_ = replications; }

 private:
  std::size_t replications_, kept_;
  Time quantum_;
  std::vector<std::int32_t> cells_;
};

class PlanRecord {
 public:
  /// errors: TooMuch
  PlanRecord(const model::Model& model, const Sampling& sampling, const PlanRequest& request, std::size_t replications,
             std::size_t workers);

  void keep(std::size_t worker, std::size_t row, const engine::Observations& seen);
  /// Says how many were simulated, and how many of them count: of a scenario without chance one.
  void close(std::size_t simulated, std::size_t replications);

  std::size_t orders() const { return sums_.front().orders.size(); }
  /// A sum over the replications in the mean.
  double mean(std::int64_t sum) const { return static_cast<double>(sum) / static_cast<double>(simulated_); }
  const metrics::TurnoverLayout& layout() const { return layout_; }
  const std::vector<std::string>& parts() const { return parts_.names(); }

  const OrderSums& sums(std::size_t order) const { return sums_.front().orders[order]; }
  /// Unit-seconds of units that come late, by part.
  std::span<const std::int64_t> parts(std::size_t order) const;
  /// Where dates are explained: unit-seconds of all units from the start on, by part.
  std::span<const std::int64_t> steps(std::size_t order) const;
  const TurnoverSums& turnover_sums(std::size_t cell) const { return sums_.front().turnovers[cell]; }
  const CompactDates& shipped() const { return shipped_; }
  const CompactDates& docked() const { return docked_; }
  const CompactDates& online() const { return online_; }
  /// One number of a cell, of an owner's or a market's turnover, over the replications.
  enum class OfOwner : std::uint8_t { awarded, arrived, online };
  enum class OfMarket : std::uint8_t { supply, awarded, left };
  void gather(OfOwner what, std::size_t cell, std::vector<double>& to) const;
  void gather(OfMarket what, std::size_t cell, std::vector<double>& to) const;

 private:
  struct Sums {
    std::vector<OrderSums> orders;
    std::vector<std::int64_t> parts, steps;
    std::vector<TurnoverSums> turnovers;
  };
  void keep_orders(Sums& sums, std::size_t row, const engine::Observations& seen);
  void add_slice(Sums& sums, const engine::Observations& seen, std::size_t slice,
                 const metrics::Journey& journey) const;
  void add_steps(Sums& sums, const engine::SliceRecord& slice, const metrics::Journey& journey) const;
  template <class Cell>
  std::span<Cell> of_order(std::span<Cell> parts, std::size_t order) const {
    return parts.subspan(order * parts_.names().size(), parts_.names().size());
  }
  void keep_turnovers(Sums& sums, std::size_t row, const engine::Observations& seen);

  const model::Model& model_;
  std::size_t replications_, simulated_, kept_;
  metrics::DelayParts parts_;
  metrics::TurnoverLayout layout_;
  std::vector<Sums> sums_;  ///< by worker; once closed, all in the first
  CompactDates shipped_, docked_, online_;
  std::vector<Units> of_owners_, of_markets_;  ///< by cell, of it by number, of it by replication
};

}  // namespace allot::experiment
