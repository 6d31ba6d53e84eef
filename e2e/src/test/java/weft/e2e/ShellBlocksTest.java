package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weft.protocol.Block;
import weft.terminal.CellRange;
import weft.terminal.Terminal;
import weft.testkit.OuterTerminal;
import weft.testkit.TestGuest;
import weft.testkit.Weft;

/// Real shells with start-up files as people have them: every command is a block with its command
/// line, directory, status and output (rules K1, K2, K5), and the shell stays what it was.
final class ShellBlocksTest {
  /// What a shell's user has in the file that the shell reads.
  private static final String COUNTING_TRAP = "trap 'COUNT=$((COUNT+1))' DEBUG\n";

  private static final class Session implements AutoCloseable {
    private final Weft weft = new Weft();
    private final OuterTerminal window;
    private final TestGuest guest;

    Session(String shell, String file, String setUp) throws IOException {
      Path program = Path.of("/usr/bin", shell);
      assumeTrue(Files.isExecutable(program), shell + " is not installed");
      Path rc = weft.home().resolve(file);
      Files.createDirectories(Objects.requireNonNull(rc.getParent()));
      Files.writeString(rc, setUp.replace("\\n", "\n"));
      window = weft.share("--anyone", "edit", "--", program.toString());
      guest = TestGuest.of(Weft.link(window), "Ada", null).connect();
      guest.await("a prompt", g -> g.blocks().size() == 1);
    }

    /// Types a command line and waits until its block has ended and the next prompt is there.
    Block run(String command) {
      long id = guest.blocks().lastKey();
      window.type(command + "\r");
      guest.await(
          command + " to end",
          g -> {
            Block block = g.blocks().get(id);
            return block != null
                && block.state() == Block.State.ENDED
                && g.blocks().lastKey() == id + 1;
          });
      return Objects.requireNonNull(guest.blocks().get(id));
    }

    /// Types what ends in another prompt without a command, and waits for that.
    void nothing(String keys) {
      Block prompt = Objects.requireNonNull(guest.blocks().get(guest.blocks().lastKey()));
      window.type(keys);
      guest.await(
          "another prompt",
          g -> {
            Block now = g.blocks().get(prompt.id());
            return now != null && now.firstRow() > prompt.firstRow();
          });
    }

    String output(Block block) {
      Terminal screen = Objects.requireNonNull(guest.screen());
      long first = guest.firstRow();
      return screen
          .transcript(0)
          .text(CellRange.rows(block.outputRow() - first, block.endRow() - first - 1));
    }

