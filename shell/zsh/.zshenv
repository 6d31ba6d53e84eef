# zsh looks for its files here in a session of weft. They read the user's own, as if those were
# read by zsh itself, and the last one loads the integration.
if [[ -n ${WEFT_ZDOTDIR-} ]]; then
  ZDOTDIR=$WEFT_ZDOTDIR
else
  unset ZDOTDIR
fi
unset WEFT_ZDOTDIR
if [[ -r ${ZDOTDIR-$HOME}/.zshenv ]]; then
  source "${ZDOTDIR-$HOME}/.zshenv"
fi
if [[ -o interactive ]]; then
  typeset -g __weft_folder=${${(%):-%x}:A:h} __weft_zdotdir=${ZDOTDIR-}
  ZDOTDIR=$__weft_folder # for one more file, .zshrc
fi
