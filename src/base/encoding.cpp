#include "base/encoding.hpp"

#include <cstdint>

#include "base/utf8.hpp"

namespace allot {
namespace {

// Of the bytes 80 to 9F; 0: none.
constexpr char16_t letters_of_1252[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                          0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                          0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                          0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append(std::string& text, std::uint32_t point) {
  const auto byte = [&](std::uint32_t bits) { text += static_cast<char>(bits); };
  if (point < 0x80) return byte(point);
  if (point < 0x800) return byte(0xC0 | point >> 6), byte(0x80 | (point & 0x3F));
  if (point < 0x10000) return byte(0xE0 | point >> 12), byte(0x80 | (point >> 6 & 0x3F)), byte(0x80 | (point & 0x3F));
  byte(0xF0 | point >> 18), byte(0x80 | (point >> 12 & 0x3F)), byte(0x80 | (point >> 6 & 0x3F));
  byte(0x80 | (point & 0x3F));
}

std::optional<std::string> from_windows_1252(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_odd = byte >= 0x80 && byte < 0xA0;
    const std::uint32_t point = is_odd ? letters_of_1252[byte - 0x80] : byte;
    if (is_odd && point == 0) return std::nullopt;
    append(text, point);
  }
  return text;
}

bool has_mark(std::string_view bytes, char first, char second) {
  return bytes.size() >= 2 && bytes[0] == first && bytes[1] == second;
}

constexpr bool leads(std::uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
constexpr bool trails(std::uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

std::optional<std::string> from_utf_16(std::string_view bytes) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  const bool is_big_first = has_mark(bytes, '\xFE', '\xFF');
  const auto unit_at = [&](std::size_t at) -> std::uint32_t {
    const auto one = static_cast<unsigned char>(bytes[at]), two = static_cast<unsigned char>(bytes[at + 1]);
    return is_big_first ? one * 256u + two : two * 256u + one;
  };
  std::string text;
  text.reserve(bytes.size() / 2);
  for (std::size_t at = is_big_first || has_mark(bytes, '\xFF', '\xFE') ? 2 : 0; at < bytes.size(); at += 2) {
    std::uint32_t point = unit_at(at);
    if (trails(point)) return std::nullopt;
    if (leads(point)) {
      at += 2;
      if (at >= bytes.size() || !trails(unit_at(at))) return std::nullopt;
      point = 0x10000 + ((point - 0xD800) << 10) + (unit_at(at) - 0xDC00);
    }
    append(text, point);
  }
  return text;
}

}  // namespace

std::optional<Encoding> encoding_named(std::string_view word) {
  if (word == "utf-8") return Encoding::utf_8;
  if (word == "windows-1252") return Encoding::windows_1252;
  return word == "utf-16" ? std::optional(Encoding::utf_16) : std::nullopt;
}

std::optional<std::string> in_utf_8(std::string_view bytes, Encoding encoding) {
  switch (encoding) {
    case Encoding::utf_8: return std::string(bytes);
    case Encoding::windows_1252: return from_windows_1252(bytes);
    case Encoding::utf_16: return from_utf_16(bytes);
  }
  return std::nullopt;
}

Encoding encoding_of(std::string_view bytes) {
  if (has_mark(bytes, '\xFF', '\xFE') || has_mark(bytes, '\xFE', '\xFF')) return Encoding::utf_16;
  return first_invalid_byte(bytes) == bytes.size() ? Encoding::utf_8 : Encoding::windows_1252;
}

}  // namespace allot
