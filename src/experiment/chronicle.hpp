#pragma once

#include <span>
#include <vector>

#include "allot/experiment.hpp"
#include "engine/forks.hpp"
#include "engine/observations.hpp"
#include "experiment/executor.hpp"
#include "model/model.hpp"

namespace allot {
struct Scenario;
}

namespace allot::experiment {

/// Of each replication of a sample, the days on which things happened and how sites stood on the grid. Kept for answers
/// alone: without one it is empty, and costs nothing.
class Chronicle {
 public:
  Chronicle(const model::Model& model, const Sampling& sampling);

  /// Says that replications are simulated with another model, which takes of its interventions those of `choice` and
  /// has this model's orders somewhere among its own.
  void seen_in(const model::Model& simulated, const engine::Choice& choice);

  /// Whether an answer is asked for, which shows what is kept here.
  bool is_wanted() const { return is_wanted_; }
  /// Numbers of 8 bytes that a replication takes.
  std::size_t cells() const { return events() + moments() * words_of_moment; }
  void make_room(std::size_t count);
  void keep(std::size_t replication, const engine::Observations& seen);
  /// Copies the first replication into another.
  void repeat_first_in(std::size_t replication);
  void forget();

  /// Adds `timeline` and `sites` to the results of these replications; milestones are added by who knows their dates.
  void add_to(const Scenario& scenario, const Executor& executor, Results& results) const;

 private:
  static constexpr std::size_t words_of_moment = sizeof(engine::SiteMoment) / 8;

  std::size_t events() const { return is_wanted_ ? 2 * orders_.size() + interventions_.size() + sources_ : 0; }
  std::size_t moments() const { return is_wanted_ ? model_.sites.size() * grid_size_ : 0; }
  void keep_orders(const engine::Observations& seen, std::span<Time> row) const;
  std::vector<Time> event(std::size_t place) const;
  std::vector<TimelineEntry> entries(const Labels& labels) const;
  std::vector<SiteSeries> empty_sites(const Scenario& scenario) const;

  const model::Model& model_;
  bool is_wanted_ = false;
  std::size_t grid_size_ = 0, sources_ = 0, size_ = 0;
  std::vector<std::size_t> orders_, interventions_;  ///< by own number, where they stand in what is seen
  std::vector<Time> days_;  ///< by replication: orders placed, orders delivered, interventions, sources
  std::vector<engine::SiteMoment> site_moments_;
};

/// Adds milestones to the timeline: the dates of each, by replication.
void add_milestones(const model::Model& model, const std::vector<std::vector<Time>>& dates, Results& results);

}  // namespace allot::experiment
