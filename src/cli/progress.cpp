#include "cli/progress.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "cli/streams.hpp"
#include "cli/unfinished.hpp"

namespace allot::cli {
namespace {

using Clock = std::chrono::steady_clock;

class Line {
 public:
  explicit Line(bool is_shown) : is_shown_(is_shown) {}
  ~Line() { erase(); }

  void update(std::size_t done, std::size_t all) {
    const Clock::time_point now = Clock::now();
    if (done == all)
      erase();
    else if (is_shown_ && now - begin_ > std::chrono::milliseconds(500) && now - last_ > std::chrono::milliseconds(100))
      draw(done, all, now);
  }

 private:
  void draw(std::size_t done, std::size_t all, Clock::time_point now) {
    last_ = now;
    is_drawn_ = true;
    note_progress_line(true);
    const double share = static_cast<double>(done) / static_cast<double>(all);
    const double passed = std::chrono::duration<double>(now - begin_).count();
    const auto filled = static_cast<std::size_t>(share * 30);
    std::string line = "\r[" + std::string(filled, '#') + std::string(30 - filled, '.') + "]";
    line += fmt::format(" {:3.0f}%  {} of {} replications", 100 * share, done, all);
    if (share > 0.03) line += fmt::format(", {:.0f} s left", passed * (1 - share) / share);
    say(line + "   ");
  }
  void erase() {
    if (is_drawn_) say("\r" + std::string(90, ' ') + "\r");
    is_drawn_ = false;
    note_progress_line(false);
  }

  bool is_shown_, is_drawn_ = false;
  Clock::time_point begin_ = Clock::now(), last_{};
};

}  // namespace

std::function<bool(std::size_t, std::size_t)> progress_line(const std::string& mode, bool is_quiet) {
  const char* terminal = std::getenv("TERM");
  const bool can_draw = isatty(STDERR_FILENO) && !(terminal && std::string_view(terminal) == "dumb");
  const bool is_shown = !is_quiet && (mode == "always" || (mode == "auto" && can_draw));
  auto line = std::make_shared<Line>(is_shown);
  return [line](std::size_t done, std::size_t all) {
    line->update(done, all);
    return true;
  };
}

}  // namespace allot::cli
