#include "cli/ranks.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "base/literals.hpp"

namespace allot::cli {
namespace {

namespace fs = std::filesystem;

// Slurm's "4(x2),3" is four on each of two machines and three on another; the first stands for all.
std::string_view first_of_list(std::string_view text) { return text.substr(0, text.find_first_of("(,")); }

/// The first of these variables that holds a number.
std::size_t number_in(std::initializer_list<const char*> names, std::size_t otherwise) {
  for (const char* name : names) {
    const char* text = std::getenv(name);
    const auto number = text ? parse_integer(first_of_list(text)) : std::nullopt;
    if (number && *number >= 0) return static_cast<std::size_t>(*number);
  }
  return otherwise;
}

// Beside the program where it was built, in a folder of libraries where it was installed.
fs::path module_path() {
  const fs::path folder = fs::read_symlink("/proc/self/exe").parent_path();
  for (const fs::path& it : {folder / "allot_mpi.so", folder / ALLOT_MPI_FROM_PROGRAM / "allot_mpi.so"})
    if (fs::exists(it)) return it;
  throw EnvironmentError(
      "a launcher started this as one of several processes, and allot was built without MPI: build it where "
      "libopenmpi-dev is installed, or start parts of the sweep with --shard K/N and put them together by allot merge");
}

}  // namespace

// Of srun only with PMIx, which Open MPI is reached by: the tasks of an array or of srun without it know nothing of each other.
Launched launched() {
  Launched out;
  out.size = number_in({"OMPI_COMM_WORLD_SIZE"}, 0);
  if (out.size == 0) out.size = std::getenv("PMIX_RANK") ? number_in({"SLURM_NTASKS"}, 1) : 1;
  if (out.size < 2) return {};
  out.rank = number_in({"OMPI_COMM_WORLD_RANK", "PMIX_RANK"}, 0);
  out.on_this_machine = std::max<std::size_t>(
      1, number_in({"OMPI_COMM_WORLD_LOCAL_SIZE", "SLURM_STEP_TASKS_PER_NODE", "SLURM_NTASKS_PER_NODE"}, 1));
  return out;
}

sweep::Communicator open_communicator() {
  const fs::path path = module_path();
  void* module = dlopen(path.c_str(), RTLD_NOW | RTLD_GLOBAL);
  if (!module) throw EnvironmentError("MPI cannot be had: " + std::string(dlerror()));
  const auto open = reinterpret_cast<sweep::Communicator* (*)()>(dlsym(module, "allot_open_communicator"));
  if (!open) throw EnvironmentError(path.string() + " is no module of this program");
  const std::unique_ptr<sweep::Communicator> ranks(open());
  if (!ranks)
    throw EnvironmentError("this MPI does not let threads take turns: start parts of the sweep by --shard K/N");
  return *ranks;
}

void leave_words_to_rank_0() {
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) std::signal(signal, SIG_DFL);
}

void let_rank_0_speak() {
  if (launched().rank == 0) return;
  leave_words_to_rank_0();
  std::this_thread::sleep_for(std::chrono::seconds(5));
}

}  // namespace allot::cli
