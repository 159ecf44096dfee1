#include <mpi.h>

#include "sweep/communicator.hpp"

// All there is of MPI. It is a module of its own, which the program opens only where a launcher started it: linked into the
// program, MPI would be loaded by every command.

namespace {

std::size_t number_of(int (*ask)(MPI_Comm, int*)) {
  int number = 0;
  ask(MPI_COMM_WORLD, &number);
  return static_cast<std::size_t>(number);
}

void send(std::size_t to, const std::string& text) {
  MPI_Send(text.data(), static_cast<int>(text.size()), MPI_CHAR, static_cast<int>(to), 0, MPI_COMM_WORLD);
}

std::optional<allot::sweep::Message> receive() {
  int has_come = 0, length = 0;
  MPI_Status status;
  MPI_Iprobe(MPI_ANY_SOURCE, 0, MPI_COMM_WORLD, &has_come, &status);
  if (!has_come) return std::nullopt;
  MPI_Get_count(&status, MPI_CHAR, &length);
  allot::sweep::Message message{static_cast<std::size_t>(status.MPI_SOURCE),
                                std::string(static_cast<std::size_t>(length), ' ')};
  MPI_Recv(message.text.data(), length, MPI_CHAR, status.MPI_SOURCE, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  return message;
}

}  // namespace

/// Null where MPI lets threads not take turns.
extern "C" allot::sweep::Communicator* allot_open_communicator() {
  int given = MPI_THREAD_SINGLE;
  MPI_Init_thread(nullptr, nullptr, MPI_THREAD_SERIALIZED, &given);
  if (given < MPI_THREAD_SERIALIZED) return nullptr;
  return new allot::sweep::Communicator{number_of(MPI_Comm_rank), number_of(MPI_Comm_size), send, receive,
                                        [] { MPI_Finalize(); }};
}
