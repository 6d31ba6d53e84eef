/** Opens a dialog once it is in the page; a click beside it closes it, as Escape does. */
export function openModal(dialog: HTMLDialogElement): void {
  queueMicrotask(() => dialog.showModal());
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) dialog.close();
  });
}
