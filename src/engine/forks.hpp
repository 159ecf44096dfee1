#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "engine/observations.hpp"

namespace allot::engine {

struct Replication;

/// Which interventions of a model are taken: one entry each, by number.
using Choice = std::vector<char>;

/// Several choices of a model's interventions, simulated with one past for as long as they have one: where
/// the first intervention begins that some of them take and others do not, the replication is copied and goes
/// on twice.
///
/// source: the cloning of simulations at decision points (Hybinette and Fujimoto (2001), ACM Transactions on Modeling
///         and Computer Simulation 11(4), 378-407), here within one process and without rollback
class Forks {
 public:
  Forks(const Model& model, const Recording& recording, std::uint64_t seed);
  ~Forks();
  Forks(Forks&&) noexcept;

  /// Told what those of the choices saw that came to the same, by their numbers; each choice once.
  using Visit = std::function<void(std::span<const std::size_t> choices, const Observations& seen)>;

  /// gives: what `simulate` would of the model without the interventions that a choice does not take
  void run(std::uint64_t number, std::span<const Choice> choices, const Visit& visit);

 private:
  void go_on_with(std::size_t depth, std::vector<std::size_t> members, std::span<const Choice> choices,
                  const Visit& visit);
  Replication& at_depth(std::size_t depth);

  const Model& model_;
  Recording recording_;
  std::uint64_t seed_;
  std::vector<std::unique_ptr<Replication>> replications_;  ///< by depth; their memory is used again
};

}  // namespace allot::engine
