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
};

}  // namespace allot
