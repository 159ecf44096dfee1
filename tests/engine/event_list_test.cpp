#include "engine/event_list.hpp"

#include <queue>
#include <random>

#include "support/catch.hpp"

namespace allot::engine::event_list_test {
namespace {

struct IsLater {
  bool operator()(const Event& a, const Event& b) const { return b < a; }
};

/// A list and the standard library's queue, in step.
struct Both {
  EventList ours;
  std::priority_queue<Event, std::vector<Event>, IsLater> theirs;
  std::uint64_t pushed = 0;

  void push(std::int64_t at, std::uint64_t rank) {
    const Event event{at, rank, 0, static_cast<Index>(pushed++), EventKind::grid_sample};
    ours.push(event);
    theirs.push(event);
  }
  std::int64_t pop() {
    REQUIRE_FALSE(ours.empty());
    const Event event = ours.top();
    REQUIRE(event.at == theirs.top().at);
    REQUIRE(event.rank == theirs.top().rank);
    ours.pop();
    theirs.pop();
    return event.at;
  }
};

/// So many events, then as many times one out and about one in, at times `ahead` of the present; then all out.
template <class Ahead>
void hold(std::size_t pending, std::mt19937_64& random_bits, Ahead&& ahead) {
  Both both;
  std::uint64_t rank = 0;
  const auto next_rank = [&] { return random_bits() % 3 == 0 ? random_bits() % 1000 : 1000 + rank++; };
  for (std::size_t i = 0; i < pending; ++i) both.push(ahead(), 1000 + rank++);
  for (std::size_t i = 0; i < 4 * pending && !both.ours.empty(); ++i) {
    const std::int64_t now = both.pop();
    for (std::uint64_t more = random_bits() % 3; more-- > 0;) both.push(now + 1 + ahead(), next_rank());
  }
  while (!both.theirs.empty()) both.pop();
  CHECK(both.ours.empty());
}

}  // namespace

TEST_CASE("events come in the order of a heap, few or many, near or far, of one moment or of all times") {
  std::mt19937_64 random_bits(1);
  for (const std::size_t pending : {1u, 40u, 512u, 513u, 3000u, 20000u}) {
    CAPTURE(pending);
    hold(pending, random_bits, [&] { return static_cast<std::int64_t>(random_bits() % 1'000'000'000); });
    hold(pending, random_bits, [&] { return static_cast<std::int64_t>(random_bits() % 100); });
    hold(pending, random_bits, [&] { return static_cast<std::int64_t>(random_bits() % 2) << 40; });
    hold(pending, random_bits, [&] { return static_cast<std::int64_t>(1) << random_bits() % 50; });
    hold(pending, random_bits, [] { return std::int64_t{0}; });
  }
}

TEST_CASE("what was planned and what comes up meanwhile are one list; a copy goes on by itself") {
  constexpr std::int64_t all = 6000;
  EventList list;
  const auto event = [](std::int64_t at) { return Event{at, 0, 0, static_cast<Index>(at), EventKind::grid_sample}; };
  for (std::int64_t at = 0; at < all; at += 2) list.plan(event(at));
  list.sort_plan();
  for (std::int64_t at = all - 1; at > all / 2; at -= 2) list.push(event(at));
  for (std::int64_t at = 0; at < all / 2; at += 2) {
    REQUIRE(list.top().at == at);
    list.pop();
    list.push(event(at + 1));
    REQUIRE(list.top().at == at + 1);
    list.pop();
  }
  EventList copy;
  copy = list;
  for (EventList* it : {&copy, &list}) {
    for (std::int64_t at = all / 2; at < all; ++at, it->pop()) REQUIRE(it->top().at == at);
    CHECK(it->empty());
  }
}

}  // namespace allot::engine::event_list_test
