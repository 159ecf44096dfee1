#pragma once

#include <string_view>

/// The sections that name files with rows.
namespace allot::scenario {

inline constexpr std::string_view book_sections[] = {"order_books"};

constexpr bool is_book_section(std::string_view key) {
  for (const std::string_view it : book_sections)
    if (it == key) return true;
  return false;
}

}  // namespace allot::scenario
