package weft.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import weft.protocol.SessionId;

/// The files of the web client, from this program's own resources.
///
/// Only names of a narrow shape are ever looked up, so no path leads out. What exists is read and
/// compressed once, at its first request, and then kept: as much as the client has files.
final class Pages {
  private static final String ROOT = "META-INF/weft-web/";

  /// A file at the top or in `assets`: no dot first, no slash, nothing to decode.
  private static final Pattern FILE =
      Pattern.compile(
          "/((?:assets/)?[A-Za-z0-9_][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]+)*\\.([a-z0-9]+))");

  private static final Pattern SESSION = Pattern.compile("/s/([A-Za-z0-9_-]{22})");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"));

  private static final Set<String> COMPRESSED_ALREADY = Set.of("png", "ico", "woff2");

  private final ClassLoader resources;
  private final Map<String, Page> known = new ConcurrentHashMap<>();

  Pages(ClassLoader resources) {
    this.resources = resources;
  }

  /// The file for the path of a request, without its query; empty if there is none.
  Optional<Page> at(String path) {
    if (path.equals("/")) {
      return file("index.html", "html");
    }
    Matcher session = SESSION.matcher(path);
    if (session.matches() && SessionId.parse(session.group(1)).isPresent()) {
      return file("index.html", "html");
    }
    Matcher file = FILE.matcher(path);
    return file.matches() ? file(file.group(1), file.group(2)) : Optional.empty();
  }

  private Optional<Page> file(String name, String extension) {
    Page page = known.get(name);
    if (page == null && TYPES.containsKey(extension)) {
      page = load(name, extension);
    }
    return Optional.ofNullable(page);
  }

  private @Nullable Page load(String name, String extension) {
    try (InputStream in = resources.getResourceAsStream(ROOT + name)) {
      if (in == null) {
        return null;
      }
      String type = TYPES.getOrDefault(extension, "application/octet-stream");
      boolean compressible = !COMPRESSED_ALREADY.contains(extension);
      Page page = Page.of(type, compressible, name.startsWith("assets/"), in.readAllBytes());
      known.put(name, page);
      return page;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a resource of this program", e);
    }
  }
}
