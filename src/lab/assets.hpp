#pragma once

#include <string_view>

/// What every page holds, the same in all: built into the program.
namespace allot::lab {

std::string_view style();
std::string_view script();
std::string_view worker_script();
/// The library, as the JavaScript that emscripten makes of it; empty where the program was built without.
std::string_view module_script();

}  // namespace allot::lab
