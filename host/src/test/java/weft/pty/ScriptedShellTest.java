package weft.pty;

final class ScriptedShellTest extends ShellProcessContract {
  @Override
  ShellProcess printing(String text, int code) {
    ScriptedShell shell = new ScriptedShell(SIZE);
    shell.print(text);
    shell.exit(new ExitStatus.Exited(code));
    return shell;
  }

  @Override
  ShellProcess echoing() {
    ScriptedShell shell = new ScriptedShell(SIZE);
    shell.program(shell::print);
    return shell;
  }

  @Override
  ShellProcess silent() {
    ScriptedShell shell = new ScriptedShell(SIZE);
    shell.stopReading();
    return shell;
  }

  @Override
  ShellProcess stubborn() {
    ScriptedShell shell = new ScriptedShell(SIZE);
    shell.ignoreHangup();
    return shell;
  }

  @Override
  ShellProcess tellingItsSize() {
    ScriptedShell shell = new ScriptedShell(SIZE);
    shell.program(line -> shell.print(shell.size().rows() + " " + shell.size().columns() + "\r\n"));
    return shell;
  }
}
