#include <atomic>
#include <cstdlib>
#include <new>

#include "engine/replication.hpp"
#include "engine/shortage.hpp"
#include "engine/simulate.hpp"
#include "support/catch.hpp"

namespace {

std::atomic<long>& requests() {
  static std::atomic<long> count{0};  // of the whole program, as is the operator that it counts
  return count;
}

}  // namespace

void* operator new(std::size_t size) {
  requests().fetch_add(1, std::memory_order_relaxed);
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace allot {
namespace {

// Number 3 again, once it and its neighbours have been run in the same memory.
long requests_when_warm(const model::Model& model) {
  engine::Replication sim(model, {}, 1, 0);
  for (const std::uint64_t number : {3u, 1u, 2u, 3u}) {
    sim.number = number;
    engine::run(sim);
  }
  const long before = requests().load();
  engine::run(sim);
  return requests().load() - before;
}

}  // namespace

TEST_CASE("a warm replication asks for no memory", "[engine]") {
  Shortage shortage;
  CHECK(requests_when_warm(compiled(shortage)) == 0);
  shortage.route = R"([{"stage": "test", "servers": 2, "delay": {"exponential": {"mean": "1d"}}}])";
  CHECK(requests_when_warm(compiled(shortage)) == 0);
}

}  // namespace allot
