#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace allot::json {

/// SHA-256 of texts, one after the other.
class Digest {
 public:
  Digest();
  ~Digest();
  void add(std::string_view text);
  /// Once, at the end.
  std::array<std::uint8_t, 32> bytes();
  std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::array<std::uint8_t, 32> sha256(std::string_view text);

}  // namespace allot::json
