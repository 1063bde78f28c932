/** Of an order as it is in the URL: with a minus in front it runs from the last to the first. */
export const keyOf = (order: string): string => order.replace(/^-/, '');
/** A press on what the list is sorted by reverses it; on anything else, it begins from the first. */
export const pressed = (order: string, by: string): string => (order === by ? `-${by}` : by);
