#pragma once

#include <span>
#include <string_view>

#include "allot/distribution.hpp"

namespace allot::scenario {

/// One way to state a distribution: an example in JSON, whose keys are the parameters that have to be there.
struct Parametrisation {
  std::string_view example;   ///< {"mean": 10, "sd": 3}
  std::string_view optional;  ///< further parameters, with a blank between: "min max"
};

/// What a family of distributions is good for, and every way to state one.
struct FamilyFacts {
  std::string_view name;
  Distribution::Family family;
  std::string_view meaning;
  std::span<const Parametrisation> ways;  ///< objects; empty where it is written otherwise
  std::string_view example;               ///< of those that are no objects
};

/// Every word that names a distribution, in the order of the format page.
std::span<const FamilyFacts> family_facts();

}  // namespace allot::scenario
