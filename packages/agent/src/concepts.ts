/**
 * Words that mean the same to somebody who asks, across both languages; a pair of words stands with a space between.
 * So "How much is a night?" finds "Das Doppelzimmer kostet 129 Euro".
 */
const concepts: Record<string, readonly string[]> = {
  price: [
    ...['price', 'prices', 'pricing', 'cost', 'costs', 'fee', 'fees', 'charge', 'rate', 'rates', 'how much'],
    ...['preis', 'preise', 'kostet', 'kosten', 'gebuhr', 'wie viel', 'wieviel', 'euro', '€', '$', '£'],
  ],
  hours: [
    ...['open', 'opens', 'opening', 'opened', 'close', 'closes', 'closed', 'closing', 'hours'],
    ...['offnungszeiten', 'geoffnet', 'offen', 'offnet', 'schliesst', 'geschlossen'],
  ],
  place: [
    'address',
    'where',
    'located',
    'location',
    'directions',
    'find',
    'adresse',
    'wo',
    'lage',
    'anfahrt',
  ],
  parking: ['park', 'parking', 'parken', 'parkplatz', 'parkplatze', 'tiefgarage'],
  booking: [
    ...['book', 'booking', 'appointment', 'appointments', 'reservation', 'reserve', 'schedule'],
    ...['buchen', 'buchung', 'reservieren', 'reservierung', 'termin'],
  ],
  cancelling: [
    'cancel',
    'cancels',
    'cancellation',
    'cancelling',
    'stornieren',
    'storno',
    'stornierung',
    'absagen',
  ],
  paying: [
    'pay',
    'payment',
    'card',
    'cards',
    'cash',
    'zahlen',
    'bezahlen',
    'zahlung',
    'karte',
    'kartenzahlung',
    'bar',
  ],
  breakfast: ['breakfast', 'fruhstuck', 'fruhstucken', 'fruhstucksbuffet'],
  room: ['room', 'rooms', 'zimmer', 'zimmern', 'night', 'nights', 'nacht', 'ubernachtung'],
  double: ['double', 'doppelzimmer'],
  single: ['single', 'einzelzimmer'],
  arrival: ['check in', 'checkin', 'arrive', 'arrival', 'einchecken', 'anreise'],
  departure: ['check out', 'checkout', 'departure', 'auschecken', 'abreise'],
  dog: ['dog', 'dogs', 'pet', 'pets', 'hund', 'hunde', 'haustier', 'haustiere'],
  wifi: ['wifi', 'wi fi', 'internet', 'wlan'],
  child: ['child', 'children', 'kid', 'kids', 'kind', 'kinder', 'kindern'],
  guarantee: ['guarantee', 'warranty', 'garantie'],
  weekend: ['weekend', 'wochenende'],
  saturday: ['saturday', 'saturdays', 'samstag', 'samstags'],
  sunday: ['sunday', 'sundays', 'sonntag', 'sonntags'],
};

const conceptOfWord: ReadonlyMap<string, string> = new Map(
  Object.entries(concepts).flatMap(([concept, words]) => words.map((word) => [word, concept])),
);

/** The concept that a word or a pair of words ("how much") names, if it names one; spelled as `spellings` does. */
export const conceptOf = (words: string): string | undefined => conceptOfWord.get(words);
