package weft.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the golden files of `vectors/`: the same bytes every time.
///
/// Run its `main` with the folder after a change of the protocol, and look at what git says
/// changed: bytes of version 1 never do.
final class Vectors {
  private Vectors() {}

  static Map<String, String> files() {
    Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
    rows.put("frames.json", FrameVectors.rows());
    rows.put("stream.json", StreamVectors.rows());
    rows.put("handshake.json", HandshakeVectors.rows());
    rows.put("sealed-stream.json", SealedStreamVectors.rows());
    rows.put("pages.json", PageVectors.rows());
    rows.put("malformed.json", MalformedVectors.rows());
    Map<String, String> files = new LinkedHashMap<>();
    rows.forEach((name, each) -> files.put(name, Json.write(each)));
    return files;
  }

  static List<Map<String, Object>> read(String name) throws IOException {
    return Json.rows(text(name));
  }

  static String text(String name) throws IOException {
    return Files.readString(Path.of("..", "vectors", name));
  }

  public static void main(String[] arguments) throws IOException {
    for (Map.Entry<String, String> file : files().entrySet()) {
      Files.writeString(Path.of(arguments[0], file.getKey()), file.getValue());
    }
  }
}
