#include "cli/xlsx_package.hpp"

#include <zip.h>

#include "allot/error.hpp"
#include "base/text.hpp"
#include "json/read_file.hpp"

namespace allot::cli {
namespace {

// More than any sheet of a million rows that a person looks at; what is packed smaller may claim anything.
constexpr std::uint64_t most_bytes = 400'000'000;

bool begins_as_old_or_locked(std::string_view bytes) { return bytes.starts_with("\xD0\xCF\x11\xE0"); }

}  // namespace

void XlsxPackage::refuse(const std::string& why) const {
  throw EnvironmentError("cannot read " + path_.string() + ": " + why);
}

XlsxPackage::XlsxPackage(const std::filesystem::path& path) : path_(path), bytes_(json::read_regular_file(path)) {
  if (begins_as_old_or_locked(bytes_->content))
    refuse("it is locked by a password, or of the old format .xls; save it as .xlsx without a password, or as CSV");
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const source = zip_source_buffer_create(bytes_->content.data(), bytes_->content.size(), 0, &error);
  zip_t* const archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
  const std::string why = zip_error_strerror(&error);
  zip_error_fini(&error);
  if (!archive && source) zip_source_free(source);
  if (!archive) refuse("it is no XLSX workbook (" + why + ")");
  archive_.reset(archive, zip_discard);
}

std::optional<std::string> XlsxPackage::part(const std::string& name) const {
  zip_stat_t about;
  if (zip_stat(archive_.get(), name.c_str(), ZIP_FL_NOCASE, &about) != 0) return std::nullopt;
  if (!(about.valid & ZIP_STAT_SIZE) || about.size > most_bytes)
    refuse(name + " takes " + with_thousands(static_cast<std::int64_t>(about.size / 1'000'000)) +
           " MB unpacked, and at most " + std::to_string(most_bytes / 1'000'000) + " are read; save the sheet as CSV");
  const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen_index(archive_.get(), about.index, 0),
                                                               zip_fclose);
  if (!file) refuse(name + " cannot be unpacked: " + zip_strerror(archive_.get()));
  std::string text(about.size, '\0');
  std::size_t got = 0;
  while (got < text.size()) {
    const zip_int64_t read = zip_fread(file.get(), text.data() + got, text.size() - got);
    if (read <= 0) refuse(name + " is broken: it ends before its end");
    got += static_cast<std::size_t>(read);
  }
  char more = 0;
  if (zip_fread(file.get(), &more, 1) != 0) refuse(name + " is broken: it is not what its checksum says");
  return text;
}

}  // namespace allot::cli
