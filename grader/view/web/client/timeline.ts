const steps: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** Lets one walk along the events of all timelines in an element by keyboard and mouse; details stand beneath. */
export function wakeTimelines(scope: HTMLElement): void {
  for (const timeline of scope.querySelectorAll<HTMLElement>('[data-timeline]')) {
    const rows = [...timeline.querySelectorAll<SVGGElement>('.row')];
    const detail = timeline.querySelector<HTMLElement>('[data-detail]');
    const choose = (row: SVGGElement | undefined, focus: boolean) => {
      if (!row || !detail) return;
      for (const other of rows) {
        other.setAttribute('tabindex', other === row ? '0' : '-1');
        other.setAttribute('aria-selected', String(other === row));
      }
      detail.textContent = row.dataset.text ?? '';
      if (focus) row.focus();
    };
    rows.forEach((row, index) => {
      row.addEventListener('focus', () => choose(row, false));
      row.addEventListener('pointerenter', () => choose(row, false));
      row.addEventListener('keydown', (event) => {
        const step = steps[event.key];
        const target =
          event.key === 'Home' ? 0 : event.key === 'End' ? rows.length - 1 : step === undefined ? -1 : index + step;
        if (target < 0 || target >= rows.length) return;
        event.preventDefault();
        choose(rows[target], true);
      });
    });
    choose(rows.find((row) => row.classList.contains('decisive')) ?? rows[0], false);
  }
}
