package weft.cli;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// What libraries log goes where weft's own log goes: by themselves they would print it over the
/// shell. Made by the JDK when the first of them logs.
public final class LibraryLogs {
  private static final String SETTING = "java.util.logging.config.class";

  /// Made by the JDK's log manager.
  public LibraryLogs() {
    Logger.getLogger("").addHandler(new ToLogs());
  }

  static void take() {
    System.setProperty(SETTING, LibraryLogs.class.getName());
  }

  private static final class ToLogs extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord entry) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        System.getLogger(String.valueOf(entry.getLoggerName()))
            .log(System.Logger.Level.WARNING, formatter.formatMessage(entry), entry.getThrown());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
