#pragma once

#include <string>

namespace allot {

/// A note on a value: where it comes from and how far it can be trusted.
struct Note {
  bool operator==(const Note&) const = default;
  std::string pointer, confidence, source;
};

}  // namespace allot
