#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace allot::scenario {

/// What people are told of a field.
struct FieldFacts {
  std::string key, meaning;
  std::string written;   ///< "date, may be uncertain"
  std::string fallback;  ///< the default as it would be written; empty: none
  bool is_required = false;
};

/// What people are told of a kind of object. Parts with the same definition have the same fields.
struct PartFacts {
  std::string path;  ///< "sites.room"; empty: the scenario itself
  std::string definition, meaning;
  std::string pointer;  ///< where its fields stand: "/sites/ID/room/ID"
  std::vector<FieldFacts> fields;
};

/// Every part of a scenario and what an intervention may do, from the table of fields.
std::vector<PartFacts> reference();

}  // namespace allot::scenario
