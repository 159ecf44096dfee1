#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "allot/scenario_io.hpp"

namespace allot::scenario {

/// Whether a change is a merge patch, which may say what reports call the variant: "label" is no part of the patch.
bool takes_label(const Draft& change);

/// The named changes of a scenario, as it was read. One may be made of others; how much that comes to is counted
/// before any of it is done.
class Variants {
 public:
  explicit Variants(const Draft& root);

  /// Applies the variant of that name. `from` is where it is asked for.
  ///
  /// errors: a variant that is not there, that is made of itself, or comes to more than can be applied; nothing is
  ///         changed then
  void apply(ScenarioFile& file, const std::string& name, const Place& from, std::vector<Problem>& problems);

  /// On what the variants applied so far say that changes nothing.
  const std::vector<Problem>& notes() const { return notes_; }

 private:
  // How many values it sets, those that it is made of included; nothing where that cannot be said.
  std::optional<double> size_of(const std::string& name, const Place& from, std::vector<Problem>& problems);
  std::optional<double> size_of_change(const Draft& change, std::vector<Problem>& problems);
  void apply_change(ScenarioFile& file, const Draft& change, const std::string& within, std::vector<Problem>& problems);

  Draft variants_ = Draft::object_of();
  double most_values_ = 0;
  std::size_t copied_ = 0;
  std::vector<Problem> notes_;
  std::map<std::string, std::optional<double>> known_;
  std::set<std::string> on_the_way_;
};

}  // namespace allot::scenario
