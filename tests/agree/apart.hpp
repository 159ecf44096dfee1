#pragma once

#include <functional>
#include <string>

namespace allot::agree {

/// How a piece of work ended that was done in a process of its own.
struct Ending {
  bool is_whole = false;  ///< it came to its end
  std::string words;      ///< what it said, or how it ended otherwise
};

/// Does work in a process of its own, so that a broken promise or work without end can be told and gone on
/// from.
Ending apart(const std::function<std::string()>& work, unsigned seconds);

}  // namespace allot::agree
