#include "json/digest.hpp"

#include <nettle/sha2.h>

namespace allot::json {

struct Digest::State {
  sha256_ctx context{};
};

Digest::Digest() : state_(std::make_unique<State>()) { sha256_init(&state_->context); }

Digest::~Digest() = default;

void Digest::add(std::string_view text) {
  sha256_update(&state_->context, text.size(), reinterpret_cast<const std::uint8_t*>(text.data()));
}

std::array<std::uint8_t, 32> Digest::bytes() {
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> out{};
  sha256_digest(&state_->context, out.size(), out.data());
  return out;
}

std::string Digest::hex() {
  std::string text;
  for (const std::uint8_t byte : bytes()) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

std::array<std::uint8_t, 32> sha256(std::string_view text) {
  Digest digest;
  digest.add(text);
  return digest.bytes();
}

}  // namespace allot::json
