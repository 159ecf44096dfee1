#include "cli/progress.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "base/text.hpp"
#include "cli/streams.hpp"
#include "cli/terminal.hpp"
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
    std::string line = fmt::format("{:3.0f}%  {} of {}", 100 * share, done,
                                   counted_text(static_cast<std::int64_t>(all), "replication"));
    if (share > 0.03) line += fmt::format(", {:.0f} s left", passed * (1 - share) / share);
    if (const std::size_t bar = bar_beside(line.size()); bar > 0) {
      const auto filled = static_cast<std::size_t>(share * static_cast<double>(bar));
      line = "[" + std::string(filled, '#') + std::string(bar - filled, '.') + "] " + line;
    }
    line.resize(width_of_errors() - 1, ' ');
    say("\r" + line);
  }
  static std::size_t bar_beside(std::size_t words) {
    constexpr std::size_t widest = 30, least = 5, frame = 3;
    const std::size_t room = width_of_errors() - 1;
    if (room < words + frame + least) return 0;
    return std::min(widest, room - words - frame);
  }
  void erase() {
    if (is_drawn_) say("\r" + std::string(width_of_errors() - 1, ' ') + "\r");
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
