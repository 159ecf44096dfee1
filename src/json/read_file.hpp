#pragma once

#include <filesystem>
#include <istream>
#include <string>

#include "allot/draft.hpp"

namespace allot::json {

/// The text of a regular file, or of what a link to one leads to. A pipe or a device, which may have no end, is none.
///
/// errors: EnvironmentError: the path, and why it cannot be read
TextPointer read_regular_file(const std::filesystem::path& path);

/// All that is left of a stream.
///
/// errors: EnvironmentError with that name
std::string rest_of(std::istream& in, const std::string& name);

/// Whether a path leads into a folder or below it, links followed; false where that cannot be told.
bool is_below(const std::filesystem::path& path, const std::filesystem::path& folder);

}  // namespace allot::json
