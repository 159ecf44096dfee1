#include "queue_loop.hpp"

#include <cstdint>
#include <limits>
#include <memory>

#include "chance.hpp"

namespace allot::bench {
namespace {

constexpr std::int64_t day = 86400, end = 230 * day;
constexpr double seconds_between = 1000, seconds_served = 800;

/// When those who wait came, in order; a ring that grows.
class Waiting {
 public:
  bool empty() const { return first_ == last_; }
  std::uint64_t size() const { return last_ - first_; }
  void clear() { first_ = last_ = 0; }
  void push(std::int64_t came) {
    if (size() == ring_.size()) grow();
    ring_[last_++ & (ring_.size() - 1)] = came;
  }
  std::int64_t pop() { return ring_[first_++ & (ring_.size() - 1)]; }

 private:
  void grow() {
    std::vector<std::int64_t> larger(2 * ring_.size());
    for (std::uint64_t i = first_; i < last_; ++i) larger[i & (larger.size() - 1)] = ring_[i & (ring_.size() - 1)];
    ring_ = std::move(larger);
  }

  std::vector<std::int64_t> ring_ = std::vector<std::int64_t>(256);
  std::uint64_t first_ = 0, last_ = 0;
};

class Loop {
 public:
  std::vector<double> run(std::uint64_t number) {
    constexpr std::int64_t nobody = std::numeric_limits<std::int64_t>::max();
    Generator random(number);
    waiting_.clear();
    std::int64_t next = seconds(seconds_between, random), leaves = nobody, stayed = 0, served = 0;
    while (next < end || leaves < end) {
      if (next < leaves) {
        if (waiting_.empty()) leaves = next + seconds(seconds_served, random);
        waiting_.push(next);
        next += seconds(seconds_between, random);
      } else {
        stayed += leaves - waiting_.pop();
        ++served;
        leaves = waiting_.empty() ? nobody : leaves + seconds(seconds_served, random);
      }
    }
    const auto customers = static_cast<double>(served);
    return {customers, static_cast<double>(stayed) / day / customers};
  }

 private:
  std::int64_t seconds(double mean, Generator& random) const {
    return static_cast<std::int64_t>(exponential_(random) * mean + 0.5);
  }

  Exponential exponential_;
  Waiting waiting_;
};

}  // namespace

Replicate queue_loop() {
  const auto loop = std::make_shared<Loop>();
  return [loop](std::uint64_t number) { return loop->run(number); };
}

}  // namespace allot::bench
