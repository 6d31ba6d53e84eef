/// What weft costs beside the tools that people use today, measured through the door that people
/// use: the built `./weft` in a real pseudo-terminal, guests over real sockets.
///
/// Figures are only comparable within one run: whatever is compared takes turns, round after round,
/// on the same machine in the same minute; medians are shown, and ratios count. Nothing in here is
/// a test, so clocks are allowed.
///
/// Read [Main] and [Window] first; then each `…Bench` is the protocol of one measurement. A new one
/// goes into [Main]'s list.
@org.jspecify.annotations.NullMarked
package weft.bench;
