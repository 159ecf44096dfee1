#include "agree/apart.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <exception>
#include <stdexcept>

namespace allot::agree {
namespace {

void write_all(int to, const std::string& words) {
  std::size_t done = 0;
  while (done < words.size()) {
    const ssize_t count = write(to, words.data() + done, words.size() - done);
    if (count <= 0) _exit(3);
    done += static_cast<std::size_t>(count);
  }
}

std::string read_all(int from) {
  std::string words;
  std::array<char, 4096> some{};
  for (ssize_t count = 0; (count = read(from, some.data(), some.size())) > 0;)
    words.append(some.data(), static_cast<std::size_t>(count));
  return words;
}

[[noreturn]] void work_and_exit(const std::function<std::string()>& work, unsigned seconds, int to) {
  alarm(seconds);
  dup2(to, STDERR_FILENO);  // a broken promise says which
  try {
    write_all(to, work());
  } catch (const std::exception& error) {
    write_all(to, std::string("throws: ") + error.what());
    _exit(4);
  }
  _exit(0);
}

}  // namespace

Ending apart(const std::function<std::string()>& work, unsigned seconds) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("no process");
  if (child == 0) {
    close(ends[0]);
    work_and_exit(work, seconds, ends[1]);
  }
  close(ends[1]);
  std::string words = read_all(ends[0]);
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {true, std::move(words)};
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM) return {false, "goes on for ever"};
  return {false, words.empty() ? "ends with status " + std::to_string(status) : words};
}

}  // namespace allot::agree
