#pragma once

#include <string>

namespace allot {

/// A note on a value: where it comes from and how far it can be trusted. A scenario writes it beside the value, as
/// "KEY#": "CONFIDENCE: SOURCE".
///
/// shape: `pointer` is the value's JSON pointer; `confidence` is reported, estimated or assumed; `source` names who says
///        so
struct Note {
  bool operator==(const Note&) const = default;
  std::string pointer, confidence, source;
  std::string value = {};  ///< as the file has it, on one line; empty where that is longer than 200 letters
  std::string label = {};  ///< of what the value stands in, the nearest that has one
};

}  // namespace allot
