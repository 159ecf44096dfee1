#include "experiment/feasible.hpp"

#include <algorithm>
#include <cmath>

#include "base/elementary.hpp"
#include "base/text.hpp"
#include "experiment/design.hpp"
#include "experiment/effort.hpp"

namespace allot::experiment {
namespace {

constexpr double most_events = 1e9;           // of one replication: some ten minutes
constexpr double events_a_second = 2e6;       // of one thread, roughly
constexpr double seconds_without_a_word = 5;  // that a run may take

std::string rounded(double number) {
  if (!(number < 1e15)) return "more than 1e15";
  const double step = elementary::ten_to_the(std::max(0, elementary::decimal_exponent(std::max(1.0, number)) - 1));
  return with_thousands(static_cast<std::int64_t>(std::round(number / step) * step));
}

std::string length_of(double seconds) {
  if (seconds < 120) return rounded(seconds) + " seconds";
  if (seconds < 7200) return rounded(seconds / 60) + " minutes";
  if (seconds < 48 * 3600) return rounded(seconds / 3600) + " hours";
  return rounded(seconds / 86400) + " days";
}

// What is most of something, or all of it that counts.
std::string mostly(const Load& load, double figure, const std::string& unit = "") {
  return rounded(figure) + unit + " of them for " + load.subject;
}

void expect_an_end(const Effort& effort) {
  const Load& most = effort.largest_by_events();
  if (std::isinf(most.events)) throw TooMuch("a replication would never end: " + most.subject + ": " + most.remedy);
  if (effort.events() <= most_events) return;
  throw TooMuch("a replication would have about " + rounded(effort.events()) + " events, more than the " +
                rounded(most_events) + " that are simulated; " + mostly(most, most.events) + ": " + most.remedy +
                ", or an earlier 'end'");
}

void announce(const Effort& effort, const Sampling& sampling, std::size_t replications) {
  const auto threads = static_cast<double>(std::clamp<std::size_t>(sampling.threads, 1, replications));
  const double events = effort.events();
  const double seconds = events * static_cast<double>(replications) / threads / events_a_second;
  if (!sampling.notice || seconds < seconds_without_a_word) return;
  const Load& most = effort.largest_by_events();
  sampling.notice("about " + rounded(events) + " events a replication, " +
                  with_thousands(static_cast<std::int64_t>(replications)) + " to simulate: some " + length_of(seconds) +
                  " on " + counted_text(static_cast<std::int64_t>(threads), "thread") + "; " +
                  mostly(most, most.events));
}

}  // namespace

std::size_t likely_replications(const model::Model& model, const Sampling& sampling) {
  return is_surely_random(model, sampling) ? count_of(sampling) : 1;
}

void expect_memory(double bytes, const Sampling& sampling, const std::string& what, const std::string& remedy) {
  const auto allowed = static_cast<double>(sampling.max_memory);
  if (bytes <= allowed) return;
  throw TooMuch(what + " needs about " + rounded(std::ceil(bytes / 1e6)) + " MB of memory, more than the " +
                with_thousands(static_cast<std::int64_t>(std::min(allowed / 1e6, 1e15))) + " MB allowed: " + remedy +
                ", or --max-memory");
}

void expect_feasible(const model::Model& model, const engine::Recording& recording, const Sampling& sampling) {
  const Effort effort = effort_of(model, recording);
  expect_an_end(effort);
  const std::size_t replications = likely_replications(model, sampling);
  const std::size_t threads = std::clamp<std::size_t>(sampling.threads, 1, replications);
  const Load& most = effort.largest_by_bytes();
  expect_memory(effort.bytes(), sampling, "a replication",
                mostly(most, std::ceil(most.bytes / 1e6), " MB") + ": " + most.remedy);
  expect_memory(effort.bytes() * static_cast<double>(threads), sampling,
                "simulating on " + counted_text(static_cast<std::int64_t>(threads), "thread"), "fewer --threads");
  announce(effort, sampling, replications);
}

}  // namespace allot::experiment
