/** Moves between the cells of a grid by the arrow keys; cells are found by their ids, `<grid>-<row>-<column>`. */
export function moveInGrid(event: KeyboardEvent): void {
  const [, grid, row, column] = /^(.+)-(\d+)-(\w+)$/.exec((event.target as HTMLElement).id) ?? [];
  const step = event.key === 'ArrowDown' || (event.key === 'Enter' && !event.shiftKey) ? 1 : event.key === 'ArrowUp' || event.key === 'Enter' ? -1 : 0;
  if (step === 0 || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const cell = document.getElementById(`${grid}-${Number(row) + step}-${column}`);
  if (!(cell instanceof HTMLElement)) return;
  event.preventDefault();
  cell.focus();
  if (cell instanceof HTMLInputElement) cell.select();
}
