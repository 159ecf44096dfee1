#include "engine/chance.hpp"

#include <algorithm>

namespace allot::engine {
bool Chance::is_off() const {
  was_asked_ = was_asked_ || !is_typical_;
  return is_typical_;
}

double Chance::draw(std::uint64_t stream, std::uint64_t index, std::uint32_t count) const {
  return is_off() ? median : allot::draw(seed_, number, stream, index, count);
}

void Chance::draw_each(std::span<const Address> addresses, std::span<double> draws) const {
  if (addresses.empty()) return;
  if (is_off()) return std::fill(draws.begin(), draws.end(), median);
  allot::draw_each(seed_, number, addresses, draws);
}

void Chance::draw_consecutive(std::uint64_t stream, std::uint64_t first, std::span<double> draws) const {
  if (is_off()) return std::fill(draws.begin(), draws.end(), median);
  allot::draw_consecutive({seed_, stream}, number, first, draws);
}

}  // namespace allot::engine
