#include "report/next_steps.hpp"

#include "base/utf8.hpp"
#include "report/table.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

constexpr std::size_t indent = 6, hang = 8;

// Between blanks, but not within quotes: what a shell takes for one word.
std::vector<std::string> shell_words(std::string_view command) {
  std::vector<std::string> words(1);
  bool is_quoted = false;
  for (const char c : command) {
    if (c == '\'') is_quoted = !is_quoted;
    if (c == ' ' && !is_quoted)
      words.emplace_back();
    else
      words.back() += c;
  }
  return words;
}

// Broken behind a backslash, so that it can be copied.
std::vector<std::string> lines_of_command(std::string_view command, std::size_t width) {
  std::vector<std::string> lines(1, std::string(indent, ' '));
  bool is_first = true;
  for (const std::string& word : shell_words(command)) {
    if (!is_first && count_code_points(lines.back()) + 1 + count_code_points(word) + 2 > width) {
      lines.back() += " \\";
      lines.emplace_back(hang, ' ');
      is_first = true;
    }
    lines.back() += (is_first ? "" : " ") + word;
    is_first = false;
  }
  return lines;
}

// A command and, in brackets, what it tells: on one line, or where that is too narrow below it.
std::vector<std::string> lines_of(const std::string& step, std::size_t width) {
  if (indent + count_code_points(step) <= width) return {std::string(indent, ' ') + step};
  const std::size_t reason = step.rfind(" (");
  std::vector<std::string> lines = lines_of_command(std::string_view(step).substr(0, reason), width);
  if (reason == std::string::npos) return lines;
  std::string below = wrapped(std::string_view(step).substr(reason + 1), width, hang);
  for (std::size_t end; (end = below.find('\n')) != std::string::npos; below.erase(0, end + 1))
    lines.push_back(below.substr(0, end));
  return lines;
}

}  // namespace

std::string next_steps(const std::vector<std::string>& commands, const Style& style, const std::string& last) {
  if (!style.says_next) return {};
  std::vector<std::string> lines;
  for (const std::string& command : commands)
    for (std::string& line : lines_of(one_line(command), style.width)) lines.push_back(std::move(line));
  lines.push_back(std::string(indent, ' ') + last);
  lines.front().replace(0, indent, "next: ");
  std::string text = "\n";
  for (const std::string& line : lines) text += quiet(line, style) + "\n";
  return text;
}

}  // namespace allot::report
