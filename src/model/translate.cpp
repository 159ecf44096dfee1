#include "model/translate.hpp"

#include <algorithm>

namespace allot::model {

Translator::Translator(const Scenario& scenario, Model& model)
    : scenario_(scenario), model_(model), parameter_draws_(scenario.parameters.size(), none) {}

// One sampler a distinct distribution: to make one takes longer than a thousand draws.
Index Translator::sampler(const Distribution& distribution) {
  const auto known = std::find(distributions_.begin(), distributions_.end(), distribution);
  if (known != distributions_.end()) return static_cast<Index>(known - distributions_.begin());
  distributions_.push_back(distribution);
  model_.samplers.emplace_back(distribution);
  model_.sampler_means.push_back(mean(distribution));
  return static_cast<Index>(model_.samplers.size()) - 1;
}

Index Translator::draw_of_parameter(Ref parameter) {
  Index& draw = parameter_draws_[parameter.at()];
  if (draw == none) {
    const Value& value = scenario_.parameters[parameter.at()].value;
    draw = static_cast<Index>(model_.uncertain.size());
    model_.uncertain.push_back({sampler(*value.distribution), value.address});
  }
  return draw;
}

Amount Translator::amount(const Value& value) {
  if (value.parameter) return {draw_of_parameter(value.parameter), value.times, value.number, true};
  if (!value.distribution) return {none, 1, value.number, value.is_derived};
  model_.uncertain.push_back({sampler(*value.distribution), value.address});
  return {static_cast<Index>(model_.uncertain.size()) - 1, 1, 0, true};
}

std::optional<Amount> Translator::amount(const std::optional<Value>& value) {
  return value ? std::optional(amount(*value)) : std::nullopt;
}

Amount Translator::moment(const Value& date) {
  Amount seconds = amount(date);
  seconds.plus = seconds.plus - scenario_.start;
  return seconds;
}

std::optional<Amount> Translator::moment(const std::optional<Value>& date) {
  return date ? std::optional(moment(*date)) : std::nullopt;
}

std::optional<Until> Translator::until(const std::optional<Value>& value) {
  if (!value) return std::nullopt;
  const bool is_span = value->kind == Kind::duration;
  return Until{is_span ? amount(*value) : moment(*value), is_span};
}

Delay Translator::delay(const allot::Delay& delay) {
  if (delay.value.distribution) return {{}, sampler(*delay.value.distribution)};
  return {amount(delay.value), none};
}

}  // namespace allot::model
