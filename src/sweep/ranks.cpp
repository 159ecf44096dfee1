#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <sstream>
#include <thread>
#include <vector>

#include "sweep/communicator.hpp"

// Rank 0 sends "points 3 4 5" or "end"; others send "ready THREADS", and "answer 3\n..." or "failure 3\n..." of each point.

namespace allot::sweep {
namespace {

// Short beside a point, long beside a look: a rank that waits leaves its core to others.
constexpr auto between_looks = std::chrono::microseconds(200);

using Points = std::vector<std::size_t>;

/// What is left to compute.
class Left {
 public:
  Left(std::span<const std::size_t> points, std::size_t ranks) : points_(points), ranks_(ranks) {}

  Points take(std::size_t threads) {
    const std::lock_guard lock(mutex_);
    const std::size_t count = std::min(points_.size(), std::max(threads, points_.size() / (2 * ranks_)));
    const Points taken(points_.begin(), points_.begin() + static_cast<std::ptrdiff_t>(count));
    points_ = points_.subspan(count);
    return taken;
  }

 private:
  std::mutex mutex_;
  std::span<const std::size_t> points_;
  std::size_t ranks_;
};

struct Done {
  std::size_t point = 0;
  PointAnswer answer;
};

std::string text_of(std::size_t point, const PointAnswer& it) {
  const bool is_answer = it.failure.empty();
  return (is_answer ? "answer " : "failure ") + std::to_string(point) + "\n" + (is_answer ? it.answer : it.failure);
}

Done done_in(const std::string& text) {
  const std::size_t blank = text.find(' '), line = text.find('\n');
  Done out{std::stoull(text.substr(blank + 1, line - blank - 1)), {}};
  (text.starts_with("answer") ? out.answer.answer : out.answer.failure) = text.substr(line + 1);
  return out;
}

std::string text_of(const Points& points) {
  if (points.empty()) return "end";
  std::string text = "points";
  for (const std::size_t it : points) text += " " + std::to_string(it);
  return text;
}

Points points_in(const std::string& text) {
  std::istringstream words(text.substr(text.find(' ') + 1));
  Points points;
  for (std::size_t it = 0; words >> it;) points.push_back(it);
  return points;
}

/// The threads of rank 0 itself, which compute while it listens.
class OwnThreads {
 public:
  OwnThreads(const Sweep& sweep, Left& left) : sweep_(sweep), left_(left) {
    sweep_.sampling.progress = [this](std::size_t, std::size_t) { return !is_stopped_; };
    thread_ = std::thread([this] { compute(); });
  }
  OwnThreads(const OwnThreads&) = delete;
  OwnThreads& operator=(const OwnThreads&) = delete;
  ~OwnThreads() {
    is_stopped_ = true;
    thread_.join();
  }

  std::vector<Done> finished() {
    const std::lock_guard lock(mutex_);
    if (failure_) std::rethrow_exception(failure_);
    return std::exchange(finished_, {});
  }

 private:
  void compute() {
    try {
      for (Points batch = left_.take(sweep_.sampling.threads); !batch.empty();
           batch = left_.take(sweep_.sampling.threads))
        sweep_points(sweep_, batch, [this](std::size_t point, const PointAnswer& answer) {
          const std::lock_guard lock(mutex_);
          finished_.push_back({point, answer});
        });
    } catch (...) {
      const std::lock_guard lock(mutex_);
      failure_ = std::current_exception();
    }
  }

  Sweep sweep_;
  Left& left_;
  std::mutex mutex_;
  std::vector<Done> finished_;
  std::exception_ptr failure_;
  std::atomic<bool> is_stopped_{false};
  std::thread thread_;
};

}  // namespace

void sweep_points_on_ranks(const Sweep& sweep, std::span<const std::size_t> points, const Communicator& ranks,
                           const PointDone& done) {
  Left left(points, ranks.size);
  OwnThreads own(sweep, left);
  std::size_t finished = 0, listening = ranks.size - 1;
  const auto keep = [&](const Done& it) {
    done(it.point, it.answer);
    ++finished;
  };
  while (finished < points.size() || listening > 0) {
    if (sweep.sampling.progress && !sweep.sampling.progress(finished, points.size())) throw Interrupted();
    for (const Done& it : own.finished()) keep(it);
    const auto message = ranks.receive();
    if (!message) {
      std::this_thread::sleep_for(between_looks);
    } else if (message->text.starts_with("ready")) {
      const Points batch = left.take(points_in(message->text).front());
      ranks.send(message->from, text_of(batch));
      if (batch.empty()) --listening;
    } else {
      keep(done_in(message->text));
    }
  }
}

void answer_points_of_rank_0(const Sweep& sweep, const Communicator& ranks) {
  Sweep quiet = sweep;
  quiet.sampling.progress = nullptr;
  const std::string ready = "ready " + std::to_string(std::max<std::size_t>(1, sweep.sampling.threads));
  ranks.send(0, ready);
  while (true) {
    const auto message = ranks.receive();
    if (!message) {
      std::this_thread::sleep_for(between_looks);
      continue;
    }
    if (message->text == "end") return;
    sweep_points(quiet, points_in(message->text),
                 [&](std::size_t point, const PointAnswer& answer) { ranks.send(0, text_of(point, answer)); });
    ranks.send(0, ready);
  }
}

}  // namespace allot::sweep
