// Asks as somebody would who has no files: its arguments are the scenario's name, then questions; the texts are what stands
// beside it. Prints what comes back, whatever it is.

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "allot/ask.hpp"

namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return std::move(text).str();
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path path = argv[1];
  allot::ScenarioTexts texts{path.string(), text_of(path)};
  for (const auto& it : std::filesystem::directory_iterator(path.parent_path()))
    if (it.is_regular_file()) texts.files[it.path().filename().string()] = text_of(it.path());
  for (int i = 2; i < argc; ++i) std::cout << allot::ask(texts, argv[i]).text;
}
