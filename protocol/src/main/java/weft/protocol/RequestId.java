package weft.protocol;

/// One open request to join or to edit; given by the host.
public record RequestId(long number) {}
