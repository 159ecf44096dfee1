#pragma once

#include <array>
#include <span>
#include <string_view>

#include "allot/distribution.hpp"

namespace allot::scenario {

/// A parameter of a distribution, and a number that shows what it may be.
struct Argument {
  std::string_view name;
  double example = 0;
};

/// One way to state a distribution. Places that are not used have no name.
struct Parametrisation {
  std::array<Argument, 3> needed;
  std::array<std::string_view, 2> optional;
};

/// What a family of distributions is good for, and every way to state one.
struct FamilyFacts {
  std::string_view name;
  Distribution::Family family;
  std::string_view meaning;
  std::span<const Parametrisation> ways;  ///< objects of parameters; empty where it is written otherwise
  std::string_view example;               ///< in JSON, of those
};

/// Every word that names a distribution.
std::span<const FamilyFacts> family_facts();

}  // namespace allot::scenario
