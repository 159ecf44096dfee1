#include "rationing_loop.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "chance.hpp"
#include "radix_heap.hpp"

namespace allot::bench {
namespace {

constexpr std::int64_t day = 86400, week = 7 * day;
constexpr std::uint32_t none = UINT32_MAX;

struct Order {
  std::int64_t placed = 0;
  std::int32_t left = 0;
  std::uint32_t owner = 0, next = none;
};

struct Line {
  std::uint32_t first = none, last = none;
  std::int64_t backlog = 0;
};

struct Shipment {
  std::int64_t placed = 0;
  std::int32_t units = 0;
  std::uint32_t owner = 0;
};

class Loop {
 public:
  explicit Loop(const Rationing& it) : it_(it), end_(it.weeks * week + day / 2), lines_(it.organisations) {}

  std::vector<double> run(std::uint64_t number) {
    clear(number);
    push(week, run_event);
    for (std::uint32_t i = 0; i < it_.organisations; ++i) push(gap(), i);
    while (!events_.empty()) {
      const Entry event = events_.pop();
      if (event.at > end_) break;
      if (event.what < it_.organisations)
        place_order(event.at, event.what);
      else if (event.what == run_event)
        allocate(event.at);
      else
        deliver(event.at, event.what - it_.organisations);
    }
    const auto units = static_cast<double>(delivered_);
    return {units, static_cast<double>(first_delivered_), static_cast<double>(lead_seconds_) / day / units,
            static_cast<double>(waiting_)};
  }

 private:
  static constexpr std::uint32_t run_event = none;

  void clear(std::uint64_t number) {
    random_ = Generator(number);
    events_.clear();
    orders_.clear();
    shipments_.clear();
    free_shipments_.clear();
    std::fill(lines_.begin(), lines_.end(), Line{});
    pushed_ = 0;
    oldest_ = turn_ = 0;
    stock_ = waiting_ = delivered_ = first_delivered_ = lead_seconds_ = 0;
  }

  void push(std::int64_t at, std::uint32_t what) { events_.push({at, pushed_++, what}); }
  std::int64_t gap() { return static_cast<std::int64_t>(exponential_(random_) * (14.0 * day) + 0.5); }
  std::int64_t time_on_the_way() {
    return static_cast<std::int64_t>(30.0 * day * std::exp(0.5 * normal_(random_)) + 0.5);
  }

  void place_order(std::int64_t now, std::uint32_t owner) {
    const auto units = static_cast<std::int32_t>(1 + (random_() >> 32) * 99 / (std::uint64_t{1} << 32));
    const auto order = static_cast<std::uint32_t>(orders_.size());
    orders_.push_back({now, units, owner, none});
    Line& line = lines_[owner];
    if (line.first == none)
      line.first = order;
    else
      orders_[line.last].next = order;
    line.last = order;
    line.backlog += units;
    waiting_ += units;
    push(now + gap(), owner);
  }

  void ship(std::int64_t now, Order& order, std::int64_t units) {
    order.left -= static_cast<std::int32_t>(units);
    lines_[order.owner].backlog -= units;
    waiting_ -= units;
    stock_ -= units;
    const std::int64_t arrival = now + time_on_the_way();
    if (arrival > end_) return;
    auto place = static_cast<std::uint32_t>(shipments_.size());
    if (free_shipments_.empty()) {
      shipments_.emplace_back();
    } else {
      place = free_shipments_.back();
      free_shipments_.pop_back();
    }
    shipments_[place] = {order.placed, static_cast<std::int32_t>(units), order.owner};
    push(arrival, place + it_.organisations);
  }

  void deliver(std::int64_t now, std::uint32_t place) {
    const Shipment& it = shipments_[place];
    delivered_ += it.units;
    if (it.owner == 0) first_delivered_ += it.units;
    lead_seconds_ += it.units * (now - it.placed);
    free_shipments_.push_back(place);
  }

  void allocate(std::int64_t now) {
    stock_ += it_.lot();
    if (now + week <= end_) push(now + week, run_event);
    if (it_.sharing == Sharing::first_come_first_served) return serve_oldest(now);
    share();
    for (std::uint32_t i = 0; i < it_.organisations; ++i) {
      Line& line = lines_[i];
      for (std::int64_t left = shares_[i]; left > 0;) {
        Order& order = orders_[line.first];
        const std::int64_t units = std::min<std::int64_t>(left, order.left);
        ship(now, order, units);
        if (order.left == 0) line.first = order.next;
        left -= units;
      }
    }
  }

  void serve_oldest(std::int64_t now) {
    while (stock_ > 0 && oldest_ < orders_.size()) {
      Order& order = orders_[oldest_];
      ship(now, order, std::min<std::int64_t>(stock_, order.left));
      if (order.left == 0) ++oldest_;
    }
  }

  void share() {
    shares_.resize(lines_.size());
    if (waiting_ <= stock_) {
      for (std::size_t i = 0; i < lines_.size(); ++i) shares_[i] = lines_[i].backlog;
    } else if (it_.sharing == Sharing::proportional) {
      share_in_proportion();
    } else {
      share_equally();
    }
  }

  void share_in_proportion() {
    std::int64_t left = stock_;
    fractions_.clear();
    for (std::uint32_t i = 0; i < it_.organisations; ++i) {
      const std::int64_t product = stock_ * lines_[i].backlog;
      shares_[i] = product / waiting_;
      left -= shares_[i];
      fractions_.push_back({-(product % waiting_), i});
    }
    if (left == 0) return;
    std::nth_element(fractions_.begin(), fractions_.begin() + left, fractions_.end());
    for (std::int64_t k = 0; k < left; ++k) ++shares_[fractions_[static_cast<std::size_t>(k)].second];
  }

  std::int64_t given_at(std::int64_t level) const {
    std::int64_t sum = 0;
    for (const Line& line : lines_) sum += std::min(line.backlog, level);
    return sum;
  }

  // The highest level that the stock fills, and single units above it for those whose turn it is.
  void share_equally() {
    std::int64_t level = 0, too_high = stock_ + 1;
    while (too_high - level > 1) {
      const std::int64_t middle = (level + too_high) / 2;
      (given_at(middle) <= stock_ ? level : too_high) = middle;
    }
    std::int64_t left = stock_ - given_at(level);
    for (std::size_t i = 0; i < lines_.size(); ++i) shares_[i] = std::min(lines_[i].backlog, level);
    for (std::size_t k = 0; k < lines_.size() && left > 0; ++k) {
      turn_ = turn_ + 1 == lines_.size() ? 0 : turn_ + 1;
      if (lines_[turn_].backlog <= level) continue;
      ++shares_[turn_];
      --left;
    }
  }

  Rationing it_;
  std::int64_t end_;
  Generator random_{1};
  Exponential exponential_;
  Normal normal_;
  RadixHeap events_;
  std::vector<Order> orders_;
  std::vector<Line> lines_;
  std::vector<Shipment> shipments_;
  std::vector<std::uint32_t> free_shipments_;
  std::vector<std::int64_t> shares_;
  std::vector<std::pair<std::int64_t, std::uint32_t>> fractions_;
  std::uint32_t pushed_ = 0;
  std::size_t oldest_ = 0, turn_ = 0;
  std::int64_t stock_ = 0, waiting_ = 0, delivered_ = 0, first_delivered_ = 0, lead_seconds_ = 0;
};

}  // namespace

Replicate loop_of(const Rationing& it) {
  const auto loop = std::make_shared<Loop>(it);
  return [loop](std::uint64_t number) { return loop->run(number); };
}

}  // namespace allot::bench
