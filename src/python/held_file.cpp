#include "python/held_file.hpp"

#include <filesystem>

#include "json/read_file.hpp"
#include "json/write.hpp"

namespace allot::python {
namespace {

HeldFile held(const std::string& name, const std::string& text, std::shared_ptr<Library> library) {
  const Loader load = [library](const std::string& path) { return library->text(path); };
  ScenarioFile file = read_text(std::make_shared<Text>(Text{name, text}), load);
  return {name, text, std::move(library), {}, std::move(file)};
}

TextPointer nothing_beyond(const std::string& path) {
  throw EnvironmentError("no text is given for '" + path + "'; say it in files={'" + path + "': ...}");
}

}  // namespace

Library::Library(const Files& files, Loader beyond) : beyond_(std::move(beyond)) {
  for (const auto& [path, content] : files) texts_.emplace(path, std::make_shared<Text>(Text{path, content}));
}

TextPointer Library::text(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto found = texts_.find(path);
  if (found != texts_.end()) return found->second;
  return texts_[path] = beyond_(path);
}

Files Library::files() const {
  const std::lock_guard lock(mutex_);
  Files out;
  for (const auto& [path, text] : texts_)
    if (text) out.emplace(path, text->content);
  return out;
}

HeldFile read_file(const std::string& path) {
  const TextPointer text = json::read_regular_file(path);
  const auto beside = files_below(std::filesystem::path(path).parent_path());
  return held(text->name, text->content, std::make_shared<Library>(Files{}, beside));
}

HeldFile file_of_text(const std::string& name, const std::string& text, const Files& files) {
  return held(name, text, std::make_shared<Library>(files, nothing_beyond));
}

HeldFile edited_file(const HeldFile& held, const Edits& edits) {
  HeldFile out = held;
  out.file = edited(held.file, edits.variant, edits.settings);
  out.edits.push_back(edits);
  return out;
}

// Books are read when a scenario is checked. What is wrong with it is said where it is asked something.
Files files_of(const HeldFile& held) {
  try {
    check(held.file);
  } catch (const InputError&) {
  }
  return held.library->files();
}

std::string text_of(const HeldFile& held) {
  return held.edits.empty() ? held.text : json::write(held.file.root) + "\n";
}

}  // namespace allot::python
