#include "hold.hpp"

#include <memory>
#include <queue>

#include "chance.hpp"
#include "engine/event_list.hpp"
#include "radix_heap.hpp"

namespace allot::bench {
namespace {

constexpr std::uint32_t holds = 200'000;

struct Ours {
  engine::EventList list;
  void push(std::int64_t when, std::uint32_t number) {
    list.push({when, number, 0, 0, engine::EventKind::grid_sample});
  }
  std::pair<std::int64_t, std::uint32_t> pop() {
    const engine::Event event = list.top();
    list.pop();
    return {event.at, static_cast<std::uint32_t>(event.rank)};
  }
};

struct Radix {
  RadixHeap heap;
  void push(std::int64_t when, std::uint32_t number) { heap.push({when, number, 0}); }
  std::pair<std::int64_t, std::uint32_t> pop() {
    const Entry entry = heap.pop();
    return {entry.at, entry.number};
  }
};

struct Standard {
  struct IsLater {
    bool operator()(const Entry& a, const Entry& b) const { return a.at != b.at ? a.at > b.at : a.number > b.number; }
  };
  std::priority_queue<Entry, std::vector<Entry>, IsLater> heap;
  void push(std::int64_t when, std::uint32_t number) { heap.push({when, number, 0}); }
  std::pair<std::int64_t, std::uint32_t> pop() {
    const Entry entry = heap.top();
    heap.pop();
    return {entry.at, entry.number};
  }
};

using Delays = std::vector<std::int64_t>;

std::shared_ptr<const Delays> delays() {
  constexpr std::size_t count = 1 << 20;
  constexpr double mean = 1 << 20;
  Generator random(1);
  const Exponential exponential;
  Delays out(count);
  for (std::int64_t& it : out) it = static_cast<std::int64_t>(exponential(random) * mean + 0.5);
  return std::make_shared<const Delays>(std::move(out));
}

/// Goes on from where the last call stopped. Gives a number that any other order of events would change.
template <class List>
struct Holding {
  std::shared_ptr<const Delays> delays;
  List list{};
  std::uint32_t pushed = 0;

  void push(std::int64_t now) {
    list.push(now + (*delays)[pushed % delays->size()], pushed);
    ++pushed;
  }

  std::vector<double> go_on() {
    std::uint64_t sum = 0;
    for (std::uint32_t i = 0; i < holds; ++i) {
      const auto [when, number] = list.pop();
      sum = sum * 31 + number;
      push(when);
    }
    return {static_cast<double>(sum >> 12)};
  }
};

template <class List>
Make holding(std::size_t pending, const std::shared_ptr<const Delays>& delays) {
  return [=]() -> Replicate {
    const auto it = std::make_shared<Holding<List>>(Holding<List>{delays});
    for (std::size_t i = 0; i < pending; ++i) it->push(0);
    return [it](std::uint64_t) { return it->go_on(); };
  };
}

}  // namespace

Case hold(std::size_t pending) {
  const auto chance = delays();
  Case out;
  out.name = "hold " + std::to_string(pending);
  out.numbers = {"order of events"};
  out.sides = {{"engine", holding<Ours>(pending, chance)},
               {"radix heap", holding<Radix>(pending, chance)},
               {"std::priority_queue", holding<Standard>(pending, chance)}};
  out.replications = 15;
  out.agreement = Agreement::exactly;
  out.operations = holds;
  return out;
}

}  // namespace allot::bench
