#include "base/utf8.hpp"

#include <algorithm>

namespace allot {
namespace {

unsigned char byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

bool is_between(unsigned char byte, unsigned char low, unsigned char high) { return byte >= low && byte <= high; }

// The second byte has a narrower range after some first bytes: no overlong forms, no surrogates, none past
// U+10FFFF.
bool second_byte_fits(unsigned char first, unsigned char second) {
  switch (first) {
    case 0xE0: return is_between(second, 0xA0, 0xBF);
    case 0xED: return is_between(second, 0x80, 0x9F);
    case 0xF0: return is_between(second, 0x90, 0xBF);
    case 0xF4: return is_between(second, 0x80, 0x8F);
    default: return is_between(second, 0x80, 0xBF);
  }
}

std::size_t length_after(unsigned char first) {
  if (first < 0x80) return 1;
  if (is_between(first, 0xC2, 0xDF)) return 2;
  if (is_between(first, 0xE0, 0xEF)) return 3;
  return is_between(first, 0xF0, 0xF4) ? 4 : 0;
}

}  // namespace

std::size_t code_point_length(std::string_view text, std::size_t at) {
  const unsigned char first = byte_at(text, at);
  const std::size_t length = length_after(first);
  if (length <= 1) return length;
  if (!second_byte_fits(first, byte_at(text, at + 1))) return 0;
  for (std::size_t i = 2; i < length; ++i)
    if (!is_between(byte_at(text, at + i), 0x80, 0xBF)) return 0;
  return length;
}

std::size_t first_invalid_byte(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = code_point_length(text, at);
    if (length == 0) return at;
    at += length;
  }
  return text.size();
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) at += std::max<std::size_t>(1, code_point_length(text, at));
  return count;
}

std::string printable(std::string_view text) {
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = code_point_length(text, at);
    const unsigned char first = byte_at(text, at);
    const bool is_control = (first < 0x20 && first != '\t') || first == 0x7F;
    if (length == 0 || is_control) {
      shown += "\xEF\xBF\xBD";
      ++at;
      continue;
    }
    shown += text.substr(at, length);
    at += length;
  }
  return shown;
}

}  // namespace allot
