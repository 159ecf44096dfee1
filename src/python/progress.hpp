#pragma once

#include <pybind11/pybind11.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

namespace allot::python {

/// Hears how far a question has come while Python waits for its answer: looks for Ctrl-C, and tells `callback`, if there is
/// one, twenty times a second at most. It takes the interpreter's lock for that long only.
class Listener {
 public:
  /// With the lock.
  explicit Listener(pybind11::object callback);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  /// Without the lock; false where the callback says so.
  ///
  /// errors: KeyboardInterrupt, and whatever the callback raises, as pybind11::error_already_set
  bool hear(std::size_t done, std::size_t all);
  /// With the lock, once there is an answer: tells the callback that all is done, unless that was the last that it heard.
  void end();

 private:
  bool tell(std::size_t done, std::size_t all);

  pybind11::object callback_;
  std::chrono::steady_clock::time_point last_ = {};
  std::size_t told_ = 0, all_ = 0;
};

/// What `Sampling::progress` is to be. Its copies share the listener, so that none of them counts references without the lock.
inline std::function<bool(std::size_t, std::size_t)> heard_by(std::shared_ptr<Listener> listener) {
  return [listener = std::move(listener)](std::size_t done, std::size_t all) { return listener->hear(done, all); };
}

}  // namespace allot::python
