/** Month names, folded, January first; abbreviations are taken from their beginnings (three letters or more). */
export const monthNames: Record<string, string[]> = {
  es: ['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre'],
  en: ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'],
  pt: ['janeiro', 'fevereiro', 'marco', 'abril', 'maio', 'junho', 'julho', 'agosto', 'setembro', 'outubro', 'novembro', 'dezembro'],
  it: ['gennaio', 'febbraio', 'marzo', 'aprile', 'maggio', 'giugno', 'luglio', 'agosto', 'settembre', 'ottobre', 'novembre', 'dicembre'],
  fr: ['janvier', 'fevrier', 'mars', 'avril', 'mai', 'juin', 'juillet', 'aout', 'septembre', 'octobre', 'novembre', 'decembre'],
  de: ['januar', 'februar', 'marz', 'april', 'mai', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'dezember'],
  tr: ['ocak', 'subat', 'mart', 'nisan', 'mayis', 'haziran', 'temmuz', 'agustos', 'eylul', 'ekim', 'kasim', 'aralik'],
  nl: ['januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december'],
};

/** Short forms that are not beginnings of the names. */
const irregular: Record<string, number> = { set: 9, sept: 9, maerz: 3, janner: 1, juil: 7, mrt: 3, dic: 12, ene: 1, ago: 8, abr: 4, fev: 2, out: 10, dez: 12, gen: 1, giu: 6, lug: 7, mag: 5, ott: 10, okt: 10, mei: 5, mai: 5 };

function monthIndex(): Map<string, number> {
  const index = new Map<string, number>();
  const ambiguous = new Set<string>();
  for (const names of Object.values(monthNames)) {
    names.forEach((name, i) => {
      for (let length = 3; length <= name.length; length++) {
        const short = name.slice(0, length);
        const known = index.get(short);
        if (known !== undefined && known !== i + 1) ambiguous.add(short);
        else index.set(short, i + 1);
      }
    });
  }
  for (const short of ambiguous) index.delete(short);
  for (const [short, month] of Object.entries(irregular)) index.set(short, month);
  return index;
}

/** Folded month name or abbreviation in any of the languages → 1..12. */
export const monthByName: ReadonlyMap<string, number> = monthIndex();
