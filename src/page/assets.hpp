#pragma once

#include <string_view>

/// What every page holds, the same in all: built into the program.
namespace allot::page {

std::string_view page_css();
std::string_view page_script();

}  // namespace allot::page
