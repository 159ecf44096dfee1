#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "allot/scenario.hpp"

namespace allot::experiment {

/// One thing that could have been otherwise, more and more of it by steps.
struct Counterfactual {
  std::string part;     ///< of an explanation, that it acts on
  std::string pointer;  ///< what it changes: "/sites/hall/room/main/at"
  std::int64_t steps;   ///< as many as make sense: to the start, to nothing, to several times as much
  std::function<void(Scenario&, std::int64_t)> apply;
  /// As the scenario would write it, or "-12d", "x1.2" of what is drawn.
  std::function<std::string(std::int64_t)> value;
  std::function<std::string(std::int64_t)> words;  ///< to follow "if": "the lot l3 came 12 days earlier"
};

/// A date that comes earlier by days, as far as the start or a limit.
Counterfactual earlier(const std::string& part, const std::string& pointer, const std::string& what, const Value& date,
                       Date limit, const Scenario& scenario, std::function<Value&(Scenario&)> reach);

/// An amount or a rate, more and more of it. None of what is drawn by itself.
Counterfactual more(const std::string& part, const std::string& pointer, const std::string& does, const Value& amount,
                    std::function<Value&(Scenario&)> reach);

/// A duration that is known and shorter than its mean, down to nothing; by days, or hours where it has few of
/// them.
Counterfactual shorter(const std::string& part, const std::string& pointer, const std::string& what, const Delay& delay,
                       const Scenario& scenario, std::function<Delay&(Scenario&)> reach);

/// Something that is so or is not.
Counterfactual at_once(const std::string& part, const std::string& pointer, const std::string& value,
                       const std::string& words, std::function<void(Scenario&)> apply);

/// Later by so many seconds, earlier where that is negative, whether it is known or drawn.
void shift(Value& value, Duration by);

/// The earliest that a date may be; of a parameter that of its distribution.
double earliest(const Value& value, const Scenario& scenario);

/// A date so many days earlier, or "-12d" of one that is drawn.
std::string shifted_text(const Value& value, std::int64_t step);

/// "1 day", "12 days".
std::string days(std::int64_t count);

}  // namespace allot::experiment
