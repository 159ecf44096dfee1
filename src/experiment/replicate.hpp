#pragma once

#include <cstddef>
#include <functional>

#include "allot/experiment.hpp"
#include "model/model.hpp"

namespace allot::experiment {

/// How many replications the sampling asks for.
std::size_t count_of(const Sampling& sampling);

/// Whether more than the first replication is sure to be needed: not only once that one has drawn something.
bool is_surely_random(const model::Model& model, const Sampling& sampling);

struct Replicated {
  std::size_t to = 0;      ///< all before it were simulated
  bool is_random = false;  ///< something was drawn in one of them
};

/// Calls `work(worker, r)` for the replications from `from` to before `to`, as `for_each` does, and tells of the
/// progress; `work` gives whether anything was drawn. Where the first draws nothing, and no more are sure to be needed,
/// it is the only one: the others would be the same.
Replicated replicate(std::size_t from, std::size_t to, bool is_surely_random, const Sampling& sampling,
                     const std::function<bool(std::size_t worker, std::size_t r)>& work);

}  // namespace allot::experiment
