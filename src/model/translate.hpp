#pragma once

#include <optional>

#include "allot/scenario.hpp"
#include "model/model.hpp"

namespace allot::model {

/// Turns the values of a scenario into amounts of the model, and lists the draws that they depend on.
class Translator {
 public:
  Translator(const Scenario& scenario, Model& model);

  Amount amount(const Value& value);
  std::optional<Amount> amount(const std::optional<Value>& value);
  /// A date as seconds since the start.
  Amount moment(const Value& date);
  std::optional<Amount> moment(const std::optional<Value>& date);
  /// A date, or a duration from when it begins.
  std::optional<Until> until(const std::optional<Value>& value);
  /// A duration; its unnamed distribution is drawn at each occurrence.
  Delay delay(const allot::Delay& delay);

 private:
  Index sampler(const Distribution& distribution);
  Index draw_of_parameter(Ref parameter);

  const Scenario& scenario_;
  Model& model_;
  std::vector<Index> parameter_draws_;
  std::vector<Distribution> distributions_;  ///< of the model's samplers
};

}  // namespace allot::model
