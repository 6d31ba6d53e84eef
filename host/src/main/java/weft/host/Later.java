package weft.host;

/// Has something run by the session's thread when so many milliseconds are over. May be called by
/// any thread.
interface Later {
  void after(int millis, Runnable run);
}
