#pragma once

#include <string>
#include <vector>

namespace allot {

/// As a shell reads it: in quotation marks where it must be.
std::string shell_word(const std::string& text);

/// Arguments as they can be typed into a shell again.
std::string quoted_for_shell(const std::vector<std::string>& arguments);

}  // namespace allot
