#include "cli/unfinished.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstring>

#include "allot/error.hpp"
#include "cli/status.hpp"

namespace allot::cli {
namespace {

constexpr int ending[] = {SIGINT, SIGTERM, SIGHUP};

// Where a signal can read it: a handler may neither allocate nor lock.
std::array<std::array<char, PATH_MAX>, 64> unfinished;
volatile std::sig_atomic_t unfinished_count = 0;
volatile std::sig_atomic_t has_progress_line = 0;
volatile std::sig_atomic_t is_first_noted = 0;
volatile std::sig_atomic_t has_been_signalled = 0;
std::array<char, PATH_MAX + 200> last_words = {"allot: interrupted; nothing was written\n"};

void write_out(const char* text) {
  [[maybe_unused]] const auto ignored = write(STDERR_FILENO, text, std::strlen(text));
}

void end_now(int) {
  if (is_first_noted && !has_been_signalled) {
    has_been_signalled = 1;
    return;
  }
  remove_unfinished();
  if (has_progress_line) write_out("\r\033[K");
  write_out(last_words.data());
  _exit(was_interrupted);
}

}  // namespace

void end_on_signals() {
  struct sigaction action = {};
  action.sa_handler = end_now;
  sigfillset(&action.sa_mask);
  for (const int signal : ending) {
    struct sigaction before = {};
    const bool is_kept = signal == SIGHUP && sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_IGN;
    if (!is_kept) sigaction(signal, &action, nullptr);  // nohup stays in force
  }
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

void begin_unfinished(const std::filesystem::path& path) {
  const auto place = static_cast<std::size_t>(unfinished_count);
  const std::string& name = path.native();
  if (name.size() >= PATH_MAX || place == unfinished.size())
    throw EnvironmentError("cannot write " + path.string() + ": " + std::strerror(ENAMETOOLONG));
  std::strcpy(unfinished[place].data(), name.c_str());
  unfinished_count = unfinished_count + 1;
}

void remove_unfinished() noexcept {
  while (unfinished_count > 0) {
    const char* path = unfinished[static_cast<std::size_t>(unfinished_count - 1)].data();
    if (unlink(path) != 0) rmdir(path);
    unfinished_count = unfinished_count - 1;
  }
}

void finish_all(const std::function<void()>& finish) {
  sigset_t waiting, before;
  sigemptyset(&waiting);
  for (const int signal : ending) sigaddset(&waiting, signal);
  sigprocmask(SIG_BLOCK, &waiting, &before);
  try {
    finish();
    unfinished_count = 0;
  } catch (...) {
    remove_unfinished();
    sigprocmask(SIG_SETMASK, &before, nullptr);
    throw;
  }
  sigprocmask(SIG_SETMASK, &before, nullptr);
}

void note_first_signal(const std::string& kept) {
  std::snprintf(last_words.data(), last_words.size(), "allot: interrupted; %s\n", kept.c_str());
  is_first_noted = 1;
}
bool was_signalled() noexcept { return has_been_signalled != 0; }

void note_progress_line(bool is_shown) noexcept { has_progress_line = is_shown; }

}  // namespace allot::cli
