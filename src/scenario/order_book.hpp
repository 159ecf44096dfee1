#pragma once

#include "scenario/reader.hpp"

namespace allot::scenario {

/// Whether the rows of the order books of both files read the same: they see the same names, lots and defaults.
bool rows_read_the_same(const Draft& one, const Draft& other);

/// The rows among the orders of a file.
KnownRows rows_of(const Draft& root, const Scenario& checked);

/// "CONFIDENCE: SOURCE" on the value at that pointer.
Note note_at(std::string pointer, std::string_view text);
bool is_confidence(std::string_view word);
Problem wrong_note(const Place& place, const Note& note);

}  // namespace allot::scenario
