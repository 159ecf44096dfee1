#pragma once

#include <string_view>

namespace allot {

/// The version of this library and of the program, as the build knows it.
inline constexpr std::string_view version = "0.1.0";

/// The version of everything that is written for other programs: scenarios, JSON, CSV. It grows when a reader
/// of the old form would misread the new one.
inline constexpr int format_version = 1;

}  // namespace allot
