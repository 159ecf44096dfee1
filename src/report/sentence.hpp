#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "allot/answer.hpp"

namespace allot::report {

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
  Answer::Statement done(std::string id, Answer::Certainty certainty) {
    it_.id = std::move(id);
    it_.certainty = certainty;
    return std::move(it_);
  }

 private:
  Answer::Statement it_;
};

}  // namespace allot::report
