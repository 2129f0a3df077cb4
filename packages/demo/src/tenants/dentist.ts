import type { DemoTenant } from './demo-tenant.ts';

export const dentist: DemoTenant = {
  displayName: 'Maple Street Dental',
  greeting: 'Hello, this is Maple Street Dental. How can we make you smile today?',
  locale: 'en-US',
  numbers: ['+12025550143'],
  carrierAccount: 'shared',
  users: ['Ada', 'Ben'],
  knowledge: [
    {
      sk: '010-opening-hours',
      title: 'Opening hours',
      text: 'We are open Monday to Thursday from 8 a.m. to 5 p.m. and Friday from 8 a.m. to 1 p.m. We are closed on Saturdays and Sundays.',
    },
    {
      sk: '020-cleaning',
      title: 'Cleaning',
      text: 'A cleaning costs 120 dollars and takes about 45 minutes.',
    },
    {
      sk: '030-emergencies',
      title: 'Emergencies',
      text: 'If you have a toothache or a broken tooth, call us before 10 a.m. and we will see you the same day.',
    },
    {
      sk: '040-address',
      title: 'Address',
      text: 'You find us at 18 Maple Street, on the second floor above the bakery.',
    },
    {
      sk: '050-parking',
      title: 'Parking',
      text: 'Parking is free for patients in the yard behind the building.',
    },
    {
      sk: '060-checkup',
      title: 'Checkup',
      text: 'A checkup costs 75 dollars, and X-rays cost another 40 dollars when they are needed.',
    },
    {
      sk: '070-fillings',
      title: 'Fillings',
      text: 'A filling costs from 180 dollars, depending on its size.',
    },
    {
      sk: '080-crowns',
      title: 'Crowns',
      text: 'A ceramic crown costs 950 dollars and is made in two visits.',
    },
    {
      sk: '090-whitening',
      title: 'Whitening',
      text: 'Teeth whitening costs 300 dollars and takes an hour.',
    },
    {
      sk: '100-insurance',
      title: 'Insurance',
      text: 'We work with most dental insurance plans and send them the bill for you.',
    },
    {
      sk: '110-payment',
      title: 'Payment',
      text: 'You can pay by card or in cash, or in three monthly parts without interest.',
    },
    {
      sk: '120-cancellation',
      title: 'Cancellation',
      text: 'Please cancel an appointment at least 24 hours ahead. Later than that we charge 50 dollars.',
    },
    {
      sk: '130-children',
      title: 'Children',
      text: 'Children are welcome from the age of two, and their first visit is free.',
    },
    {
      sk: '140-dogs',
      title: 'Dogs',
      text: 'Only assistance dogs may come into the practice.',
    },
  ],
};