    @Override
    public void close() throws IOException {
      guest.close();
      weft.close();
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "bash | nothing | .bashrc | #",
        "bash | a PROMPT_COMMAND | .bashrc | PROMPT_COMMAND='history -a; ' HISTCONTROL=ignoreboth",
        "bash | a list of PROMPT_COMMANDs | .bashrc | PROMPT_COMMAND=('X=1' 'PS1=\"$X \\w> \"')",
        "bash | a prompt made anew each time, over two lines, and a DEBUG trap | .bashrc"
            + " | p() { local s=$?; PS1=\"\\n[$s] \\w\\n❯ \"; }; PROMPT_COMMAND=p;"
            + COUNTING_TRAP,
        "bash | vi keys and dated history | .bashrc | set -o vi; HISTTIMEFORMAT='%F %T '",
        "zsh | nothing | .zshrc | #",
        "zsh | prompts on both sides over two lines, made anew each time | .zshrc"
            + " | setopt PROMPT_SUBST; precmd() { PS1=$'\\n%~\\n%(?..[%?])> '; RPROMPT='%T'; };"
            + " bindkey -v",
        "zsh | hooks before and behind | .zshrc"
            + " | autoload -Uz add-zsh-hook; a() { true; }; add-zsh-hook precmd a;"
            + " add-zsh-hook preexec a",
        "bash | liquidprompt | .bashrc | source /usr/share/liquidprompt/liquidprompt",
        "zsh | liquidprompt | .zshrc | source /usr/share/liquidprompt/liquidprompt",
        "zsh | powerlevel9k | .zshrc | source /usr/share/powerlevel9k/powerlevel9k.zsh-theme",
        "bash | the hooks of starship | .bashrc"
            + " | starship_precmd() { local s=$?; PS1=\"\\n\\w via $s\\n❯ \"; };"
            + " starship_preexec() { STARSHIP_START=$SECONDS; };"
            + " trap 'starship_preexec \"$_\"' DEBUG; PROMPT_COMMAND=starship_precmd",
        "zsh | a transient prompt, as powerlevel10k makes it | .zshrc"
            + " | precmd() { PS1=$'%~ ─\\n❯ '; RPROMPT='%T'; };"
            + " zle-line-finish() { PS1='❯ '; RPROMPT=; zle reset-prompt; zle -R; };"
            + " zle -N zle-line-finish",
        "fish | nothing | .config/fish/config.fish | #",
        "fish | a prompt of two lines | .config/fish/config.fish"
            + " | function fish_prompt; echo; echo (pwd); echo -n '> '; end;"
            + " function fish_right_prompt; date +%T; end",
      })
  void K1_every_command_is_a_block(String shell, String what, String file, String setUp)
      throws IOException {
    try (Session session = new Session(shell, file, setUp)) {
      String home = session.weft.home().toString();
      for (int i = 0; i < 2; i++) { // the second is not in every history
        Block echo = session.run("echo 'a;b' \\\\ é");
        assertThat(echo.command()).as(what).isEqualTo("echo 'a;b' \\\\ é");
        assertThat(echo.directory()).isEqualTo(home);
        assertThat(echo.exit()).isEqualTo(new Block.Exit(true, 0));
        assertThat(session.output(echo)).isEqualTo("a;b \\ é");
      }
      assertThat(session.run("cd /usr").directory()).isEqualTo(home);
      Block failed = session.run("sh -c 'echo no; exit 7'");
      assertThat(failed.exit()).isEqualTo(new Block.Exit(true, 7));
      assertThat(failed.directory()).isEqualTo("/usr");
      assertThat(session.output(failed)).isEqualTo("no");
      session.nothing("\r");
      if (!shell.equals("fish")) { // which takes the line back where it is
        // only the line editor moves: before it is there, Ctrl-C would end what makes the prompt
        session.window.type("haf\033[Dl");
        session.guest.await("half a line", g -> g.text().contains("half"));
        session.nothing("\003");
      }
      Block silent = session.run("true");
      assertThat(silent.command()).isEqualTo("true");
      assertThat(silent.endRow()).isEqualTo(silent.outputRow());
      assertThat(session.output(session.run("seq 3"))).isEqualTo("1\n2\n3");
      Block far = session.run("env | grep -c WEFT_NONCE");
      assertThat(session.output(far)).as("the nonce at what the shell starts").isEqualTo("0");
    }
  }

  @Test
  void K5_what_a_program_prints_makes_no_block_of_the_shells() throws IOException {
    try (Session session = new Session("bash", ".bashrc", "")) {
      Block forged =
          session.run(
              "printf '\\033]133;D;1\\007\\033]633;E;evil;x\\007\\033]133;A\\007'; sh -c 'exit 4'");
      assertThat(forged.exit()).isEqualTo(new Block.Exit(true, 4));
      assertThat(forged.command()).startsWith("printf");
      assertThat(session.guest.blocks().values()).noneMatch(b -> b.command().equals("evil"));
      Block inner = session.run("bash --norc -c 'echo in'");
      assertThat(session.output(inner)).isEqualTo("in");
    }
  }

  @Test
  void K2_whoever_pressed_enter_is_said_and_clear_takes_rows_away() throws IOException {
    try (Session session = new Session("bash", ".bashrc", "")) {
      Block owners = session.run("echo mine");
      long id = session.guest.blocks().lastKey();
      session.guest.type("echo hers\r");
      session.guest.await(
          "her command",
          g -> {
            Block block = g.blocks().get(id);
            return block != null && block.state() == Block.State.ENDED;
          });
      Block hers = Objects.requireNonNull(session.guest.blocks().get(id));
      assertThat(hers.person()).isNotEqualTo(owners.person());
      session.run("clear");
      List<Block> all = List.copyOf(session.guest.blocks().values());
      long prompt = all.getLast().firstRow();
      assertThat(all).allMatch(block -> block.endRow() <= prompt);
      assertThat(session.output(session.run("echo after"))).isEqualTo("after");
    }
  }
}
