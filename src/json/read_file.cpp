#include "json/read_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "allot/error.hpp"

namespace allot::json {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const std::string& why) {
  throw EnvironmentError("cannot read " + path.string() + ": " + why);
}

std::string why_unreadable(fs::file_type type) {
  switch (type) {
    case fs::file_type::not_found: return "no such file";
    case fs::file_type::directory: return "it is a folder";
    default: return "it is no regular file, but a pipe, a device or a socket";
  }
}

}  // namespace

std::string rest_of(std::istream& in, const std::string& name) {
  std::ostringstream text;
  text << in.rdbuf();
  if (in.bad()) throw EnvironmentError("cannot read " + name);
  return std::move(text).str();
}

// All at once: what is long is not held twice.
TextPointer read_regular_file(const fs::path& path) {
  std::error_code error;
  const fs::file_type type = fs::status(path, error).type();
  if (type == fs::file_type::none) refuse(path, error.message());
  if (type != fs::file_type::regular) refuse(path, why_unreadable(type));
  std::ifstream in(path, std::ios::binary);
  if (!in) refuse(path, std::strerror(errno));
  const auto size = fs::file_size(path, error);
  std::string text(error ? 0 : size, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad()) refuse(path, std::strerror(errno));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (!in.eof() && in.peek() != std::istream::traits_type::eof()) text += rest_of(in, path.string());
  return std::make_shared<Text>(Text{path.string(), std::move(text)});
}

bool is_below(const fs::path& path, const fs::path& folder) {
  std::error_code error;
  const fs::path within = fs::weakly_canonical(folder, error);
  if (error) return false;
  const fs::path relative = fs::weakly_canonical(path, error).lexically_relative(within);
  return !error && !relative.empty() && *relative.begin() != "..";
}

}  // namespace allot::json
