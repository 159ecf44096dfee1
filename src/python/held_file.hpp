#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "allot/edits.hpp"
#include "allot/scenario_io.hpp"

namespace allot::python {

using Files = std::map<std::string, std::string>;  ///< texts by the path that a scenario writes

/// Remembers the texts that a scenario loads, so that it says the same however often it is asked, and elsewhere.
class Library {
 public:
  /// What of these is not there is looked for by `beyond`.
  Library(const Files& files, Loader beyond);

  /// errors: as `beyond`
  TextPointer text(const std::string& path);
  Files files() const;

 private:
  mutable std::mutex mutex_;  // a variant's books are read by many threads
  std::map<std::string, TextPointer> texts_;
  Loader beyond_;
};

/// A scenario as Python holds it: never changed, and made again of `name`, `text`, its files and its edits.
struct HeldFile {
  std::string name, text;
  std::shared_ptr<Library> library;
  std::vector<Edits> edits;
  ScenarioFile file;
};

/// errors: EnvironmentError; InputError
HeldFile read_file(const std::string& path);
/// errors: InputError, also of a file that is named and not given
HeldFile file_of_text(const std::string& name, const std::string& text, const Files& files);
/// errors: as `edited`
HeldFile edited_file(const HeldFile& held, const Edits& edits);

/// What stands for the file elsewhere: all texts that it names and that are there.
Files files_of(const HeldFile& held);

/// The scenario as text, with its edits.
std::string text_of(const HeldFile& held);

}  // namespace allot::python
