package weft.protocol;

/// One connection of a guest at a relay; given by the relay, never reused in its life.
public record GuestId(long number) {}
