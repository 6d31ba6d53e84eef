package weft.crypto;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import weft.protocol.Bytes;

/// A row of a vectors file, put together and taken apart; bytes are hex.
final class Row {
  private Row() {}

  /// @param pairs key, value, key, value …
  static Map<String, Object> of(Object... pairs) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      Object value = pairs[i + 1];
      row.put((String) pairs[i], value instanceof Bytes bytes ? bytes.hex() : value);
    }
    return row;
  }

  static String text(Map<String, ?> row, String key) {
    return (String) value(row, key);
  }

  static long number(Map<String, ?> row, String key) {
    return (Long) value(row, key);
  }

  static Bytes bytes(Map<String, ?> row, String key) {
    return Bytes.owned(HexFormat.of().parseHex(text(row, key)));
  }

  static Map<String, Object> object(Map<String, ?> row, String key) {
    return Json.object(value(row, key));
  }

  static List<Map<String, Object>> list(Map<String, ?> row, String key) {
    return ((List<?>) value(row, key)).stream().map(Json::object).toList();
  }

  private static Object value(Map<String, ?> row, String key) {
    return Objects.requireNonNull(row.get(key), key);
  }
}
