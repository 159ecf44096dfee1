#include "cli/wrap.hpp"

#include <algorithm>

namespace allot::cli {
namespace {

constexpr std::size_t line_width = 80;
constexpr std::size_t plain_hang = 4;

std::size_t hang_of_row(std::string_view line) {
  const std::size_t first = line.find_first_not_of(' ');
  const std::size_t gap = first == std::string_view::npos ? first : line.find("  ", first);
  const std::size_t second = gap == std::string_view::npos ? gap : line.find_first_not_of(' ', gap);
  return second == std::string_view::npos ? plain_hang : second;
}

}  // namespace

std::string wrapped(std::string_view paragraph, std::string_view hang) {
  std::string out;
  std::size_t room = line_width;
  while (paragraph.size() > room) {
    std::size_t cut = paragraph.rfind(' ', room);
    if (cut == std::string_view::npos) cut = std::min(paragraph.find(' '), paragraph.size());
    out.append(paragraph.substr(0, cut)).append("\n").append(hang);
    paragraph.remove_prefix(std::min(cut + 1, paragraph.size()));
    room = line_width - hang.size();
  }
  return out.append(paragraph).append("\n");
}

std::string wrapped_text(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    out += line.starts_with(' ') ? wrapped(line, std::string(hang_of_row(line), ' ')) : wrapped(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace allot::cli
