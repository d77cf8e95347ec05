/** Gives the reader a file of text to keep. */
export function saveText(name: string, text: string, type = 'text/plain'): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name.replaceAll(/[/\\:*?"<>|]/g, '-');
  link.click();
  // The download has the address by the next turn of the loop.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
