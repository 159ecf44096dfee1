#include "cli/wrap.hpp"

#include <algorithm>
#include <vector>

#include "base/utf8.hpp"
#include "cli/streams.hpp"
#include "cli/terminal.hpp"

namespace allot::cli {
namespace {

constexpr std::size_t plain_hang = 4, hang_below = 6;
constexpr std::size_t least_meaning = 26;  // characters in which a meaning is read with ease

std::size_t hang_of_row(std::string_view line) {
  const std::size_t first = line.find_first_not_of(' ');
  const std::size_t gap = first == std::string_view::npos ? first : line.find("  ", first);
  const std::size_t second = gap == std::string_view::npos ? gap : line.find_first_not_of(' ', gap);
  return second == std::string_view::npos ? plain_hang : second;
}

std::size_t bytes_of(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  for (; characters > 0 && at < text.size(); --characters) at += std::max<std::size_t>(1, code_point_length(text, at));
  return std::min(at, text.size());
}

/// A word of a command, and what may end the line before it: nothing at its begin, a backslash between words of the
/// shell, a line end alone within quotes, where JSON takes it for a blank.
struct ShellWord {
  std::string text;
  bool is_quoted = false;
};

std::vector<ShellWord> shell_words(std::string_view command) {
  std::vector<ShellWord> words(1);
  bool in_quotes = false, in_text = false;
  for (const char c : command) {
    if (c == '\'') in_quotes = !in_quotes;
    if (c == '"') in_text = !in_text;
    if (c == ' ' && !in_text)
      words.push_back({"", in_quotes});
    else
      words.back().text += c;
  }
  return words;
}

std::string wrapped_command(std::string_view line, std::size_t width) {
  const std::size_t indent = line.find_first_not_of(' ');
  const std::vector<ShellWord> words = shell_words(line.substr(indent));
  std::string out(indent, ' ');
  std::size_t used = indent;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t length = count_code_points(words[i].text);
    const std::size_t end = i + 1 < words.size() && !words[i + 1].is_quoted ? 2 : 0;  // room for a backslash
    if (i > 0 && used + 1 + length + end > width) {
      out += words[i].is_quoted ? "\n" : " \\\n";
      out += std::string(indent + plain_hang, ' ') + words[i].text;
      used = indent + plain_hang + length;
    } else {
      out += (i > 0 ? " " : "") + words[i].text;
      used += (i > 0 ? 1 : 0) + length;
    }
  }
  return out + "\n";
}

std::string wrapped_line(std::string_view line, std::size_t width) {
  if (!line.starts_with(' ')) return wrapped(line, "", width);
  if (line.substr(line.find_first_not_of(' ')).starts_with("allot ")) return wrapped_command(line, width);
  const std::size_t hang = hang_of_row(line);
  if (hang == plain_hang || hang + least_meaning <= width || count_code_points(line) <= width)
    return wrapped(line, std::string(hang, ' '), width);
  const std::string_view key = line.substr(0, hang);
  return wrapped_row(key.substr(0, key.find_last_not_of(' ') + 1), line.substr(hang), hang, width);
}

}  // namespace

std::string wrapped(std::string_view paragraph, std::string_view hang, std::size_t width) {
  std::string out;
  std::size_t room = width;
  while (count_code_points(paragraph) > room) {
    const std::size_t first = std::min(paragraph.find_first_not_of(' '), paragraph.size());
    const std::size_t end = bytes_of(paragraph, room);
    std::size_t cut = paragraph.rfind(' ', end);
    if (cut == std::string_view::npos || cut < first) cut = std::min(paragraph.find(' ', first), paragraph.size());
    const std::size_t next = std::min(paragraph.find_first_not_of(' ', cut), paragraph.size());
    const std::size_t last = paragraph.find_last_not_of(' ', cut);
    out.append(paragraph.substr(0, last == std::string_view::npos ? cut : last + 1));
    paragraph.remove_prefix(next);
    if (paragraph.empty()) return out + "\n";
    out.append("\n").append(hang);
    room = width - std::min(width, hang.size());
  }
  return out.append(paragraph).append("\n");
}

std::string wrapped_row(std::string_view key, std::string_view meaning, std::size_t column, std::size_t width) {
  const std::size_t length = count_code_points(key);
  const bool is_beside = column + least_meaning <= width;
  const std::string hang(is_beside ? column : hang_below, ' ');
  if (meaning.empty()) return std::string(key) + "\n";
  if (is_beside && length + 2 <= column)
    return wrapped(std::string(key) + std::string(column - length, ' ') + std::string(meaning), hang, width);
  return wrapped(key, "    ", width) + wrapped(hang + std::string(meaning), hang, width);
}

std::string wrapped_text(std::string_view text, std::size_t width) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += wrapped_line(text.substr(0, end), width);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

void say_notes(std::string_view lines) {
  std::string out;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    out += wrapped(lines.substr(at, end - at), "    ", width_of_errors());
    at = end + 1;
  }
  say(out);
}

}  // namespace allot::cli
