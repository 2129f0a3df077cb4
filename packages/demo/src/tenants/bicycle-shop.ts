import type { DemoTenant } from './demo-tenant.ts';

export const bicycleShop: DemoTenant = {
  displayName: 'Chain & Bell Cycles',
  greeting: 'Hello, Chain and Bell Cycles here. What can we do for you and your bike?',
  locale: 'en-GB',
  numbers: ['+442079460123'],
  carrierAccount: 'shared',
  users: ['Clara', 'Dev'],
  knowledge: [
    {
      sk: '010-opening-hours',
      title: 'Opening hours',
      text: 'We are open Tuesday to Saturday from 10 in the morning to 6 in the evening. We are closed on Sundays and Mondays.',
    },
    {
      sk: '020-service',
      title: 'Bike service',
      text: 'A full service costs 85 pounds and a tune-up costs 45 pounds. Most bikes are ready in two days.',
    },
    {
      sk: '030-punctures',
      title: 'Punctures and flat tyres',
      text: 'Mending a puncture costs 12 pounds, and you can wait for it with a cup of tea.',
    },
    {
      sk: '040-address',
      title: 'Address',
      text: 'You find us at 7 Towpath Lane, right beside the canal bridge.',
    },
    {
      sk: '050-parking',
      title: 'Parking',
      text: 'There is no car park, but there are plenty of bike stands in front of the shop.',
    },
    {
      sk: '060-brakes',
      title: 'Brakes',
      text: 'New brake pads cost 20 pounds a wheel, fitted.',
    },
    {
      sk: '070-hire',
      title: 'Bike hire',
      text: 'Hiring a town bike costs 18 pounds a day, and an electric bike costs 35 pounds a day. A helmet and a lock are included.',
    },
    {
      sk: '080-second-hand',
      title: 'Second-hand bikes',
      text: 'Second-hand bikes cost from 120 pounds and come with a six-month guarantee.',
    },
    {
      sk: '090-trade-in',
      title: 'Trade-in',
      text: 'We buy old bikes in part exchange. Bring yours in and we will value it while you wait.',
    },
    {
      sk: '100-collection',
      title: 'Collection and delivery',
      text: 'Within three miles we collect and bring back your bike for 10 pounds.',
    },
    {
      sk: '110-payment',
      title: 'Payment',
      text: 'You can pay by card, in cash or through the Cycle to Work scheme.',
    },
    {
      sk: '120-cancellation',
      title: 'Cancellation',
      text: 'You can cancel a repair or a hire free of charge until the evening before.',
    },
    {
      sk: '130-children',
      title: 'Children',
      text: "Children's bikes cost from 90 pounds, and we buy them back when they are outgrown.",
    },
    {
      sk: '140-dogs',
      title: 'Dogs',
      text: 'Dogs are very welcome, and the shop dog is called Sprocket.',
    },
  ],
};
