#include "page/policy.hpp"

#include <array>
#include <cstdint>

#include "json/digest.hpp"

namespace allot::page {
namespace {

std::string base64(const std::array<std::uint8_t, 32>& bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto byte = [&](std::size_t k) { return i + k < bytes.size() ? bytes[i + k] : 0u; };
    const std::uint32_t three = byte(0) << 16 | byte(1) << 8 | byte(2);
    for (int k = 3; k >= 0; --k) out += digits[three >> (6 * k) & 63];
  }
  return out.replace(43, 1, "=");  // 32 bytes are ten threes and two
}

}  // namespace

std::string hash_source(std::string_view text) { return "'sha256-" + base64(json::sha256(text)) + "'"; }

}  // namespace allot::page
