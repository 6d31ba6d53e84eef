package weft.cli;

/// An address to listen on, `ADDR:PORT` or `[ADDR]:PORT`.
record HostAndPort(String host, int port) {
  static HostAndPort parse(String text) {
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      String host = colon < 0 ? "" : text.substring(0, colon);
      if (host.startsWith("[") && host.endsWith("]")) {
        host = host.substring(1, host.length() - 1);
      }
      if (port >= 0 && port <= 0xffff) {
        return new HostAndPort(host.isEmpty() ? "0.0.0.0" : host, port);
      }
    } catch (NumberFormatException notANumber) {
      // said below
    }
    throw Complaint.usage(
        "'" + text + "' is not an address to listen on", "give ADDR:PORT, as 0.0.0.0:7681");
  }
}
