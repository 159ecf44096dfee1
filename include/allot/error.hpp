#pragma once

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "allot/draft.hpp"

namespace allot {

/// How things go wrong, and as which exception. Three kinds, for three people who can mend them: InputError, whoever
/// wrote the scenario; EnvironmentError, whoever runs the machine; RequestError (allot/experiment.hpp), whoever asks. A
/// fault of the library itself is none of them: it stops the program, or, in a build for embedding
/// (ALLOT_THROWING_CONTRACTS), is a std::logic_error. `Interrupted` is what a caller asked for who stopped a run. Nothing
/// else is thrown but what the standard library throws, and after any of them the program may go on.

/// One thing wrong with the input: where it stands, what was found, what was wanted.
struct Problem {
  Place place;
  std::string pointer;  ///< JSON pointer of the value, "" for the whole text
  std::string message;  ///< "unknown rule 'proportinal'"
  std::string hint;     ///< "did you mean 'proportional'?", or empty
  bool at_key = false;  ///< the member's name is wrong, not its value
};

/// The user's input is wrong; carries every problem found, not only the first.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Problem> problems)
      : std::runtime_error(problems.empty() ? "invalid input" : problems.front().message),
        problems_(std::move(problems)) {}
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

/// The world failed: a file that cannot be read or written. Says what was tried and on what.
class EnvironmentError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Every problem with its file, line, column, pointer, source line and a caret under the value.
///
/// gives: problems in the order of the text, each "FILE:LINE:COLUMN: error: POINTER: MESSAGE", then the line
///        and "^~~~ HINT"; columns count code points, and the caret line keeps tabs
std::string describe(const InputError& error);

/// The same, a line each: "FILE:LINE:COLUMN: note: POINTER: MESSAGE".
std::string describe_remarks(const std::vector<Problem>& remarks);

/// The line on which a place begins, from 1.
///
/// shape: some text says it
std::size_t line_of(const Place& place);

/// A place in a text, each from 1; columns count code points.
struct Position {
  std::size_t line = 1, column = 1;
};

/// Where the value of a problem begins, or the name that is wrong; none of what no text says.
std::optional<Position> position_of(const Problem& problem);

/// Each of them once, in the order in which `describe` has them.
std::vector<Problem> in_order_of_text(const std::vector<Problem>& problems);

}  // namespace allot
