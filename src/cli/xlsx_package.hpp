#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "allot/draft.hpp"

struct zip;

namespace allot::cli {

/// The parts of an XLSX workbook, which is a ZIP archive of XML files.
class XlsxPackage {
 public:
  /// errors: EnvironmentError: it cannot be read, or is no such archive
  explicit XlsxPackage(const std::filesystem::path& path);

  /// A part by its name within the archive, "xl/workbook.xml"; nothing where there is none.
  ///
  /// errors: EnvironmentError: it is broken, encrypted, or larger than is read
  std::optional<std::string> part(const std::string& name) const;

  /// errors: always EnvironmentError, with that reason
  [[noreturn]] void refuse(const std::string& why) const;

 private:
  std::filesystem::path path_;
  TextPointer bytes_;  ///< what the archive reads from
  std::shared_ptr<zip> archive_;
};

}  // namespace allot::cli
