#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace allot {

/// How the dates of a file are written: "DD.MM.YYYY", "MM/DD/YYYY", "YYYYMMDD", "D-MMM-YY".
///
/// D, DD and M, MM stand for a day and a month of one or two digits, of two where nothing parts them from the next; MMM
/// for a month's name, English or German, short or long; YYYY for a year, YY for one from 2000 to 2099. What stands
/// between them is as written.
class DateFormat {
 public:
  /// Nothing where it does not name each of day, month and year once.
  static std::optional<DateFormat> parse(std::string_view written);

  /// A date as a scenario has it: "2026-03-05", or "2026-03-05T14:30" where a time follows it ("14:30", "2:30 PM").
  ///
  /// gives: nothing where the text is no such date
  std::optional<std::string> read(std::string_view text) const;

  /// As it was read: "DD.MM.YYYY".
  std::string written() const;

 private:
  struct Part {
    char letter = 0;  ///< D, M or Y; 0: what stands between
    std::string written;
  };
  bool has_separators() const;

  std::vector<Part> parts_;
};

}  // namespace allot
