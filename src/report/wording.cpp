#include "report/wording.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace allot::report {

std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return printable(line);
}

std::string shortened(std::string_view text, std::size_t most) {
  if (count_code_points(text) <= most) return std::string(text);
  std::size_t end = 0;
  for (std::size_t kept = 1; kept < most; ++kept) end += std::max<std::size_t>(1, code_point_length(text, end));
  return std::string(text.substr(0, end)) + "…";
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  const std::string margin(indent, ' ');
  std::string lines;
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    const std::size_t length = count_code_points(word);
    const bool fits = used == 0 || indent + used + 1 + length <= width;
    if (used > 0) lines += fits ? ' ' : '\n';
    if (used == 0 || !fits) lines += margin;
    lines += word;
    used = fits && used > 0 ? used + 1 + length : length;
  }
  return lines.empty() ? lines : lines + "\n";
}

std::string hanging(std::string_view head, std::string_view text, std::size_t width) {
  const std::size_t indent = count_code_points(head);
  std::string lines = wrapped(text, width, indent);
  return lines.empty() ? std::string(head) + "\n" : lines.replace(0, indent, head);
}

std::string counted(std::size_t count, std::string_view noun) {
  return counted_text(static_cast<std::int64_t>(count), noun);
}

std::string counted_whole(double count, std::string_view noun) {
  return counted_text(static_cast<std::int64_t>(std::llround(count)), noun);
}

}  // namespace allot::report
