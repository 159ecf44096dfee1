#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <new>
#include <vector>

#include "allot/scenario_io.hpp"
#include "engine/replication.hpp"
#include "engine/shortage.hpp"
#include "engine/simulate.hpp"
#include "metrics/metrics.hpp"
#include "model/compile.hpp"
#include "support/catch.hpp"
#include "support/generate.hpp"

namespace {

std::atomic<long>& requests() {
  static std::atomic<long> count{0};  // of the whole program, as is the operator that it counts
  return count;
}

}  // namespace

void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  requests().fetch_add(1, std::memory_order_relaxed);
  return std::malloc(size == 0 ? 1 : size);
}
void* operator new(std::size_t size) {
  if (void* memory = operator new(size, std::nothrow)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace allot::allocation_free_test {
namespace {

/// Simulates and measures in memory that it keeps.
struct Worker {
  const model::Model& model;
  engine::Replication sim;
  engine::Layout layout{model};
  metrics::Scratch scratch{};
  std::vector<double> row = std::vector<double>(metrics::columns(model).size());

  Worker(const model::Model& of, engine::Recording recording) : model(of), sim(of, recording, 1, 0) {}

  void run(std::uint64_t number) {
    sim.chance.number = number;
    engine::run(sim);
    metrics::measure(model, layout, sim.seen, row, scratch);
  }
};

// Number 3 again, once it and its neighbours have been run in the same memory.
long requests_when_warm(const model::Model& model, engine::Recording recording = {}) {
  Worker worker(model, recording);
  for (const std::uint64_t number : {3u, 1u, 2u, 3u}) worker.run(number);
  const long before = requests().load();
  worker.run(3);
  return requests().load() - before;
}

engine::Recording with_grid() {
  engine::Recording out;
  out.grid = true;
  return out;
}

model::Model compiled_text(const std::string& text) {
  return model::compile(check(read_text(std::make_shared<const Text>(Text{"generated", text}), ".")));
}

}  // namespace

TEST_CASE("a warm replication allocates nothing", "[engine]") {
  Shortage shortage;
  CHECK(requests_when_warm(compiled(shortage)) == 0);
  shortage.route = R"([{"stage": "test", "servers": 2, "delay": {"exponential": {"mean": "1d"}}}])";
  CHECK(requests_when_warm(compiled(shortage)) == 0);
}

TEST_CASE("a warm replication of a ready scenario allocates nothing", "[engine]") {
  for (const auto& entry : std::filesystem::directory_iterator(ALLOT_SOURCE_DIR "/data/scenarios")) {
    if (entry.path().extension() != ".json") continue;
    INFO(entry.path().filename());
    const model::Model model = model::compile(check(read(entry.path())));
    CHECK(requests_when_warm(model) == 0);
    CHECK(requests_when_warm(model, with_grid()) == 0);
  }
}

TEST_CASE("a warm replication allocates nothing whatever happens in it", "[engine]") {
  Features features;
  features.chance = true;
  features.money = false;  // which is worked out by month, in memory of its own
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    INFO("seed " << seed);
    CHECK(requests_when_warm(compiled_text(generate_scenario(seed, features)), with_grid()) == 0);
  }
}

}  // namespace allot::allocation_free_test
