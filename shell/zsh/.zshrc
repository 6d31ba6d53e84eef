if [[ -n $__weft_zdotdir ]]; then
  ZDOTDIR=$__weft_zdotdir
else
  unset ZDOTDIR
fi
unset __weft_zdotdir
if [[ -r ${ZDOTDIR-$HOME}/.zshrc ]]; then
  source "${ZDOTDIR-$HOME}/.zshrc"
fi
source "${__weft_folder:h}/weft.zsh"
unset __weft_folder
