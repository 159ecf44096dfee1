#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "allot/compared_files.hpp"
#include "allot/report.hpp"

namespace allot::ask_text {

enum class Command : std::uint8_t { compare, run, levers };

/// A question as allot/ask.hpp describes it, read.
struct Question {
  Command command = Command::compare;
  std::vector<std::string> variants, tables;
  std::string baseline, variant;
  FieldSettings settings;
  std::size_t replications = 1000, threads = 1;
  std::uint64_t seed = 1;
  Format format = Format::json;
  bool wants_command = false;  ///< and not the answer
};

/// errors: InputError with every problem, in the text of the question
Question question_in(std::string_view text);

/// "compare", and behind it what asks the program the same.
std::string_view word_of(Command command);
std::vector<std::string> arguments_of(const Question& question, const std::string& scenario);

}  // namespace allot::ask_text
