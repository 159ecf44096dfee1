#include "base/shell.hpp"

#include <string_view>

namespace allot {

std::string shell_word(const std::string& text) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./+,:=@%-";
  if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) return text;
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string quoted_for_shell(const std::vector<std::string>& arguments) {
  std::string text;
  for (const std::string& it : arguments) text += (text.empty() ? "" : " ") + shell_word(it);
  return text;
}

}  // namespace allot
