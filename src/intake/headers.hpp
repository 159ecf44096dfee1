#pragma once

#include <span>
#include <string_view>

#include "scenario/books.hpp"

namespace allot::intake {

/// What values of a field look like.
enum class Look : std::uint8_t { any, date, number };

/// What a field is called in files of other programs, in plain words, the likeliest first, with | between them. The same
/// field a second time is a further part of an id.
struct KnownHeaders {
  std::string_view field;
  Look look;
  std::string_view names;
  bool is_needed = false;  ///< of every row, unless something else says it
};

std::span<const KnownHeaders> known_headers(scenario::Books kind);

/// How sure a word of a list of supply says that a piece of it is.
enum class Sureness : std::uint8_t { committed, likely, possible, unknown };
Sureness sureness_of(std::string_view plain_word);

/// Room or power, as a file of site readiness calls it; empty: neither.
std::string_view gate_of(std::string_view plain_word);

}  // namespace allot::intake
