package weft.terminal;

/// A hyperlink as OSC 8 opened it.
///
/// @param number tells links apart: two openings are one link only where both gave the same id
/// @param id the `id=` parameter, empty where there was none
/// @param uri never empty
record Link(int number, String id, String uri) {}
