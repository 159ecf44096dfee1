#pragma once

#include <utility>
#include <vector>

#include "foresight/best.hpp"
#include "foresight/network.hpp"

namespace allot::foresight {

/// Units that are wanted alike, awarded at the latest at a moment.
struct Demand {
  const std::vector<Index>* sources = nullptr;
  Time latest = 0;
  Units most = 0;
  int to = Network::target;  ///< a node
};

/// Builds the network in which each unit that has come goes to one unit that is wanted: stock is a chain of moments, and
/// what came earlier is there later.
class Assembly {
 public:
  Assembly(const World& world, const Limits& limits) : world_(world), limits_(limits), chains_(world.sources.size()) {}

  Network& network() { return network_; }
  const Network& network() const { return network_; }
  void clear();
  void add(const Demand& demand) { demands_.push_back(demand); }
  /// What flows into a node may be awarded from a source at any moment.
  void add_to_stock(Index source, int node) { returns_.emplace_back(source, node); }
  /// Links all that was added with the stock. `scale`: so many times the units of every lot.
  void link(Units scale = 1);

 private:
  struct Chain {
    std::vector<Time> moments;
    std::vector<int> nodes;
    int at(Time moment) const;
  };

  void gather_moments();
  void make_chain(std::size_t source, Units scale);

  const World& world_;
  const Limits& limits_;
  Network network_;
  std::vector<Chain> chains_;  ///< by source
  std::vector<Demand> demands_;
  std::vector<std::pair<Index, int>> returns_;
};

}  // namespace allot::foresight
