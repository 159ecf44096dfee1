#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace allot::cli {

/// Writes to standard output. A reader that has gone is no error.
/// errors: EnvironmentError (the disk is full)
void print(std::string_view text);

/// Writes a file whole or not at all.
/// errors: EnvironmentError
void write_file(const std::filesystem::path& path, std::string_view content);

/// Makes a new folder with these files, whole or not at all; a folder that has something in it is left alone.
/// errors: EnvironmentError
void write_folder(const std::filesystem::path& folder, const std::vector<std::pair<std::string, std::string>>& files);

}  // namespace allot::cli
