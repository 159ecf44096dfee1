#pragma once

#include <map>
#include <string>
#include <vector>

#include "allot/scenario_io.hpp"
#include "scenario/reader.hpp"

namespace allot::scenario {

/// Shipments from before the start: the state in which it finds their orders, `delivered` and `in_transit`.
class OpeningRows {
 public:
  void add(Draft row) { rows_.push_back(std::move(row)); }
  /// Into orders of the file and of its order books.
  void put_into(ScenarioFile& file, Reader& reader, Date start) const;

 private:
  std::vector<Draft> rows_;
};

}  // namespace allot::scenario
