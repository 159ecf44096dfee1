#pragma once

#include <string_view>

namespace allot::cli {

/// Holds the places of standard streams that the caller closed, so that no file is opened in one of them; whoever
/// reads or writes there finds it closed still.
void hold_standard_streams();

/// Writes to standard output. A closed pipe (EPIPE) is ignored.
/// errors: EnvironmentError (the disk is full)
void print(std::string_view text);

/// Writes to standard error: progress, notes, complaints. That nobody can read them changes nothing.
void say(std::string_view text) noexcept;

}  // namespace allot::cli
