import { bicycleShop } from './bicycle-shop.ts';
import type { DemoTenant } from './demo-tenant.ts';
import { dentist } from './dentist.ts';
import { hotel } from './hotel.ts';

export type { DemoTenant } from './demo-tenant.ts';

/** The demo's tenants. The first two share one carrier account; the third brought its own. */
export const demoTenants: readonly DemoTenant[] = [dentist, bicycleShop, hotel];
