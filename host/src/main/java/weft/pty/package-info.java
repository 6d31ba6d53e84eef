/// The native edge: the only place in weft that calls C.
///
/// Here live the shell on its pseudo-terminal ([ShellProcess], made by [Pty]), the terminal weft
/// itself runs in ([OwnTerminal]) and the folder for sockets that nobody else may enter
/// ([PrivateFolder]). What the bytes mean does not belong here, nor does any policy about who may
/// type: bytes go in and out unread.
///
/// Read [ShellProcess] first, then `Master`, which decides when reading ends.
///
/// Invariants:
/// - **The JVM is never forked.** A shell starts through `posix_spawn` with an empty signal mask,
///   default dispositions and no descriptors but its terminal, whatever the JVM did to its own.
/// - **A descriptor is closed once, by its last user.** `Master` counts who is inside a call, so
///   a number the kernel has given to somebody else is never read or written.
/// - **A process id is signalled only while it is ours.** The zombie is kept until the exit is
///   recorded, under the same lock that sends signals.
/// - **One C shape.** Every function is called through the same method handle (see `Native`),
///   because linking each further shape costs 10 ms or more on the way to the first prompt.
///
/// Linux on 64-bit x86, ARM and RISC-V with glibc 2.34 or newer; `SupportedSystem` says so
/// elsewhere. A port to macOS replaces the numbers in `LinuxAbi`, `eventfd` by a pipe, and links
/// `ioctl` as a variadic function, which Apple's ARM convention passes differently.
@org.jspecify.annotations.NullMarked
package weft.pty;
