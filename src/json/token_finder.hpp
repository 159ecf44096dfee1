#pragma once

#include <cstddef>
#include <string_view>

namespace allot::json {

struct Token {
  std::size_t begin = 0, end = 0;
};

/// Finds the places of a text's tokens, one after another, in step with a parser that says what each is: the
/// parser knows what is valid, but not where it stands.
class TokenFinder {
 public:
  explicit TokenFinder(std::string_view text, std::size_t begin);

  /// Where the next token begins that is neither blank, comment, comma nor colon.
  std::size_t next_begin() const;
  /// What stands last before `at` that is neither blank nor comment; 0 if nothing does.
  char last_before(std::size_t at) const;

  Token string();
  Token number();
  Token word();     ///< true, false, null
  Token bracket();  ///< one of [ ] { }

 private:
  std::string_view text_;
  std::size_t at_;
};

}  // namespace allot::json
