#pragma once

#include "scenario/reader.hpp"

namespace allot::scenario {

/// Whether the rows of the order books of both files read the same, but for those that only the variant's edits
/// changed: they see the same names, lots and defaults.
bool rows_read_the_same(const ScenarioFile& variant, const ScenarioFile& file);

/// The rows among the orders of a file.
KnownRows rows_of(const ScenarioFile& file, const Scenario& checked);

/// "CONFIDENCE: SOURCE" on the value at that pointer.
Note note_at(std::string pointer, std::string_view text);
bool is_confidence(std::string_view word);
/// All notes in an entry or below.
void read_notes(const Draft& node, const std::string& pointer, std::vector<Note>& notes);
Problem wrong_note(const Place& place, const Note& note);

}  // namespace allot::scenario
