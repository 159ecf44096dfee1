#pragma once

#include <string>
#include <vector>

#include "allot/allocation.hpp"

namespace allot::python {

/// Rules by names that the package has looked at.
inline std::vector<allocation::Rule> rules_named(const std::vector<std::string>& names) {
  std::vector<allocation::Rule> out;
  for (const std::string& it : names) out.push_back(allocation::rule_named(it).value());
  return out;
}

}  // namespace allot::python
