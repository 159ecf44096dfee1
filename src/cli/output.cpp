#include "cli/output.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>

#include "allot/error.hpp"

namespace allot::cli {
namespace {

namespace fs = std::filesystem;

fs::path beside(const fs::path& path) {
  fs::path temporary = path;
  if (!temporary.has_filename()) temporary = temporary.parent_path();
  temporary += ".part-" + std::to_string(getpid());
  return temporary;
}

[[noreturn]] void fail(const std::string& what, const fs::path& path, const std::string& why) {
  throw EnvironmentError("cannot " + what + " " + path.string() + ": " + why);
}

void write_plainly(const fs::path& path, std::string_view content) {
  std::ofstream out(path, std::ios::binary);
  out.write(content.data(), static_cast<std::streamsize>(content.size()));
  out.close();
  if (!out) fail("write", path, std::strerror(errno));
}

}  // namespace

void print(std::string_view text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (!written && errno != EPIPE)
    throw EnvironmentError(std::string("cannot write to standard output: ") + std::strerror(errno));
}

void write_file(const fs::path& path, std::string_view content) {
  const fs::path temporary = beside(path);
  try {
    write_plainly(temporary, content);
    fs::rename(temporary, path);
  } catch (const fs::filesystem_error& error) {
    std::error_code ignored;
    fs::remove(temporary, ignored);
    fail("write", path, error.code().message());
  } catch (...) {
    std::error_code ignored;
    fs::remove(temporary, ignored);
    throw;
  }
}

void write_folder(const fs::path& folder, const std::vector<std::pair<std::string, std::string>>& files) {
  const fs::path temporary = beside(folder);
  std::error_code ignored;
  try {
    if (fs::exists(folder) && !(fs::is_directory(folder) && fs::is_empty(folder)))
      fail("write", folder, "it exists and is not empty");
    fs::create_directories(temporary);
    for (const auto& [name, content] : files) write_plainly(temporary / name, content);
    fs::remove(folder);
    fs::rename(temporary, folder);
  } catch (const fs::filesystem_error& error) {
    fs::remove_all(temporary, ignored);
    fail("write", folder, error.code().message());
  } catch (...) {
    fs::remove_all(temporary, ignored);
    throw;
  }
}

}  // namespace allot::cli
