// A label is text wherever it stands. Three escapers for three places, and no text is put into a page without one of them:
// HTML (text and attributes alike, so that moving a label from one to the other is no mistake), JSON in an element
// script, where only "<" and the line separators of JavaScript matter beyond JSON, and addresses, of which only https: is
// followed: "javascript:" and "data:" would run.
//
// What turns the direction of writing makes a name look like another one (Boucher and Anderson, 2023, Trojan Source),
// and is not needed by names that are written from right to left: the characters themselves say that.

#include "page/escape.hpp"

#include <cstdint>

#include "base/utf8.hpp"

namespace allot::page {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

std::uint32_t code_point(std::string_view bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])); };
  if (bytes.size() == 1) return byte(0);
  std::uint32_t point = byte(0) & (0x7Fu >> bytes.size());
  for (std::size_t i = 1; i < bytes.size(); ++i) point = point << 6 | (byte(i) & 0x3F);
  return point;
}

bool is_harmful(std::uint32_t it) {
  const bool is_control = it < 0x20 || (it >= 0x7F && it < 0xA0);
  const bool turns =
      it == 0x061C || it == 0x200E || it == 0x200F || (it >= 0x202A && it <= 0x202E) || (it >= 0x2066 && it <= 0x2069);
  const bool is_no_character = (it & 0xFFFE) == 0xFFFE || (it >= 0xFDD0 && it <= 0xFDEF);
  return (is_control && it != '\n' && it != '\t') || turns || is_no_character;
}

}  // namespace

std::string harmless(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = code_point_length(text, at);
    const std::string_view bytes = text.substr(at, length);
    out += length == 0 || is_harmful(code_point(bytes)) ? replacement : bytes;
    at += length == 0 ? 1 : length;
  }
  return out;
}

std::string in_html(std::string_view text) {
  std::string out;
  for (const char c : harmless(text)) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  return out;
}

std::string in_script(std::string_view text) {
  std::string out = "\"";
  const std::string safe = harmless(text);
  for (std::size_t at = 0; at < safe.size(); ++at) {
    const std::string_view rest = std::string_view(safe).substr(at);
    if (rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9")) {
      out += rest[2] == '\xA8' ? "\\u2028" : "\\u2029";
      at += 2;
    } else if (safe[at] == '"' || safe[at] == '\\') {
      out.append("\\").append(1, safe[at]);
    } else if (safe[at] == '<') {
      out += "\\u003c";
    } else if (safe[at] == '\n' || safe[at] == '\t') {
      out += safe[at] == '\n' ? "\\n" : "\\t";
    } else {
      out += safe[at];
    }
  }
  return out + "\"";
}

bool is_link(std::string_view address) { return address.starts_with("https://"); }

}  // namespace allot::page
