#pragma once

#include <cstdint>
#include <string_view>

/// The sections that name files with rows.
namespace allot::scenario {

/// What rows are: orders, and what stands among the entries of the file once it is read.
enum class Books : std::uint8_t { orders, supply, sites, received, shipped, cancelled, awards };

struct BookSection {
  std::string_view key;
  Books kind;
};

inline constexpr BookSection book_sections[] = {
    {"order_books", Books::orders},      {"supply_books", Books::supply},   {"site_books", Books::sites},
    {"received_books", Books::received}, {"shipped_books", Books::shipped}, {"cancelled_books", Books::cancelled},
    {"award_books", Books::awards}};

constexpr bool is_book_section(std::string_view key) {
  for (const BookSection& it : book_sections)
    if (it.key == key) return true;
  return false;
}

}  // namespace allot::scenario
