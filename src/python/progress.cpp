#include "python/progress.hpp"

#include <chrono>
#include <memory>
#include <utility>

namespace allot::python {
namespace {

namespace py = pybind11;
using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds between_looks{50};

class Listener {
 public:
  explicit Listener(py::object callback) : callback_(std::move(callback)) {}
  ~Listener() {
    const py::gil_scoped_acquire lock;
    callback_ = py::object();
  }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  bool hear(std::size_t done, std::size_t all) {
    const Clock::time_point now = Clock::now();
    if (done < all && now - last_ < between_looks) return true;
    last_ = now;
    const py::gil_scoped_acquire lock;
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    if (callback_.is_none()) return true;
    const py::object goes_on = callback_(done, all);
    return !goes_on.is(py::bool_(false));
  }

 private:
  py::object callback_;
  Clock::time_point last_ = Clock::now();
};

}  // namespace

// Copies of a sampling share one listener, so that none of them counts references without the lock.
std::function<bool(std::size_t, std::size_t)> progress_of(py::object callback) {
  return [listener = std::make_shared<Listener>(std::move(callback))](std::size_t done, std::size_t all) {
    return listener->hear(done, all);
  };
}

}  // namespace allot::python
