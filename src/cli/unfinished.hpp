#pragma once

#include <filesystem>
#include <functional>
#include <string>

/// What a signal finds: it ends the program at once, whatever that is doing, in whichever layer, and leaves nothing
/// that is half-written.
namespace allot::cli {

/// From now on an interrupt removes what is unfinished and ends the program with `was_interrupted`. A write beyond
/// what files may hold, or to a reader that has gone, fails instead of ending it.
void end_on_signals();

/// Notes a file or folder that is about to be made, to be removed if it is not finished.
void begin_unfinished(const std::filesystem::path& path);

/// Removes all that is unfinished, the latest first; a folder that has something else in it stays.
void remove_unfinished() noexcept;

/// Calls `finish`, which brings all that is unfinished to its place, while signals wait.
void finish_all(const std::function<void()>& finish);

/// From now on the first interrupt is only noted, for work that ends well at its next step; the second ends the program,
/// which then says what is kept.
void note_first_signal(const std::string& kept);
bool was_signalled() noexcept;

/// Whether a line of progress stands on the terminal, to be wiped out before anything is said.
void note_progress_line(bool is_shown) noexcept;

}  // namespace allot::cli
