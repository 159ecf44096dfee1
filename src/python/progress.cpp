#include "python/progress.hpp"

#include <utility>

namespace allot::python {
namespace {

constexpr std::chrono::milliseconds between_looks{50};

}  // namespace

Listener::Listener(pybind11::object callback) : callback_(std::move(callback)) {}

Listener::~Listener() {
  const pybind11::gil_scoped_acquire lock;
  callback_ = pybind11::object();
}

bool Listener::tell(std::size_t done, std::size_t all) {
  told_ = done;
  if (callback_.is_none()) return true;
  return !callback_(done, all).is(pybind11::bool_(false));
}

bool Listener::hear(std::size_t done, std::size_t all) {
  const auto now = std::chrono::steady_clock::now();
  all_ = all;
  if (now - last_ < between_looks) return true;
  last_ = now;
  const pybind11::gil_scoped_acquire lock;
  if (PyErr_CheckSignals() != 0) throw pybind11::error_already_set();
  return tell(done, all);
}

void Listener::end() {
  if (all_ > 0 && told_ != all_) tell(all_, all_);
}

}  // namespace allot::python
