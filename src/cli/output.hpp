#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace allot::cli {

/// Files by their names within a folder, "tables/metrics.csv".
using NamedTexts = std::vector<std::pair<std::string, std::string>>;

/// Where a command writes beside standard output; empty paths are not asked for. A link stands for what it leads to.
struct Destination {
  std::filesystem::path folder;  ///< a new one, or one with nothing in it
  std::filesystem::path file;    ///< takes the place of a file that is there
};

/// Where a path leads, whether or not there is something.
std::filesystem::path real_path(const std::filesystem::path& path);

/// Says before the work what would keep it from being written.
/// errors: EnvironmentError
void expect_room(const Destination& destination);

/// Writes a file at a path that it is told.
using WriteFile = std::function<void(const std::filesystem::path&)>;

/// Writes both whole or nothing at all.
/// errors: EnvironmentError
void write_all(const Destination& destination, const NamedTexts& in_folder, const std::string& in_file = {});
void write_all(const Destination& destination, const NamedTexts& in_folder, const WriteFile& in_file);

/// As the two above, of what -o names: a file, or - for standard output.
/// errors: EnvironmentError; UsageError where it has no name
void expect_room_for_page(const std::string& asked);
void write_page(const std::string& asked, const std::string& page);

/// Of a database, which is a file.
/// errors: EnvironmentError; UsageError where it has no name
void expect_room_for_database(const std::string& asked);

/// That what is read is not what is written, under whichever name.
/// errors: UsageError
void expect_apart(const std::filesystem::path& read, const std::string& written);

}  // namespace allot::cli
