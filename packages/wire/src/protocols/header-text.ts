/** What may stand in a header and takes no other meaning there: values repeat what requests and functions say, in whatever script. */
export const headerText = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?');
