import type { DemoTenant } from './demo-tenant.ts';

export const hotel: DemoTenant = {
  displayName: 'Hotel Lindenhof',
  greeting: 'Guten Tag und herzlich willkommen im Hotel Lindenhof. Was dürfen wir für Sie tun?',
  locale: 'de-DE',
  numbers: ['+493023125042'],
  carrierAccount: 'own',
  users: ['Emil', 'Frieda'],
  knowledge: [
    {
      sk: '010-oeffnungszeiten',
      title: 'Öffnungszeiten',
      text: 'Die Rezeption ist täglich von 7 bis 22 Uhr geöffnet. Danach öffnet Ihre Zimmerkarte die Haustür.',
    },
    {
      sk: '020-zimmerpreise',
      title: 'Zimmer und Preise',
      text: 'Das Doppelzimmer kostet 129 Euro die Nacht. Das Einzelzimmer kostet 89 Euro die Nacht.',
    },
    {
      sk: '030-fruehstueck',
      title: 'Frühstück',
      text: 'Frühstück gibt es von 7 bis 10 Uhr, am Wochenende bis 11 Uhr. Es kostet 14 Euro.',
    },
    {
      sk: '040-adresse',
      title: 'Adresse',
      text: 'Sie finden uns in der Lindenallee 3, fünf Minuten zu Fuß vom Bahnhof.',
    },
    {
      sk: '050-parken',
      title: 'Parken',
      text: 'Ein Platz in der Tiefgarage kostet 12 Euro am Tag.',
    },
    {
      sk: '060-anreise',
      title: 'Anreise',
      text: 'Ihr Zimmer ist ab 15 Uhr bezugsfertig; Ihr Gepäck nehmen wir gern schon früher.',
    },
    {
      sk: '070-abreise',
      title: 'Abreise',
      text: 'Bitte geben Sie das Zimmer bis 11 Uhr frei. Eine späte Abreise bis 14 Uhr kostet 25 Euro.',
    },
    {
      sk: '080-stornierung',
      title: 'Stornierung',
      text: 'Sie können bis zwei Tage vor der Anreise kostenlos stornieren. Danach berechnen wir die erste Nacht.',
    },
    {
      sk: '090-zahlung',
      title: 'Zahlung',
      text: 'Sie können mit Karte, bar oder auf Rechnung zahlen.',
    },
    {
      sk: '100-wlan',
      title: 'WLAN',
      text: 'WLAN ist im ganzen Haus kostenlos.',
    },
    {
      sk: '110-sauna',
      title: 'Sauna',
      text: 'Die Sauna im Dachgeschoss ist von 16 bis 21 Uhr für Gäste frei.',
    },
    {
      sk: '120-kinder',
      title: 'Kinder',
      text: 'Kinder bis 12 Jahre schlafen im Zimmer der Eltern kostenlos.',
    },
    {
      sk: '130-hunde',
      title: 'Hunde',
      text: 'Hunde sind willkommen und kosten 10 Euro die Nacht.',
    },
    {
      sk: '140-fahrraeder',
      title: 'Fahrräder',
      text: 'Leihräder kosten 15 Euro am Tag und stehen im Hof.',
    },
  ],
};
