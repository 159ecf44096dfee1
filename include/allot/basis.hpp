#pragma once

#include <string>
#include <vector>

#include "allot/note.hpp"
#include "allot/time.hpp"

namespace allot {

/// What an answer says of the scenario that it rests on, whatever was asked of it.
struct Basis {
  std::string question;  ///< as the scenario puts it
  std::string hash;      ///< of what the file says; by who knows the file
  Date start = 0, end = 0;
  std::vector<Note> notes;  ///< where its values come from, and how far they can be trusted
};

}  // namespace allot
