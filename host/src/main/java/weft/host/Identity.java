package weft.host;

/// Who a guest is, as its relay has seen them sign in.
///
/// @param email verified by the relay, in lower case
/// @param team whether it is in the owner's team
record Identity(String email, String name, boolean team) {}
