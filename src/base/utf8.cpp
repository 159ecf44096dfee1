#include "base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

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

// Eight bytes at a time: most of a text is ASCII.
std::size_t length_of_ascii(std::string_view text) {
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, 8);
    if (bytes & 0x8080808080808080u) break;
  }
  while (at < text.size() && byte_at(text, at) < 0x80) ++at;
  return at;
}

std::uint32_t code_point(std::string_view bytes) {
  if (bytes.size() == 1) return byte_at(bytes, 0);
  std::uint32_t code = byte_at(bytes, 0) & (0xFFu >> (bytes.size() + 1));
  for (std::size_t i = 1; i < bytes.size(); ++i) code = code << 6 | (byte_at(bytes, i) & 0x3Fu);
  return code;
}

struct Range {
  std::uint32_t first, last;
};

// What is not shown as itself: controls, marks of direction and of no width, separators, tags. Joiners (U+200C and
// U+200D) belong to words of some languages.
constexpr std::array<Range, 14> hidden = {{{0x00, 0x08},
                                           {0x0A, 0x1F},
                                           {0x7F, 0x9F},
                                           {0xAD, 0xAD},
                                           {0x061C, 0x061C},
                                           {0x180E, 0x180E},
                                           {0x200B, 0x200B},
                                           {0x200E, 0x200F},
                                           {0x2028, 0x202E},
                                           {0x2060, 0x206F},
                                           {0xFEFF, 0xFEFF},
                                           {0xFFF9, 0xFFFB},
                                           {0x1D173, 0x1D17A},
                                           {0xE0000, 0xE007F}}};

bool is_hidden(std::uint32_t code) {
  if (code >= 0x20 && code < 0x7F) return false;
  return std::any_of(hidden.begin(), hidden.end(),
                     [&](const Range& it) { return code >= it.first && code <= it.last; });
}

// Where the last code point begins, or the last byte that belongs to none.
std::size_t begin_of_last(std::string_view text) {
  for (std::size_t length = 2; length <= std::min<std::size_t>(4, text.size()); ++length)
    if (code_point_length(text, text.size() - length) == length) return text.size() - length;
  return text.size() - 1;
}

std::string in_hexadecimal(std::uint32_t number, std::size_t least_digits) {
  std::string text;
  for (; number > 0 || text.size() < least_digits; number >>= 4)
    text.insert(text.begin(), "0123456789abcdef"[number & 15]);
  return text;
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
    at += length_of_ascii(text.substr(at));
    if (at == text.size()) break;
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
    if (length == 0) {
      shown += "\\x" + in_hexadecimal(byte_at(text, at++), 2);
      continue;
    }
    const std::uint32_t code = code_point(text.substr(at, length));
    if (is_hidden(code))
      shown += "\\u" + in_hexadecimal(code, 4);
    else
      shown += text.substr(at, length);
    at += length;
  }
  return shown;
}

std::string excerpt(std::string_view text, std::size_t most) {
  if (text.size() <= most || count_code_points(text) <= most) return printable(text);
  std::size_t head = 0, tail = text.size();
  for (std::size_t kept = 0; kept < most / 2; ++kept) head += std::max<std::size_t>(1, code_point_length(text, head));
  for (std::size_t kept = 0; kept < most / 2 && tail > head; ++kept) tail = begin_of_last(text.substr(0, tail));
  return printable(text.substr(0, head)) + " ... " + printable(text.substr(tail));
}

}  // namespace allot
