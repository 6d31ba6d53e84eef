# weft's integration for fish: marks prompts, commands and their ends in what the shell prints
# (OSC 133 and 633), so that a terminal can tell one command's output from another's.
# In a session of weft it is loaded by itself. Elsewhere, such as at the far end of ssh:
#   weft shell-integration fish | source        at the end of ~/.config/fish/config.fish

if status is-interactive; and not set -q __weft_loaded
    set -g __weft_loaded 1
    set -g __weft_nonce "$WEFT_NONCE"
    set -e WEFT_NONCE # programs that the shell starts must not know it

    function __weft_escaped
        string join \n -- $argv | string replace -a -- \\ \\\\ | string replace -a ';' '\\x3b' |
            string replace -ar '[[:cntrl:]]' '' | string join '\\x0a'
    end

    function __weft_prompt --on-event fish_prompt
        printf '\e]133;A;aid=%s;cwd=%s\a' "$__weft_nonce" (__weft_escaped "$PWD")
    end

    function __weft_run --on-event fish_preexec
        printf '\e]633;E;%s;%s\a\e]133;C;aid=%s\a' (__weft_escaped "$argv") "$__weft_nonce" "$__weft_nonce"
    end

    function __weft_done --on-event fish_postexec
        printf '\e]133;D;%s;aid=%s\a' "$status" "$__weft_nonce"
    end
end
