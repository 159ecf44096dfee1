#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/layout.hpp"
#include "engine/observations.hpp"
#include "metrics/journeys.hpp"

namespace allot::metrics {

/// Who was served while slices placed earlier waited.
class Overtakers {
 public:
  Overtakers(const engine::Model& model, const engine::Observations& seen, const Journeys& journeys);

  /// By organisation: its units served in between. One that overtook several of these slices counts once.
  std::map<std::string, Units> of(const std::vector<std::size_t>& slices);

 private:
  /// Where the first slices of an entity would stand in a line: of one order, and of any other.
  struct First {
    std::size_t from = 0, from_of_others = 0;
    engine::Index order = model::none;
  };

  void note(const engine::SliceRecord& slice, const Overtaking& it);
  void count(std::size_t line, const First& first);

  const engine::Model& model_;
  const engine::Observations& seen_;
  const Journeys& journeys_;
  std::vector<First> first_;               ///< by line
  std::vector<std::size_t> overtaken_in_;  ///< lines, of the entity that is counted for
  std::vector<std::size_t> counted_for_;   ///< by slice: the last entity that it was counted for
  std::size_t entity_ = 0;
  std::vector<Units> units_;  ///< by organisation
};

}  // namespace allot::metrics
