package weft.cli;

/// What `weft help` prints.
final class Help {
  private static final String TEXT =
      """
      weft shares a live terminal: your shell, in this window, for whoever you let in.

        weft                       your shell, wrapped and not shared; weft share in it does that
        weft share                 share a new shell in this terminal, or the one around you
            --anyone view|edit     let in whoever has the link, without asking
            --listen ADDR:PORT     reachable from other machines (needs --tls-cert, --tls-key)
            --relay URL            through a relay elsewhere (--ca FILE: certificates to trust);
                                   several at once, and "embedded" for the one in weft itself
            --name NAME            what guests call you
            --approve-commands     you approve each command of an editor, whose keys go nowhere
            --hide-people          guests see only who can edit
            --idle 10m,25m,30m     without you: editors become viewers, a countdown, the end
            --unattended           sharing goes on without you
            --plain                leave bash, zsh or fish as it is: no blocks
            -- COMMAND ...         a command instead of your shell
            --without-scrollback   in a shell that runs in weft: from now on; guests get
                                   nothing from before, whatever they do (in a shared
                                   session this moves the starting point)
            --from-block ID        from that command on (weft blocks)
              --only N             and only N commands: an excerpt, to read
            --from-start           from the start of the session

      Inside the shared shell, or from another terminal of yours:
        weft link                  the links for guests, one for each relay
        weft link --for 8h|--once|--always|--new   how long the link lets newcomers in
        weft open                  your own page, in the browser (--print: only the link)
        weft who                   who is here, who is asking
        weft allow [WHO] [--edit]  let somebody in, or change a role (--view)
        weft deny [WHO]            turn a request down
        weft remove WHO            close somebody's page and make new keys
        weft anyone view|edit|none what the link alone allows
        weft invite A@B.C,D@E.F [--edit]   let people in by the addresses they sign in with
        weft access WHO view|edit|none     WHO: team, anyone, or an address
        weft viewers               make everyone a viewer
        weft people everyone|editors   whom guests see
        weft approve on|off        approve each command of an editor
        weft revoke                make the link useless; a new one takes its place
        weft stop [--all]          stop sharing; the shell goes on (--all: on all machines)
        weft blocks [--failed]     the commands so far, how they ended, how long they took
        weft ls [--all]            your sessions on this machine (--all: on your relays)
            --json                 for scripts, on every one of these
            --session ID           which session, when there are several

      weft login https://RELAY     sign in at a relay with accounts (--ca FILE, --name NAME)
      weft logout [RELAY]          sign out

      weft relay                   a relay for many sessions
            --config FILE          everything else, in TOML; flags go before it
            config                 print what is in force, and from where
            backup FILE            copy the database, while the relay runs
            --listen ADDR:PORT     default 127.0.0.1:7681
            --tls-cert FILE --tls-key FILE   PEM; needed off this machine
            --public URL           the address guests use, behind a reverse proxy
            --insecure             plain HTTP off this machine (behind a proxy only)

      weft shell-integration bash|zsh|fish
                                 what makes blocks of commands, for subshells and the far
                                 end of ssh: put it into a start-up file there
      """;

  private Help() {}

  static void print() {
    System.out.print(TEXT);
  }

  static String version() {
    String version = Help.class.getPackage().getImplementationVersion();
    return version == null ? "(built from source)" : version;
  }
}
