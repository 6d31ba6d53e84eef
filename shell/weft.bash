# weft's integration for bash 4.4 and newer: marks prompts, commands and their ends in what the
# shell prints (OSC 133 and 633), so that a terminal can tell one command's output from another's.
# In a session of weft it is loaded by itself. Elsewhere, such as at the far end of ssh:
#   eval "$(weft shell-integration bash)"        at the end of ~/.bashrc
# It leaves $?, DEBUG traps and everybody else's PROMPT_COMMAND as they are.

if [[ $- == *i* && -z ${__weft_loaded-} ]] &&
  ((BASH_VERSINFO[0] > 4 || (BASH_VERSINFO[0] == 4 && BASH_VERSINFO[1] >= 4))); then
  __weft_loaded=1
  __weft_nonce=${WEFT_NONCE-}
  unset WEFT_NONCE # programs that the shell starts must not know it

  # For PS0, in which nothing but expansions can be written.
  __weft_backslash='\' __weft_semicolon=';' __weft_newline=$'\n' __weft_escape=$'\e' __weft_bell=$'\a'
  __weft_none='' __weft_a='' __weft_b='' __weft_c='' __weft_d=''

  # First of all: what the last command came to.
  __weft_done() {
    local status=$?
    builtin printf '\e]133;D;%s;aid=%s\a' "$status" "$__weft_nonce"
    __weft_a='' __weft_b='' __weft_c='' __weft_d=''
    return "$status"
  }

  # Last of all, when nobody changes the prompt any more.
  __weft_prompt() {
    local status=$? directory=${PWD//\\/\\\\}
    directory=${directory//;/\\x3b}
    directory=${directory//[[:cntrl:]]/}
    builtin printf '\e]133;A;aid=%s;n=%s;cwd=%s\a' "$__weft_nonce" "$HISTCMD" "$directory"
    builtin printf '\e]7;file://%s%s\a' "${HOSTNAME-}" "${PWD//[^A-Za-z0-9\/._~-]/_}"
    local input='\[\e]133;B;aid=${__weft_nonce}\a\]'
    [[ ${PS1-} == *"$input"* ]] || PS1+=$input
    # The newest line of the history is the command. Assigning within an expansion that comes to
    # nothing costs one subshell; more would be felt.
    local run='${__weft_none#${__weft_a:=$(HISTTIMEFORMAT= builtin history 1)}}'
    run+='${__weft_none#${__weft_b:=${__weft_a//"$__weft_backslash"/"$__weft_backslash$__weft_backslash"}}}'
    run+='${__weft_none#${__weft_c:=${__weft_b//"$__weft_semicolon"/"$__weft_backslash"x3b}}}'
    run+='${__weft_none#${__weft_d:=${__weft_c//"$__weft_newline"/"$__weft_backslash"x0a}}}'
    run+='${__weft_escape}]633;E;${__weft_d//[[:cntrl:]]/};${__weft_nonce}${__weft_bell}'
    run+='${__weft_escape}]133;C;aid=${__weft_nonce}${__weft_bell}'
    [[ ${PS0-} == *"$run"* ]] || PS0=${PS0-}$run
    return "$status"
  }

  if [[ $(builtin declare -p PROMPT_COMMAND 2>/dev/null) == 'declare -a'* ]]; then
    PROMPT_COMMAND=(__weft_done "${PROMPT_COMMAND[@]}" __weft_prompt)
  else
    __weft_a=${PROMPT_COMMAND-}
    while [[ $__weft_a == *[\;[:space:]] ]]; do __weft_a=${__weft_a%?}; done
    PROMPT_COMMAND="__weft_done${__weft_a:+$'\n'$__weft_a}"$'\n''__weft_prompt'
  fi
fi
