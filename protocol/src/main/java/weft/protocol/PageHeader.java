package weft.protocol;

/// The part of a page that a relay reads (rules P1–P3).
///
/// @param epoch which key sealed it
/// @param number the nonce: up by one for every page that the host has sealed
public record PageHeader(long epoch, long number, PageId page) {}
