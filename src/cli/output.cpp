#include "cli/output.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "allot/error.hpp"
#include "cli/options.hpp"
#include "cli/streams.hpp"
#include "cli/unfinished.hpp"

namespace allot::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const std::string& why) {
  throw EnvironmentError("cannot write " + path.string() + ": " + why);
}

// Where links lead, without a slash at the end.
fs::path resolved(const fs::path& path) {
  if (path.empty()) return path;
  std::error_code error;
  fs::path there = fs::weakly_canonical(fs::absolute(path), error);
  if (error) fail(path, error.message());
  if (!there.has_filename()) there = there.parent_path();
  if (fs::is_symlink(fs::symlink_status(there, error))) fail(path, "it is a link that leads nowhere");
  return there;
}

fs::path beside(const fs::path& path) { return path.string() + ".part-" + std::to_string(getpid()); }

fs::path nearest_that_exists(fs::path path) {
  while (!fs::exists(path) && path.has_relative_path()) path = path.parent_path();
  return path;
}

bool is_within(const fs::path& path, const fs::path& folder) {
  const fs::path relative = path.lexically_relative(folder);
  return !relative.empty() && *relative.begin() != "..";
}

void expect_writable(const fs::path& asked, const fs::path& parent) {
  if (!fs::is_directory(parent)) fail(asked, parent.string() + " is no folder");
  if (access(parent.c_str(), W_OK | X_OK) != 0) fail(asked, std::strerror(errno));
}

void expect_room_for_folder(const fs::path& asked, const fs::path& folder) {
  if (fs::exists(folder)) {
    if (!fs::is_directory(folder)) fail(asked, "it exists and is no folder");
    if (!fs::is_empty(folder)) fail(asked, "it exists and is not empty");
    if (is_within(fs::current_path(), folder)) fail(asked, "it is the folder that you are in; name a new one");
  }
  expect_writable(asked, nearest_that_exists(folder.parent_path()));
}

void expect_room_for_file(const fs::path& asked, const fs::path& file) {
  if (fs::exists(file) && !fs::is_regular_file(file)) fail(asked, "it exists and is no file");
  if (!fs::exists(file.parent_path())) fail(asked, "there is no folder " + file.parent_path().string());
  expect_writable(asked, file.parent_path());
}

// Of what `fs` throws, in our words.
template <class Work>
void in_our_words(const fs::path& path, const Work& work) {
  try {
    work();
  } catch (const fs::filesystem_error& error) {
    fail(path, error.code().message());
  }
}

void make_folder(const fs::path& folder) {
  if (fs::exists(folder)) return;
  make_folder(folder.parent_path());
  begin_unfinished(folder);
  fs::create_directory(folder);
}

void write_text(const fs::path& path, std::string_view content) {
  errno = 0;
  std::ofstream out(path, std::ios::binary);
  out.write(content.data(), static_cast<std::streamsize>(content.size()));
  out.close();
  if (!out) fail(path, errno ? std::strerror(errno) : "the disk does not take it");
}

void write_beside(const Destination& there, const NamedTexts& in_folder, const WriteFile& in_file) {
  if (!there.folder.empty()) {
    make_folder(beside(there.folder));
    for (const auto& [name, content] : in_folder) {
      make_folder((beside(there.folder) / name).parent_path());
      begin_unfinished(beside(there.folder) / name);
      write_text(beside(there.folder) / name, content);
    }
  }
  if (there.file.empty()) return;
  begin_unfinished(beside(there.file));
  in_file(beside(there.file));
}

}  // namespace

fs::path real_path(const fs::path& path) { return fs::weakly_canonical(fs::absolute(path)); }

void expect_room(const Destination& destination) {
  const Destination there{resolved(destination.folder), resolved(destination.file)};
  in_our_words(destination.folder, [&] {
    if (!there.folder.empty()) expect_room_for_folder(destination.folder, there.folder);
  });
  in_our_words(destination.file, [&] {
    if (!there.file.empty()) expect_room_for_file(destination.file, there.file);
  });
  if (!there.folder.empty() && !there.file.empty() && is_within(there.file, there.folder))
    fail(destination.file, "it lies in " + destination.folder.string() + ", which is to be made");
}

void write_all(const Destination& destination, const NamedTexts& in_folder, const std::string& in_file) {
  write_all(destination, in_folder, [&](const fs::path& path) { write_text(path, in_file); });
}

void write_all(const Destination& destination, const NamedTexts& in_folder, const WriteFile& in_file) {
  expect_room(destination);
  const Destination there{resolved(destination.folder), resolved(destination.file)};
  try {
    in_our_words(destination.folder.empty() ? destination.file : destination.folder,
                 [&] { write_beside(there, in_folder, in_file); });
  } catch (...) {
    remove_unfinished();
    throw;
  }
  finish_all([&] {
    in_our_words(destination.folder, [&] {
      if (!there.folder.empty()) fs::rename(beside(there.folder), there.folder);
    });
    in_our_words(destination.file, [&] {
      if (!there.file.empty()) fs::rename(beside(there.file), there.file);
    });
  });
}

void expect_room_for_database(const std::string& asked) {
  if (asked.empty() || asked == "-") throw UsageError("-o needs the name of a file: a database cannot be printed");
  expect_room({{}, asked});
}

void expect_apart(const fs::path& read, const std::string& written) {
  std::error_code ignored;
  if (fs::equivalent(read, written, ignored)) throw UsageError("-o: " + written + " is what is read; it would be lost");
}

void expect_room_for_page(const std::string& asked) {
  if (asked.empty()) throw UsageError("-o needs the name of a file, or - to print the page");
  if (asked != "-") expect_room({{}, asked});
}

void write_page(const std::string& asked, const std::string& page) {
  if (asked == "-") return print(page);
  write_all({{}, asked}, {}, page);
}

}  // namespace allot::cli
