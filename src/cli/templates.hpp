#pragma once

#include <span>
#include <string_view>

namespace allot::cli {

/// A file of data/scenarios, built into the program.
struct Template {
  std::string_view name, text;
};

std::span<const Template> templates();

}  // namespace allot::cli
