#pragma once

#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "allot/answer.hpp"
#include "base/text.hpp"

namespace allot::report {

/// A number as a sentence says it, without its sign: "225,021", "12.4", "0.25".
inline std::string plain_number(double number) {
  const double size = std::abs(number);
  return trimmed_with_thousands(size, size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

/// A date as a sentence says it: by its day.
inline std::string plain_day(const std::string& date) { return date.substr(0, date.find('T')); }

/// A sentence as it grows: words, and numbers that are cells of a table.
class Sentence {
 public:
  Sentence& say(std::string_view words) {
    it_.text += words;
    return *this;
  }
  /// A number as it is shown, and the cell that says it.
  Sentence& show(const std::string& shown, std::string_view table, std::size_t row, std::string_view column) {
    it_.text += shown;
    it_.rests_on.push_back({std::string(table), row, std::string(column), shown});
    return *this;
  }
  /// A number with its sign in words: "225,021 more", "5 earlier".
  Sentence& change(double number, std::string_view up, std::string_view down, std::string_view table, std::size_t row,
                   std::string_view column) {
    return show(plain_number(number), table, row, column).say(" ").say(number < 0 ? down : up);
  }
  Answer::Statement done(std::string id, Answer::Certainty certainty) {
    it_.id = std::move(id);
    it_.certainty = certainty;
    return std::move(it_);
  }

 private:
  Answer::Statement it_;
};

/// The metric that says who gains and who loses, where a sentence names one.
inline constexpr std::string_view judged_by = "online_gpu_days";

}  // namespace allot::report
