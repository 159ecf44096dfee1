#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "allot/displacement.hpp"
#include "experiment/displacement.hpp"
#include "model/model.hpp"

namespace allot::experiment {

/// What replications say of who moves: by number.
struct Moves {
  std::vector<Shift> shifts;
  std::vector<std::vector<Time>> complete_without;  ///< by subject

  void resize(std::size_t rows) {
    shifts.resize(rows);
    complete_without.resize(rows);
  }
};

/// The dates on which something is complete, over replications.
class CompletionDates {
 public:
  CompletionDates(std::vector<Time> dates, Date start);

  std::optional<Date> quantile(double probability);
  /// None beyond the sample, or where it was never complete.
  std::optional<Date> of_rank(std::size_t rank) const;
  double share() const;

 private:
  std::vector<Time> dates_;  ///< sorted
  Date start_;
};

/// What moves, gathered by whom it is of.
///
/// shape: `moves` and `model` outlive it
class GatheredMoves {
 public:
  GatheredMoves(const Moves& moves, const model::Model& model, double probability);

  /// All organisations, in the model's order.
  std::vector<Displacement> organisations() const;
  /// The orders that move in any replication; who loses most GPU-days in the mean first.
  std::vector<Displacement> orders() const;

 private:
  Displacement displacement(std::size_t subject) const;

  const Moves& moves_;
  const model::Model& model_;
  double probability_;
  std::map<std::size_t, std::vector<std::pair<std::size_t, const Moved*>>> by_subject_;
};

}  // namespace allot::experiment
