// Signs and names of currencies as invoices print them. A sign that several countries share names them all, the likeliest first.

/** Text folded to lower case → ISO 4217 codes that it can mean. */
export const currencySigns: Record<string, string[]> = {
  $: ['ARS', 'USD', 'MXN', 'CLP', 'COP', 'UYU', 'CAD', 'AUD'],
  'ar$': ['ARS'], 'arg$': ['ARS'], ars: ['ARS'],
  'us$': ['USD'], 'u$s': ['USD'], 'u$d': ['USD'], 'usd$': ['USD'], 'u$': ['USD'], usd: ['USD'],
  '€': ['EUR'], eur: ['EUR'], euro: ['EUR'], euros: ['EUR'],
  '£': ['GBP'], gbp: ['GBP'],
  '₺': ['TRY'], try: ['TRY'], tl: ['TRY'],
  'r$': ['BRL'], brl: ['BRL'],
  rm: ['MYR'], myr: ['MYR'],
  '₹': ['INR'], inr: ['INR'], rs: ['INR'], 'rs.': ['INR'],
  rp: ['IDR'], 'rp.': ['IDR'], idr: ['IDR'],
  chf: ['CHF'], 'sfr.': ['CHF'], 'fr.': ['CHF'],
  'ca$': ['CAD'], 'c$': ['CAD'], cad: ['CAD'], 'cad$': ['CAD'],
  'a$': ['AUD'], aud: ['AUD'], 'nz$': ['NZD'], nzd: ['NZD'],
  mxn: ['MXN'], 'mx$': ['MXN'], clp: ['CLP'], cop: ['COP'], pen: ['PEN'], 's/': ['PEN'], 's/.': ['PEN'],
  uyu: ['UYU'], '$u': ['UYU'], pyg: ['PYG'], '₲': ['PYG'], 'gs.': ['PYG'], bob: ['BOB'], 'bs.': ['BOB'], ves: ['VES'],
  dkk: ['DKK'], nok: ['NOK'], sek: ['SEK'], kr: ['SEK', 'NOK', 'DKK'], 'kr.': ['DKK', 'SEK', 'NOK'],
  pln: ['PLN'], 'zł': ['PLN'], zl: ['PLN'], czk: ['CZK'], 'kč': ['CZK'], huf: ['HUF'], ron: ['RON'], lei: ['RON'],
  jpy: ['JPY'], '¥': ['JPY', 'CNY'], cny: ['CNY'], rmb: ['CNY'], hkd: ['HKD'], 'hk$': ['HKD'], sgd: ['SGD'], 's$': ['SGD'],
  zar: ['ZAR'], r: ['ZAR'], php: ['PHP'], '₱': ['PHP'], thb: ['THB'], '฿': ['THB'], krw: ['KRW'], '₩': ['KRW'],
  aed: ['AED'], ils: ['ILS'], '₪': ['ILS'], rub: ['RUB'], '₽': ['RUB'], uah: ['UAH'], '₴': ['UAH'], vnd: ['VND'], '₫': ['VND'],
};

/** Names of currencies in running text, folded → code. */
export const currencyNames: Record<string, string> = {
  'pesos argentinos': 'ARS', 'peso argentino': 'ARS', 'son pesos': 'ARS',
  'dolares estadounidenses': 'USD', 'dolar estadounidense': 'USD', 'dolares': 'USD', 'us dollars': 'USD', 'u.s. dollars': 'USD', 'us dollar': 'USD',
  'canadian dollars': 'CAD', 'australian dollars': 'AUD', 'pounds sterling': 'GBP', 'ringgit malaysia': 'MYR', 'ringgit': 'MYR',
  'pesos mexicanos': 'MXN', 'pesos chilenos': 'CLP', 'pesos colombianos': 'COP', 'soles': 'PEN', 'reais': 'BRL', 'turk lirasi': 'TRY', 'turk lirasidir': 'TRY',
  'indian rupees': 'INR', 'rupees': 'INR', 'rupiah': 'IDR', 'swiss francs': 'CHF',
};

/** Currency of a country where an invoice says no other. */
export const countryCurrency: Record<string, string> = {
  AR: 'ARS', US: 'USD', GB: 'GBP', TR: 'TRY', BR: 'BRL', MY: 'MYR', IN: 'INR', ID: 'IDR', CH: 'CHF', CA: 'CAD', AU: 'AUD', NZ: 'NZD', MX: 'MXN', CL: 'CLP', CO: 'COP',
  PE: 'PEN', UY: 'UYU', PY: 'PYG', BO: 'BOB', EC: 'USD', DK: 'DKK', NO: 'NOK', SE: 'SEK', PL: 'PLN', CZ: 'CZK', HU: 'HUF', RO: 'RON', ZA: 'ZAR', SG: 'SGD',
  ES: 'EUR', FR: 'EUR', DE: 'EUR', IT: 'EUR', NL: 'EUR', BE: 'EUR', AT: 'EUR', PT: 'EUR', IE: 'EUR', FI: 'EUR', GR: 'EUR', LU: 'EUR', SK: 'EUR', SI: 'EUR',
};
