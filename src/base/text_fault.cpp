#include "base/text_fault.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace allot {
namespace {

Problem problem_at(const TextPointer& text, std::size_t at, std::string message, std::string hint = {}) {
  const auto begin = static_cast<std::uint32_t>(at);
  return {{text, begin, begin + 1, 0, 0}, "", std::move(message), std::move(hint), false};
}

bool begins_as_utf16(std::string_view content) {
  return content.starts_with("\xFF\xFE") || content.starts_with("\xFE\xFF");
}

}  // namespace

std::optional<Problem> fault_in_text(const TextPointer& text) {
  const std::string_view content = text->content;
  if (content.size() > UINT32_MAX / 2) return problem_at(text, 0, "the text is larger than 2 GB");
  const std::size_t invalid = first_invalid_byte(content);
  const std::size_t nul = std::min(content.find('\0'), content.size());
  if (nul < invalid) return problem_at(text, nul, "a NUL, which no text has", "is the file whole, and saved as UTF-8?");
  if (invalid == content.size()) return std::nullopt;
  return problem_at(text, invalid, "this byte is not UTF-8",
                    begins_as_utf16(content) ? "the file is UTF-16: save it as UTF-8" : "save the file as UTF-8");
}

}  // namespace allot
