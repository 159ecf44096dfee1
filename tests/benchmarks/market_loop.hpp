#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "received.hpp"
#include "scenario_numbers.hpp"

namespace allot::bench {

struct MarketOrder {
  std::int64_t units = 0, not_before = 0, placed = 0, due = 0;
};

/// A buyer: its orders, first come first served, and in a replication what it has received.
struct Buyer {
  std::string name;
  std::vector<MarketOrder> orders;
  std::vector<Dated> dues, arrivals{};
  std::vector<std::int64_t> left{}, last_arrival{};
  std::int64_t claim = 0, carry = 0, in_transit = 0, backlog = 0;
  std::size_t first = 0, reached = 0;  // orders before `first` are served, before `reached` may be

  std::int64_t units_in_time() const;
};

/// A weekly lot shared among organisations in proportion to what they wait for, in lots of eight, shipped by two
/// stages: the market of both scenarios.
class Market {
 public:
  explicit Market(const ScenarioNumbers& file);
  void add_supply(const ScenarioNumbers& file, const nlohmann::json& piece);
  void add_order(const std::string& buyer, const MarketOrder& order);

  /// A replication, up to what each buyer received, in order of time.
  void run(Generator& random);

  std::vector<Buyer> buyers;
  std::int64_t produced = 0, stock = 0;

 private:
  struct Lot {
    std::int64_t at = 0;
    double before = 0, after = 0;  // of the plan, so far
  };
  void clear();
  void divide(std::int64_t now, Generator& random);
  void share(std::int64_t lots, std::int64_t claims);
  void ship(Buyer& buyer, std::int64_t units, std::int64_t now, Generator& random);

  std::int64_t end_, lot_;
  Lognormal scale_, stages_[2];
  Normal normal_;
  std::vector<Lot> lots_;
  std::vector<std::int64_t> awards_;
  std::vector<std::pair<std::int64_t, std::uint32_t>> turns_;
};

}  // namespace allot::bench
