#include "cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>

#include "base/literals.hpp"

namespace allot::cli {
namespace {

constexpr std::size_t least_columns = 40, usual_columns = 80, most_columns = 10'000;

std::optional<std::size_t> named_columns() {
  const char* text = std::getenv("COLUMNS");
  const auto number = text ? parse_integer(text) : std::nullopt;
  if (!number || *number < 1 || *number > static_cast<std::int64_t>(most_columns)) return std::nullopt;
  return static_cast<std::size_t>(*number);
}

std::optional<std::size_t> columns_of(int stream) {
  winsize size = {};
  if (!isatty(stream) || ioctl(stream, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return std::nullopt;
  return size.ws_col;
}

std::size_t width_of(int stream) {
  auto columns = named_columns();
  if (!columns) columns = columns_of(stream);
  return std::clamp(columns.value_or(usual_columns), least_columns, most_columns);
}

}  // namespace

std::size_t width_of_output() { return width_of(STDOUT_FILENO); }
std::size_t width_of_errors() { return width_of(STDERR_FILENO); }

}  // namespace allot::cli
