# weft's integration for zsh: marks prompts, commands and their ends in what the shell prints
# (OSC 133 and 633), so that a terminal can tell one command's output from another's.
# In a session of weft it is loaded by itself. Elsewhere, such as at the far end of ssh:
#   eval "$(weft shell-integration zsh)"        at the end of ~/.zshrc

if [[ -o interactive && -z ${__weft_loaded-} ]]; then
  typeset -g __weft_loaded=1 __weft_nonce=${WEFT_NONCE-} __weft_input
  unset WEFT_NONCE # programs that the shell starts must not know it
  __weft_input=$'%{\e]133;B;aid='$__weft_nonce$'\a%}'

  __weft_escaped() {
    emulate -L zsh
    REPLY=${1//\\/\\\\}
    REPLY=${REPLY//;/\\x3b}
    REPLY=${REPLY//$'\n'/\\x0a}
    REPLY=${REPLY//[[:cntrl:]]/}
  }

  # First of all: what the last command came to.
  __weft_done() {
    builtin printf '\e]133;D;%s;aid=%s\a' "$?" "$__weft_nonce"
  }

  # Last of all, when nobody changes the prompt any more.
  __weft_prompt() {
    emulate -L zsh
    local REPLY
    __weft_escaped "$PWD"
    builtin printf '\e]133;A;aid=%s;cwd=%s\a' "$__weft_nonce" "$REPLY"
    builtin printf '\e]7;file://%s%s\a' "${HOST-}" "${PWD//[^A-Za-z0-9\/._~-]/_}"
    [[ $PS1 == *$__weft_input* ]] || PS1+=$__weft_input
    # Whatever has put itself in front or at the end since stays between the two.
    precmd_functions=(__weft_done ${precmd_functions:#__weft_(done|prompt)} __weft_prompt)
  }

  __weft_run() {
    emulate -L zsh
    local REPLY
    __weft_escaped "$1"
    builtin printf '\e]633;E;%s;%s\a\e]133;C;aid=%s\a' "$REPLY" "$__weft_nonce" "$__weft_nonce"
  }

  typeset -ga precmd_functions preexec_functions
  precmd_functions=(__weft_done $precmd_functions __weft_prompt)
  preexec_functions+=(__weft_run)
fi
