/// The `weft` command: reads the command line and wires the parts together.
///
/// [Main] chooses the command; [Share] is the one that people wait for, so nothing on its way loads
/// a class it does not need. The others talk to a running session ([SessionCommand]) or run a relay
/// ([RelayCommand]). A person's mistake ends as a [Complaint]: one line, then a hint.
@org.jspecify.annotations.NullMarked
package weft.cli;
