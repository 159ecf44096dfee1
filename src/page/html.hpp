#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// HTML as a value of its own: text comes into it through an escaper and in no other way.
namespace allot::page {

struct Html {
  std::string source;

  Html& operator+=(const Html& more) {
    source += more.source;
    return *this;
  }
};

inline Html operator+(Html before, const Html& after) { return before += after; }

/// Names and values; a value may hold anything.
using Attributes = std::vector<std::pair<std::string_view, std::string>>;

/// What a reader sees of a text: what HTML would take for markup is escaped, and what would turn the direction of
/// writing or is no character becomes U+FFFD.
Html text(std::string_view text);
Html element(std::string_view name, const Attributes& attributes, const Html& inner);
Html element(std::string_view name, const Html& inner);
/// Elements without an end, such as input.
Html lone(std::string_view name, const Attributes& attributes);
/// A link where the address begins with https:, else the words alone.
Html link(const std::string& address, const Html& words);

}  // namespace allot::page
