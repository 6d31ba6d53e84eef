package weft.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The golden bytes of `vectors/`, as seeds for fuzzing.
final class Corpus {
  private static final Pattern HEX = Pattern.compile("\"hex\": \"([0-9a-f]*)\"");

  private Corpus() {}

  static List<byte[]> read() throws IOException {
    List<byte[]> corpus = new ArrayList<>();
    for (String file : List.of("frames.json", "stream.json", "malformed.json")) {
      Matcher matcher = HEX.matcher(Files.readString(Path.of("..", "vectors", file)));
      while (matcher.find()) {
        corpus.add(HexFormat.of().parseHex(matcher.group(1)));
      }
    }
    return corpus;
  }
}
