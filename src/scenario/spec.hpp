#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include "allot/scenario.hpp"

namespace allot::scenario {

/// The sections of a scenario whose entries others refer to.
enum class Section : std::uint8_t {
  none,
  parameters,
  products,
  groups,
  organisations,
  sites,
  suppliers,
  orders,
  streams,
  interventions,
  milestones,
  supply,
  price_curves
};

/// One row of the table of fields: everything that reading, the schema and the documentation say of a field.
struct Spec {
  const char* key;
  const char* meaning;
  Kind kind = Kind::number;
  const char* fallback = nullptr;  ///< the default as it would be written; none: left out
  bool required = false;
  double least = 0;  ///< smallest value, in the base unit
  double most = std::numeric_limits<double>::infinity();
  bool above = false;              ///< greater than `least`, not equal
  Section refers = Section::none;  ///< the text names an entry of that section
};

/// A JSON key that stands for one of a closed set of words.
template <class Enum>
struct Word {
  std::string_view text;
  Enum value;
};

}  // namespace allot::scenario
