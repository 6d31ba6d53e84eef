package weft.cli;

import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.MessageFormat;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import weft.pty.PrivateFolder;

/// Where the log goes: for a relay to standard error, else to a private file, since the terminal
/// belongs to the shell. Never anything secret, by what the callers pass.
public final class Logs extends System.LoggerFinder {
  /// Bytes of the file before it starts over; one earlier file is kept.
  private static final long LONGEST = 1 << 20;

  private static volatile boolean standardError;
  private static volatile boolean json;
  private static @Nullable PrintStream file;

  /// Bytes in the file, as far as this process knows.
  private static long written;

  /// Made by the JDK's service loader.
  public Logs() {}

  /// @param asJson one object a line, for what collects logs
  static void toStandardError(boolean asJson) {
    json = asJson;
    standardError = true;
  }

  @Override
  public System.Logger getLogger(String name, Module module) {
    return new Named(name);
  }

  private static synchronized void print(String line) {
    if (standardError) {
      System.err.println(line);
      return;
    }
    if (written > LONGEST && file != null) {
      file.close();
      file = null;
    }
    file().println(line);
    written += line.length() + 1;
  }

  private static PrintStream file() {
    PrintStream open = file;
    if (open == null) {
      open = openFile();
      file = open;
    }
    return open;
  }

  private static PrintStream openFile() {
    try {
      if (!(StateFolder.find() instanceof PrivateFolder.Ready(Path folder))) {
        return new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
      }
      Path log = folder.resolve("weft.log");
      written = 0;
      if (Files.exists(log) && Files.size(log) > LONGEST) { // another process may have moved it
        Files.move(log, folder.resolve("weft.log.1"), StandardCopyOption.REPLACE_EXISTING);
      }
      if (!Files.exists(log)) {
        Files.createFile(
            log,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      written = Files.size(log);
      return new PrintStream(
          Files.newOutputStream(log, StandardOpenOption.APPEND), true, StandardCharsets.UTF_8);
    } catch (IOException unwritable) {
      return new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    }
  }

  private record Named(String name) implements System.Logger {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean isLoggable(Level level) {
      boolean ours = name.startsWith("weft");
      return level.getSeverity() >= (ours ? Level.INFO : Level.WARNING).getSeverity();
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable thrown) {
      if (isLoggable(level)) {
        String cause = thrown == null ? "" : ": " + thrown;
        print(line(level, message + cause));
      }
    }

    private String line(Level level, String message) {
      Instant now = Instant.now();
      if (!json) {
        return now + " " + level + " " + name + " " + message;
      }
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("time", now.toString());
      fields.put("level", level.toString());
      fields.put("logger", name);
      fields.put("message", message);
      return Jsonb.instance().toJson(fields);
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String format,
        @Nullable Object... parameters) {
      if (isLoggable(level)) {
        log(
            level,
            bundle,
            MessageFormat.format(String.valueOf(format), parameters),
            (Throwable) null);
      }
    }
  }
}
