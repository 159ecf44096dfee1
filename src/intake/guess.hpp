#pragma once

#include <optional>
#include <string>
#include <vector>

#include "allot/draft.hpp"
#include "intake/formats.hpp"
#include "scenario/books.hpp"

/// How a file of another program may be read as a book, by its headers and values.
namespace allot::intake {

/// What is known before.
struct Asked {
  std::string file;  ///< as the map is to name it
  scenario::Books kind = scenario::Books::orders;
  std::optional<Draft> scenario;          ///< whose names the values are matched with
  std::string encoding = "utf-8";         ///< what the file is
  std::string delimiter, decimal, dates;  ///< empty: by the values
};

struct ReadField {
  std::string field;
  std::vector<std::string> headers;
  std::string example;
};

/// A value that names nothing of the scenario.
struct UnknownValue {
  std::string field, header, value, nearest;
  std::size_t rows = 0;
};

/// So many are shown, and have their nearest looked for.
inline constexpr std::size_t most_unknown_shown = 12;

struct Guess {
  SeenFile file;
  std::vector<ReadField> read;
  std::vector<const SeenColumn*> unread;  ///< of `file`
  std::vector<std::string> missing;       ///< fields that rows need and nothing says
  std::vector<UnknownValue> unknown;
  std::vector<std::pair<std::string, std::string>> taken;  ///< values that mean an id by some of their words alone
  Ways dates, decimal;
  bool has_dates = false, has_numbers = false;
  bool assumes_confidence = false;  ///< the map has numbers of ours for words of confidence
  Draft map;  ///< what a scenario's book would say; where a way is open it says all of them, which no scenario takes

  Guess() = default;
  Guess(const Guess&) = delete;
  Guess& operator=(const Guess&) = delete;
};

/// Fills `guess` from the text of a CSV file.
void make_guess(std::string_view text, const Asked& asked, Guess& guess);

/// The same in words, for the person who asked.
std::string told(const Guess& guess, const Asked& asked);

}  // namespace allot::intake
